package dev.weir.testkit.hls;

import dev.weir.testkit.hls.MediaText.SegmentText;
import dev.weir.testkit.rules.Findings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What may change from one version of a media playlist to a later one. Confined to one check. */
final class SuccessionRules {
  private static final BigDecimal LEAST_TARGETS = BigDecimal.valueOf(3);

  private final MediaText older;
  private final MediaText newer;
  private final Findings findings;

  SuccessionRules(MediaText older, MediaText newer, Findings findings) {
    this.older = older;
    this.newer = newer;
    this.findings = findings;
  }

  void check() {
    checkFixed();
    checkSequences();
    checkEnd();
    checkSegments();
    checkHint();
  }

  private void checkFixed() {
    findings.require(
        older.targetDuration().compareTo(newer.targetDuration()) == 0,
        "6.2.1",
        "the target duration changed");
    findings.require(
        older.partTarget().compareTo(newer.partTarget()) == 0, "6.2.1", "the part target changed");
    findings.require(
        serverControl(older).equals(serverControl(newer)), "6.2.1", "the server control changed");
  }

  private static String serverControl(MediaText text) {
    return text.headTag(HlsTag.EXT_X_SERVER_CONTROL).map(TagLine::value).orElse("");
  }

  private void checkSequences() {
    BigDecimal was = older.headNumber(HlsTag.EXT_X_MEDIA_SEQUENCE);
    BigDecimal is = newer.headNumber(HlsTag.EXT_X_MEDIA_SEQUENCE);
    findings.require(is.compareTo(was) >= 0, "6.2.2", "the media sequence went back");
    findings.require(
        newer
                .headNumber(HlsTag.EXT_X_DISCONTINUITY_SEQUENCE)
                .compareTo(older.headNumber(HlsTag.EXT_X_DISCONTINUITY_SEQUENCE))
            >= 0,
        "6.2.2",
        "the discontinuity sequence went back");
    findings.require(
        lastSequence(newer) >= lastSequence(older), "6.2.1", "the last segment was taken back");
    BigDecimal least = newer.targetDuration().multiply(LEAST_TARGETS);
    findings.require(
        is.compareTo(was) == 0 || newer.isEnded() || newer.duration().compareTo(least) >= 0,
        "6.2.2",
        "a segment was removed with less than " + least + " s left");
  }

  private static long lastSequence(MediaText text) {
    List<SegmentText> segments = text.segmentsAndTail();
    return segments.isEmpty() ? -1 : segments.getLast().sequence();
  }

  private void checkEnd() {
    findings.require(!older.isEnded() || newer.isEnded(), "6.2.1", "#EXT-X-ENDLIST was taken back");
    findings.require(
        !older.isEnded() || lastSequence(older) == lastSequence(newer),
        "6.2.1",
        "a segment was added after #EXT-X-ENDLIST");
  }

  private void checkSegments() {
    Map<Long, SegmentText> before =
        older.segmentsAndTail().stream()
            .collect(Collectors.toMap(SegmentText::sequence, Function.identity()));
    for (SegmentText segment : newer.segmentsAndTail()) {
      SegmentText same = before.get(segment.sequence());
      if (same != null) {
        checkSegment(same, segment);
        checkParts(same, segment);
      }
    }
  }

  private void checkSegment(SegmentText was, SegmentText is) {
    String who = "segment " + is.sequence();
    findings.require(
        was.uri().isEmpty() || was.uri().equals(is.uri()),
        "6.2.1",
        who + " was " + was.uri() + " and is " + is.uri());
    findings.require(
        was.uri().isEmpty() || was.duration().compareTo(is.duration()) == 0,
        "6.2.1",
        who + " lasted " + was.duration() + " and lasts " + is.duration());
    findings.require(
        was.uri().isEmpty() || was.has(HlsTag.EXT_X_GAP) == is.has(HlsTag.EXT_X_GAP),
        "6.2.1",
        who + " became or ceased to be a gap");
    findings.require(
        older.isDelta() || newer.isDelta() || was.discontinuity() == is.discontinuity(),
        "6.2.2",
        who + " had discontinuity number " + was.discontinuity() + ", has " + is.discontinuity());
    findings.require(
        older.isDelta()
            || newer.isDelta()
            || is.has(HlsTag.EXT_X_GAP)
            || was.map().equals(is.map()),
        "6.2.1",
        who + " had the header " + was.map() + ", has " + is.map());
    findings.require(
        date(was).isEmpty() || date(is).isEmpty() || date(was).equals(date(is)),
        "6.2.1",
        who + " was dated otherwise");
  }

  private static Optional<String> date(SegmentText segment) {
    return segment.tag(HlsTag.EXT_X_PROGRAM_DATE_TIME).map(TagLine::value);
  }

  /** Parts are appended, or taken away all together. */
  private void checkParts(SegmentText was, SegmentText is) {
    List<String> before = was.parts().stream().map(TagLine::value).toList();
    List<String> now = is.parts().stream().map(TagLine::value).toList();
    boolean appended = now.size() >= before.size() && now.subList(0, before.size()).equals(before);
    boolean removed = now.isEmpty() && !is.uri().isEmpty();
    findings.require(
        appended || removed, "6.2.1", "the parts of segment " + is.sequence() + " were changed");
    findings.require(
        was.uri().isEmpty() || now.size() <= before.size(),
        "6.2.1",
        "a part was added to segment " + is.sequence() + ", which was complete");
  }

  /**
   * In the segment to which the hinted part belongs, the first part that is new must be the hinted
   * one. Nothing can be said where that segment follows a discontinuity, has ended without another
   * part, or has lost its parts or left the playlist since.
   */
  private void checkHint() {
    boolean isOpen = !older.tail().parts().isEmpty();
    long sequence = isOpen ? older.tail().sequence() : lastSequence(older) + 1;
    List<String> known = older.tags(HlsTag.EXT_X_PART).stream().map(SuccessionRules::uri).toList();
    Optional<String> came =
        newer.segmentsAndTail().stream()
            .filter(segment -> segment.sequence() == sequence)
            .filter(segment -> isOpen || !segment.has(HlsTag.EXT_X_DISCONTINUITY))
            .flatMap(segment -> segment.parts().stream().map(SuccessionRules::uri))
            .filter(uri -> !known.contains(uri))
            .findFirst();
    Optional<String> hinted =
        older.tags(HlsTag.EXT_X_PRELOAD_HINT).stream()
            .filter(hint -> hint.text("TYPE").equals("PART"))
            .map(SuccessionRules::uri)
            .findFirst();
    findings.require(
        hinted.isEmpty() || came.isEmpty() || hinted.equals(came),
        "4.4.5.3",
        "the hint was " + hinted.orElse("") + ", the part is " + came.orElse(""));
  }

  private static String uri(TagLine line) {
    return line.text("URI");
  }
}
