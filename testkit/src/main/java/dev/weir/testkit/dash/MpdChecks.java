package dev.weir.testkit.dash;

import dev.weir.testkit.rules.Findings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** The rules of one MPD. Confined to one check. */
final class MpdChecks {
  private static final String LIVE_PROFILE = "urn:mpeg:dash:profile:isoff-live:2011";
  private static final Pattern SECONDS = Pattern.compile("PT[0-9]+(\\.[0-9]+)?S");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern FRAME_RATE = Pattern.compile("[1-9][0-9]*(/[1-9][0-9]*)?");
  private static final String SUBTITLES = "text/vtt";
  private static final long MAX_SAFE_INTEGER = 1L << 53;
  private static final double MILLISECOND = 0.001;

  private static final Set<String> UTC_SCHEMES =
      Set.of(
          "urn:mpeg:dash:utc:http-xsdate:2014",
          "urn:mpeg:dash:utc:http-iso:2014",
          "urn:mpeg:dash:utc:http-head:2014",
          "urn:mpeg:dash:utc:direct:2014");

  private final MpdText mpd;
  private final Findings findings;

  MpdChecks(MpdText mpd, Findings findings) {
    this.mpd = mpd;
    this.findings = findings;
  }

  void check() {
    checkRoot();
    checkDynamic();
    checkPeriods();
    for (Element period : mpd.periods()) {
      checkAdaptationSets(period);
      MpdText.representations(period).forEach(this::checkRepresentation);
    }
    new LowLatencyChecks(mpd, findings).check();
  }

  private void checkRoot() {
    Element root = mpd.root();
    findings.require(
        List.of(root.getAttribute("profiles").split(",", -1)).contains(LIVE_PROFILE),
        "8.4.1",
        "the profile must be " + LIVE_PROFILE);
    findings.require(
        Set.of("static", "dynamic").contains(root.getAttribute("type")),
        "5.3.1.2",
        "type must be static or dynamic");
    findings.require(root.hasAttribute("minBufferTime"), "5.3.1.2", "minBufferTime is required");
    for (String name :
        List.of(
            "minBufferTime",
            "minimumUpdatePeriod",
            "timeShiftBufferDepth",
            "suggestedPresentationDelay",
            "maxSegmentDuration",
            "mediaPresentationDuration")) {
      checkDuration(root, name);
    }
    checkDate("availabilityStartTime");
    checkDate("publishTime");
    findings.require(!mpd.periods().isEmpty(), "5.3.1.2", "there is no Period");
  }

  private void checkDuration(Element element, String name) {
    String value = element.getAttribute(name);
    findings.require(
        !element.hasAttribute(name) || SECONDS.matcher(value).matches(),
        "IOP 5",
        name + " must be an xs:duration in seconds alone, is " + value);
  }

  private void checkDate(String name) {
    String value = mpd.root().getAttribute(name);
    findings.require(
        value.isEmpty() || isUtc(value), "5.3.1.2", name + " must be a UTC date, is " + value);
  }

