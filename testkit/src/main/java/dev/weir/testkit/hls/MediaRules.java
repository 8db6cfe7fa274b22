package dev.weir.testkit.hls;

import dev.weir.testkit.hls.MediaText.SegmentText;
import dev.weir.testkit.rules.Findings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of one media playlist but those of its parts. Confined to one check. */
final class MediaRules {
  private static final BigDecimal HOLD_BACK_TARGETS = BigDecimal.valueOf(3);
  private static final BigDecimal PART_HOLD_BACK_TARGETS = BigDecimal.valueOf(3);
  private static final BigDecimal SKIP_BOUNDARY_TARGETS = BigDecimal.valueOf(6);

  /** §8: the version from which on a tag may be used. */
  private static final Map<HlsTag, Integer> VERSIONS =
      Map.of(
          HlsTag.EXT_X_BYTERANGE,
          4,
          HlsTag.EXT_X_I_FRAMES_ONLY,
          4,
          HlsTag.EXT_X_MAP,
          6,
          HlsTag.EXT_X_SKIP,
          9);

  private static final int VERSION_OF_MAP_WITH_I_FRAMES = 5;

  private static final Set<String> PLAYLIST_TYPES = Set.of("EVENT", "VOD");

  private final MediaText text;
  private final Findings findings;

