package dev.weir.testkit.hls;

import dev.weir.testkit.hls.MediaText.SegmentText;
import dev.weir.testkit.rules.Findings;

/** The rules of an I-frame playlist, RFC 8216bis §4.4.3.6. Confined to one check. */
final class IFrameRules {
  private final MediaText text;
  private final Findings findings;

  IFrameRules(MediaText text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  void check() {
    if (!text.isOfIFrames()) {
      return;
    }
    findings.require(
        text.tags(HlsTag.EXT_X_PART).isEmpty() && text.tags(HlsTag.EXT_X_PART_INF).isEmpty(),
        "4.4.4.9",
        "I-frame playlists should not use parts");
    text.segments().forEach(this::checkSegment);
  }

  private void checkSegment(SegmentText segment) {
    String who = "I-frame " + segment.sequence();
    boolean gap = segment.has(HlsTag.EXT_X_GAP);
    findings.require(
        gap || segment.has(HlsTag.EXT_X_BYTERANGE),
        "4.4.3.6",
        who + " is a whole segment: it needs #EXT-X-BYTERANGE");
    findings.require(gap || !segment.map().isEmpty(), "4.4.3.6", who + " has no header");
    segment
        .tag(HlsTag.EXT_X_BYTERANGE)
        .ifPresent(line ->
            findings.require(
                line.value().matches("[1-9][0-9]*@[0-9]+"),
                "4.4.4.2",
                who + ": #EXT-X-BYTERANGE must be length@offset, is " + line.value()));
  }
}