  private static boolean isUtc(String value) {
    try {
      return OffsetDateTime.parse(value).getOffset().getTotalSeconds() == 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkDynamic() {
    Element root = mpd.root();
    if (!mpd.isDynamic()) {
      findings.require(
          root.hasAttribute("mediaPresentationDuration"),
          "5.3.1.2",
          "a static MPD needs mediaPresentationDuration");
      findings.require(
          !root.hasAttribute("minimumUpdatePeriod"),
          "5.3.1.2",
          "a static MPD is not updated, and has no minimumUpdatePeriod");
      return;
    }
    for (String name : List.of("availabilityStartTime", "publishTime")) {
      findings.require(root.hasAttribute(name), "5.3.1.2", "a dynamic MPD needs " + name);
    }
    findings.require(
        root.hasAttribute("minimumUpdatePeriod") || root.hasAttribute("mediaPresentationDuration"),
        "5.3.1.2",
        "a dynamic MPD is updated or has an end");
    List<Element> clocks = MpdText.children(root, "UTCTiming");
    findings.require(
        clocks.stream().anyMatch(c -> UTC_SCHEMES.contains(c.getAttribute("schemeIdUri"))),
        "IOP 5",
        "a dynamic MPD needs a UTCTiming of an allowed scheme");
    double depth = seconds(root, "timeShiftBufferDepth").orElse(Double.MAX_VALUE);
    double delay = seconds(root, "suggestedPresentationDelay").orElse(0.0);
    findings.require(
        depth - delay > 0, "IOP 5", "timeShiftBufferDepth must exceed suggestedPresentationDelay");
  }

  private static Optional<Double> seconds(Element element, String name) {
    String value = element.getAttribute(name);
    return SECONDS.matcher(value).matches()
        ? Optional.of(Duration.parse(value).toNanos() / 1e9)
        : Optional.empty();
  }

  private void checkPeriods() {
    Set<String> ids = new HashSet<>();
    double previous = -1;
    for (Element period : mpd.periods()) {
      String id = period.getAttribute("id");
      checkDuration(period, "start");
      findings.require(
          !id.isEmpty() || !mpd.isDynamic(), "5.3.2.2", "a Period of a dynamic MPD needs an id");
      findings.require(ids.add(id), "5.3.2.2", "two Periods have the id " + id);
      findings.require(
          period.hasAttribute("start") || !mpd.isDynamic(),
          "5.3.2.1",
          "Period " + id + " needs start");
      double start = seconds(period, "start").orElse(previous);
      findings.require(
          start > previous || !period.hasAttribute("start"),
          "5.3.2.1",
          "Period " + id + " does not start after the one before");
      previous = start;
    }
  }

  private void checkAdaptationSets(Element period) {
    Set<String> ids = new HashSet<>();
    List<Element> sets = MpdText.children(period, "AdaptationSet");
    findings.require(!sets.isEmpty(), "5.3.2.2", "a Period has no AdaptationSet");
    for (Element set : sets) {
      String id = set.getAttribute("id");
      findings.require(
          NUMBER.matcher(id).matches(), "IOP 5", "an AdaptationSet needs a numeric id");
      findings.require(ids.add(id), "5.3.3.2", "two AdaptationSets have the id " + id);
      boolean isAligned = set.getAttribute("segmentAlignment").equals("true");
      boolean isWhole = set.getAttribute("mimeType").equals(SUBTITLES);
      findings.require(isAligned || isWhole, "IOP 5", "segments must be aligned");
      findings.require(
          !MpdText.children(set, "Representation").isEmpty(),
          "5.3.3.2",
          "AdaptationSet " + id + " has no Representation");
    }
    Set<String> names = new HashSet<>();
    for (Element representation : MpdText.representations(period)) {
      findings.require(
          names.add(representation.getAttribute("id")),
          "5.3.5.2",
          "two Representations have the id " + representation.getAttribute("id"));
    }
  }

  private void checkRepresentation(Element representation) {
    String id = representation.getAttribute("id");
    findings.require(!id.isEmpty(), "5.3.5.2", "a Representation needs an id");
    findings.require(
        NUMBER.matcher(representation.getAttribute("bandwidth")).matches(),
        "5.3.5.2",
        "Representation " + id + " needs bandwidth");
    String mimeType = inherited(representation, "mimeType");
    if (mimeType.equals(SUBTITLES)) {
      checkSubtitles(id, representation);
      return;
    }
    findings.require(
        Set.of("video/mp4", "audio/mp4").contains(mimeType),
        "5.3.7.2",
        "Representation " + id + " needs a mimeType of CMAF, has " + mimeType);
    findings.require(
        !inherited(representation, "codecs").isEmpty(),
        "5.3.7.2",
        "Representation " + id + " needs codecs");
    if (mimeType.equals("video/mp4")) {
      checkVideo(representation);
    }
    if (mimeType.equals("audio/mp4")) {
      checkAudio(representation);
    }
    Optional<Element> template = MpdText.template(representation);
    findings.require(
        template.isPresent(), "5.3.9.1", "Representation " + id + " needs a SegmentTemplate");
    template.ifPresent(found -> checkTemplate(id, found));
  }

  /** One file for the whole Period. */
  private void checkSubtitles(String id, Element representation) {
    findings.require(
        MpdText.child(representation, "BaseURL").isPresent(),
        "5.3.9.1",
        "the subtitles " + id + " need a BaseURL");
    findings.require(
        !mpd.isDynamic(), "IOP 5", "the subtitles " + id + " of a dynamic MPD need segments");
  }

  private static String inherited(Element representation, String attribute) {
    return representation.hasAttribute(attribute)
        ? representation.getAttribute(attribute)
        : ((Element) representation.getParentNode()).getAttribute(attribute);
  }

  private void checkVideo(Element representation) {
    for (String size : List.of("width", "height")) {
      findings.require(
          NUMBER.matcher(inherited(representation, size)).matches(),
          "IOP 5",
          "video needs " + size);
    }
    String rate = inherited(representation, "frameRate");
    findings.require(
        rate.isEmpty() || FRAME_RATE.matcher(rate).matches(),
        "5.3.7.2",
        "frameRate must be a whole number or a fraction, is " + rate);
  }

  private void checkAudio(Element representation) {
    findings.require(
        !inherited(representation, "audioSamplingRate").isEmpty(),
        "IOP 5",
        "audio needs audioSamplingRate");
    Element set = (Element) representation.getParentNode();
    findings.require(
        MpdText.child(representation, "AudioChannelConfiguration").isPresent()
            || MpdText.child(set, "AudioChannelConfiguration").isPresent(),
        "IOP 5",
        "audio needs AudioChannelConfiguration");
  }

  private void checkTemplate(String id, Element template) {
    String media = template.getAttribute("media");
    findings.require(
        media.contains("$Time$"),
        "5.3.9.4.4",
        "the template must be addressed by $Time$: " + media);
    findings.require(
        !template.getAttribute("initialization").isEmpty(),
        "5.3.9.4.2",
        "initialization is needed");
    findings.require(
        !template.hasAttribute("duration"),
        "5.3.9.2.2",
        "duration and SegmentTimeline exclude each other");
    Optional<Element> timeline = MpdText.child(template, "SegmentTimeline");
    findings.require(timeline.isPresent(), "5.3.9.6", "a SegmentTimeline is needed");
    timeline.ifPresent(found -> checkTimeline(id, template, found));
  }

  private void checkTimeline(String id, Element template, Element timeline) {
    List<Element> entries = MpdText.children(timeline, "S");
    findings.require(!entries.isEmpty(), "5.3.9.6", "the timeline of " + id + " is empty");
    for (Element entry : entries) {
      if (!checkEntry(entry)) {
        return;
      }
    }
    long offset =
        template.hasAttribute("presentationTimeOffset")
            ? Long.parseLong(template.getAttribute("presentationTimeOffset"))
            : 0;
    long timescale =
        template.hasAttribute("timescale") ? Long.parseLong(template.getAttribute("timescale")) : 1;
    checkSlots(id, Timeline.of(timeline).segments(), offset, timescale);
  }

  private boolean checkEntry(Element entry) {
    boolean numeric =
        NUMBER.matcher(entry.getAttribute("d")).matches()
            && (!entry.hasAttribute("t") || NUMBER.matcher(entry.getAttribute("t")).matches())
            && (!entry.hasAttribute("r") || NUMBER.matcher(entry.getAttribute("r")).matches());
    findings.require(numeric, "5.3.9.6.2", "S needs d, and t and r are not negative");
    findings.require(
        !entry.hasAttribute("n") && !entry.hasAttribute("k"), "IOP 5", "S has only t, d and r");
    return numeric;
  }

  private void checkSlots(String id, List<Timeline.Slot> slots, long offset, long timescale) {
    long previousEnd = Long.MIN_VALUE;
    double longest = seconds(mpd.root(), "maxSegmentDuration").orElse(Double.MAX_VALUE);
    for (Timeline.Slot slot : slots) {
      String who = "segment " + slot.startTicks() + " of " + id;
      findings.require(slot.durationTicks() > 0, "5.3.9.6.2", who + " has no duration");
      findings.require(
          slot.startTicks() >= previousEnd, "5.3.9.6.2", who + " overlaps the one before");
      findings.require(
          slot.startTicks() < MAX_SAFE_INTEGER, "IOP 5", who + " begins beyond 2^53 ticks");
      findings.require(
          (double) slot.durationTicks() / timescale <= longest + MILLISECOND,
          "5.3.1.2",
          who + " is longer than maxSegmentDuration");
      findings.require(
          slot.endTicks() > offset, "5.3.9.2.2", who + " ends before its Period begins");
      previousEnd = slot.endTicks();
    }
  }
}