  MediaRules(MediaText text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  void check() {
    checkHead();
    checkVersion();
    checkServerControl();
    text.segments().forEach(this::checkSegment);
    checkTail();
    checkDateTimes();
    checkSkip();
    checkHints();
    checkReports();
  }

  private void checkHead() {
    for (TagLine line : text.lines()) {
      findings.require(
          line.tag().filter(tag -> tag.place() == HlsTag.Place.MULTIVARIANT).isEmpty(),
          "4.1",
          "a media playlist must not hold " + line.tag().map(HlsTag::tagName).orElse(""));
    }
    findings.require(
        text.head().containsKey(HlsTag.EXT_X_TARGETDURATION),
        "4.4.3.1",
        "#EXT-X-TARGETDURATION is required");
    for (HlsTag tag :
        List.of(
            HlsTag.EXT_X_TARGETDURATION,
            HlsTag.EXT_X_MEDIA_SEQUENCE,
            HlsTag.EXT_X_DISCONTINUITY_SEQUENCE,
            HlsTag.EXT_X_VERSION)) {
      text.headTag(tag)
          .ifPresent(line ->
              findings.require(
                  AttributeType.DECIMAL.accepts(line.value()),
                  tag.section(),
                  tag.tagName() + " must be a decimal integer, is " + line.value()));
    }
    text.headTag(HlsTag.EXT_X_PLAYLIST_TYPE)
        .ifPresent(line ->
            findings.require(
                PLAYLIST_TYPES.contains(line.value()), "4.4.3.5", "no such playlist type"));
    checkBeforeSegments(HlsTag.EXT_X_MEDIA_SEQUENCE);
    checkBeforeSegments(HlsTag.EXT_X_DISCONTINUITY_SEQUENCE);
  }

  private void checkBeforeSegments(HlsTag tag) {
    int firstSegmentLine =
        text.lines().stream()
            .filter(
                line -> line.isUri() || line.tag().orElseThrow().place() == HlsTag.Place.SEGMENT)
            .mapToInt(TagLine::number)
            .findFirst()
            .orElse(Integer.MAX_VALUE);
    text.headTag(tag)
        .ifPresent(line ->
            findings.require(
                line.number() < firstSegmentLine,
                tag.section(),
                tag.tagName() + " must stand before the first segment"));
  }

  private void checkVersion() {
    int needed = text.segments().isEmpty() && text.tail().parts().isEmpty() ? 1 : neededByContent();
    int version =
        text.headTag(HlsTag.EXT_X_VERSION)
            .map(line -> TagLine.decimal(line.value()))
            .map(BigDecimal::intValue)
            .orElse(1);
    findings.require(version >= needed, "8", "version " + needed + " is needed, is " + version);
    findings.require(version <= needed, "6.2.1", "version " + needed + " is enough, is " + version);
  }

  private int neededByContent() {
    int byTags =
        text.lines().stream()
            .flatMap(line -> line.tag().stream())
            .mapToInt(this::neededBy)
            .max()
            .orElse(1);
    boolean fractions =
        text.tags(HlsTag.EXTINF).stream().anyMatch(line -> line.value().contains("."));
    return Math.max(byTags, fractions ? 3 : 1);
  }

  private int neededBy(HlsTag tag) {
    return tag == HlsTag.EXT_X_MAP && text.isOfIFrames()
        ? VERSION_OF_MAP_WITH_I_FRAMES
        : VERSIONS.getOrDefault(tag, 1);
  }

  private void checkServerControl() {
    BigDecimal target = text.targetDuration();
    text.headTag(HlsTag.EXT_X_SERVER_CONTROL)
        .ifPresent(line -> {
          checkAtLeast(line, "HOLD-BACK", HOLD_BACK_TARGETS.multiply(target));
          checkAtLeast(line, "CAN-SKIP-UNTIL", SKIP_BOUNDARY_TARGETS.multiply(target));
          checkAtLeast(line, "PART-HOLD-BACK", PART_HOLD_BACK_TARGETS.multiply(text.partTarget()));
          findings.require(
              line.has("CAN-SKIP-UNTIL") || !line.has("CAN-SKIP-DATERANGES"),
              "4.4.3.8",
              "CAN-SKIP-DATERANGES needs CAN-SKIP-UNTIL");
        });
    boolean partHoldBack =
        text.headTag(HlsTag.EXT_X_SERVER_CONTROL).filter(l -> l.has("PART-HOLD-BACK")).isPresent();
    findings.require(
        partHoldBack || !text.head().containsKey(HlsTag.EXT_X_PART_INF),
        "4.4.3.8",
        "PART-HOLD-BACK is required with #EXT-X-PART-INF");
  }

  private void checkAtLeast(TagLine line, String attribute, BigDecimal least) {
    findings.require(
        !line.has(attribute) || line.number(attribute).compareTo(least) >= 0,
        "4.4.3.8",
        attribute + " must be " + least + " at least, is " + line.text(attribute));
  }

  private void checkSegment(SegmentText segment) {
    String who = "segment " + segment.sequence();
    List<TagLine> durations =
        segment.tags().stream().filter(line -> line.is(HlsTag.EXTINF)).toList();
    findings.require(durations.size() == 1, "4.4.4.1", who + " needs one #EXTINF");
    for (TagLine line : durations) {
      findings.require(
          line.value().matches("[0-9]+(\\.[0-9]+)?,.*"),
          "4.4.4.1",
          who + ": #EXTINF must be a number and a comma, is " + line.value());
    }
    findings.require(
        segment.duration().setScale(0, RoundingMode.HALF_UP).compareTo(text.targetDuration()) <= 0,
        "4.4.3.1",
        who + " lasts " + segment.duration() + ", the target duration is " + text.targetDuration());
  }

  private void checkTail() {
    findings.require(
        !text.tail().has(HlsTag.EXTINF), "4.4.4.1", "#EXTINF must be followed by a URI");
    findings.require(
        text.tail().parts().isEmpty() || !text.isEnded(),
        "4.4.3.4",
        "no segment may be open where #EXT-X-ENDLIST stands");
  }

  private void checkDateTimes() {
    boolean dated = !text.tags(HlsTag.EXT_X_PROGRAM_DATE_TIME).isEmpty();
    for (TagLine line : text.tags(HlsTag.EXT_X_PROGRAM_DATE_TIME)) {
      findings.require(
          isDateTime(line.value()), "4.4.4.6", "not ISO 8601 with a zone: " + line.value());
    }
    for (SegmentText segment : text.segmentsAndTail()) {
      findings.require(
          !dated
              || !segment.has(HlsTag.EXT_X_DISCONTINUITY)
              || segment.has(HlsTag.EXT_X_PROGRAM_DATE_TIME),
          "6.2.1",
          "segment " + segment.sequence() + " follows a discontinuity and has no date");
    }
  }

  private static boolean isDateTime(String value) {
    try {
      OffsetDateTime.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void checkSkip() {
    List<TagLine> skips = text.tags(HlsTag.EXT_X_SKIP);
    if (skips.isEmpty()) {
      return;
    }
    findings.require(skips.size() == 1, "4.4.5.2", "#EXT-X-SKIP appears again");
    findings.require(!text.isEnded(), "6.2.5.1", "no delta update after #EXT-X-ENDLIST");
    checkBeforeSegments(HlsTag.EXT_X_SKIP);
    BigDecimal boundary = text.headNumber(HlsTag.EXT_X_SERVER_CONTROL, "CAN-SKIP-UNTIL");
    findings.require(boundary.signum() > 0, "4.4.5.2", "#EXT-X-SKIP needs CAN-SKIP-UNTIL");
    findings.require(
        text.duration().compareTo(boundary) >= 0,
        "6.2.5.1",
        "segments within CAN-SKIP-UNTIL were skipped: only " + text.duration() + " s are left");
  }

  private void checkHints() {
    List<TagLine> hints = text.tags(HlsTag.EXT_X_PRELOAD_HINT);
    findings.require(
        hints.isEmpty() || !text.isEnded(), "4.4.5.3", "no hint where #EXT-X-ENDLIST stands");
    Set<String> types = hints.stream().map(hint -> hint.text("TYPE")).collect(Collectors.toSet());
    findings.require(
        types.size() == hints.size(), "6.2.6", "more than one #EXT-X-PRELOAD-HINT of a type");
    Set<String> parts =
        text.tags(HlsTag.EXT_X_PART).stream()
            .map(part -> part.text("URI"))
            .collect(Collectors.toSet());
    for (TagLine hint : hints) {
      findings.require(
          Set.of("PART", "MAP").contains(hint.text("TYPE")), "4.4.5.3", "no such TYPE of hint");
      findings.require(
          !parts.contains(hint.text("URI")) || hint.has("BYTERANGE-START"),
          "4.4.5.3",
          "the hint names a part that is there: " + hint.text("URI"));
    }
  }

  private void checkReports() {
    List<TagLine> reports = text.tags(HlsTag.EXT_X_RENDITION_REPORT);
    Set<String> uris =
        reports.stream().map(report -> report.text("URI")).collect(Collectors.toSet());
    findings.require(uris.size() == reports.size(), "4.4.5.4", "two rendition reports of one URI");
    for (TagLine report : reports) {
      findings.require(
          !report.text("URI").matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*"),
          "4.4.5.4",
          "a report's URI must be relative, is " + report.text("URI"));
    }
  }
}
