package dev.weir.testkit.hls;

import dev.weir.testkit.hls.MediaText.SegmentText;
import dev.weir.testkit.rules.Findings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The rules of partial segments, RFC 8216bis §4.4.4.9 and §6.2.2. Confined to one check. */
final class PartRules {
  private static final BigDecimal LEAST_SHARE = new BigDecimal("0.85");
  private static final BigDecimal LISTED_TARGETS = BigDecimal.valueOf(3);

  /** How far rounded parts may be from a rounded whole, in seconds for each part. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.00001");

  /** Tags that must stand before the first part of the segment to which they belong. */
  private static final Set<HlsTag> BEFORE_PARTS =
      Set.of(
          HlsTag.EXT_X_DISCONTINUITY,
          HlsTag.EXT_X_KEY,
          HlsTag.EXT_X_MAP,
          HlsTag.EXT_X_PROGRAM_DATE_TIME);

  private final MediaText text;
  private final Findings findings;

  PartRules(MediaText text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  void check() {
    if (text.tags(HlsTag.EXT_X_PART).isEmpty()) {
      return;
    }
    findings.require(
        text.head().containsKey(HlsTag.EXT_X_PART_INF),
        "4.4.3.7",
        "#EXT-X-PART needs #EXT-X-PART-INF");
    for (SegmentText segment : text.segmentsAndTail()) {
      checkParts(segment);
      checkOrder(segment);
      checkSum(segment);
    }
    checkAge();
  }

  private void checkParts(SegmentText segment) {
    List<TagLine> parts = segment.parts();
    for (int i = 0; i < parts.size(); i++) {
      TagLine part = parts.get(i);
      BigDecimal duration = part.number("DURATION");
      String who = "part " + segment.sequence() + "." + i + " lasts " + duration;
      findings.require(
          duration.compareTo(text.partTarget()) <= 0,
          "4.4.4.9",
          who + ", more than PART-TARGET " + text.partTarget());
      boolean mayBeShort =
          is(part, "INDEPENDENT")
              || is(part, "GAP")
              || i + 1 == parts.size()
              || is(parts.get(i + 1), "GAP");
      findings.require(
          mayBeShort || duration.compareTo(text.partTarget().multiply(LEAST_SHARE)) >= 0,
          "4.4.4.9",
          who + ", less than 85 % of PART-TARGET " + text.partTarget());
    }
  }

  private static boolean is(TagLine part, String attribute) {
    return part.text(attribute).equals("YES");
  }

  private void checkOrder(SegmentText segment) {
    boolean afterPart = false;
    for (TagLine line : segment.tags()) {
      boolean isPart = line.is(HlsTag.EXT_X_PART);
      HlsTag tag = line.tag().orElseThrow();
      findings.require(
          !afterPart || !BEFORE_PARTS.contains(tag),
          tag.section(),
          tag.tagName() + " must stand before the first part of segment " + segment.sequence());
      findings.require(
          !isPart || !segment.has(HlsTag.EXTINF) || line.number() < segmentLine(segment),
          "4.4.4.9",
          "parts must stand before #EXTINF of segment " + segment.sequence());
      afterPart |= isPart;
    }
  }

  private static int segmentLine(SegmentText segment) {
    return segment.tag(HlsTag.EXTINF).map(TagLine::number).orElse(Integer.MAX_VALUE);
  }

  /** Parts and their parent hold the same media; a live edge may only lack parts at its end. */
  private void checkSum(SegmentText segment) {
    if (segment.uri().isEmpty() || segment.parts().isEmpty()) {
      return;
    }
    BigDecimal difference = segment.duration().subtract(segment.partsDuration()).abs();
    BigDecimal tolerance = ROUNDING.multiply(BigDecimal.valueOf(segment.parts().size() + 1L));
    findings.require(
        difference.compareTo(tolerance) <= 0,
        "4.4.4.9",
        "the parts of segment "
            + segment.sequence()
            + " last "
            + segment.partsDuration()
            + ", it lasts "
            + segment.duration());
  }

  private void checkAge() {
    BigDecimal limit = text.targetDuration().multiply(LISTED_TARGETS);
    BigDecimal toEnd = text.tail().partsDuration();
    for (SegmentText segment : text.segments().reversed()) {
      toEnd = toEnd.add(segment.duration());
      BigDecimal lastPartToEnd = toEnd.subtract(segment.partsDuration());
      findings.require(
          segment.parts().isEmpty() || lastPartToEnd.compareTo(limit) <= 0,
          "6.2.2",
          "parts of segment " + segment.sequence() + " are more than " + limit + " s from the end");
    }
  }
}
