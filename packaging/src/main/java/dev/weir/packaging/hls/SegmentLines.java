package dev.weir.packaging.hls;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.hls.PlaylistText.Attributes;

/** The lines that a media playlist has for one segment, RFC 8216bis §4.4.4. */
final class SegmentLines {
  private SegmentLines() {}

  /** All lines of a complete segment that follows another. */
  static void writePast(Timeline.Entry before, Timeline.Entry entry, PlaylistText text) {
    writePeriodTags(before, entry, text);
    writeDate(entry, text);
    writeEnd(entry, text);
  }

  /** Those of the first that is written, which may have one before it all the same. */
  static void writeFirstTags(Timeline.Entry before, Timeline.Entry entry, PlaylistText text) {
    if (before.period().id() != entry.period().id()) {
      text.tag("-X-DISCONTINUITY");
    }
    writeHeader(entry, text);
  }

  /** A header is told of before the first that needs it: there may be none before. */
  static void writePeriodTags(Timeline.Entry before, Timeline.Entry entry, PlaylistText text) {
    boolean isNewPeriod = before.period().id() != entry.period().id();
    if (isNewPeriod) {
      text.tag("-X-DISCONTINUITY");
    }
    if (isNewPeriod || before.isGap()) {
      writeHeader(entry, text);
    }
  }

  private static void writeHeader(Timeline.Entry entry, PlaylistText text) {
    if (!entry.isGap()) {
      String header = new MediaName.Header(entry.period().id()).fileName();
      text.tag("-X-MAP", new Attributes().quoted("URI", header));
    }
  }

  static void writeDate(Timeline.Entry entry, PlaylistText text) {
    if (entry.segment().isDated()) {
      text.tag("-X-PROGRAM-DATE-TIME", PlaylistText.dateTime(entry.segment().wallMillis()));
    }
  }

  static void writeEnd(Timeline.Entry entry, PlaylistText text) {
    if (entry.isGap()) {
      text.tag("-X-GAP");
    }
    text.tag("INF", PlaylistText.secondsOfMicros(entry.durationMicros()) + ",");
    text.uri(entry.segmentUri());
  }
}
