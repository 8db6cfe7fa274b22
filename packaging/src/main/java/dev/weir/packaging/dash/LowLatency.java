package dev.weir.packaging.dash;

import dev.weir.media.MediaTime;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a manifest tells those who play a segment while it grows, by the low-latency part of DASH-IF
 * IOP 5 and ISO/IEC 23009-1 annex K. Every chunk is a part of LL-HLS, the very same bytes.
 * Immutable.
 *
 * @param targetMillis HLS's target duration
 * @param partTargetMillis HLS's part target
 */
record LowLatency(long targetMillis, long partTargetMillis) {
  /** From a part's first sample to its display: until it is whole, and LL-HLS's hold back. */
  private static final int TARGET_PARTS = 4;

  private static final int MIN_PARTS = 2;
  private static final int MAX_TARGETS = 3;
  private static final String SLOWEST_RATE = "0.95";
  private static final String FASTEST_RATE = "1.05";

  /** Resync@type: at a chunk, where decoding may not be able to begin. */
  private static final int ANY_CHUNK = 0;

  /** Empty where nothing grows any more, and where segments are no longer than parts. */
  static Optional<LowLatency> of(Presentation presentation) {
    long targetMillis = (long) presentation.targetDurationSeconds() * MediaTime.MILLIS_PER_SECOND;
    return presentation.state() != Presentation.State.ENDED && presentation.announcesParts()
        ? Optional.of(new LowLatency(targetMillis, presentation.partTargetMillis()))
        : Optional.empty();
  }

  /** A manifest is worth nothing once a segment has begun that it does not list. */
  long updateMillis() {
    return partTargetMillis;
  }

  /**
   * ServiceDescription, annex K.
   *
   * @param referenceId of the ProducerReferenceTime by which latency is meant
   */
  void writeService(int referenceId, XmlText xml) {
    xml.start("ServiceDescription").attribute("id", 0);
    xml.start("Latency")
        .attribute("referenceId", referenceId)
        .attribute("target", TARGET_PARTS * partTargetMillis)
        .attribute("max", Math.max(MAX_TARGETS * targetMillis, TARGET_PARTS * partTargetMillis))
        .attribute("min", MIN_PARTS * partTargetMillis)
        .end();
    xml.start("PlaybackRate")
        .attribute("max", FASTEST_RATE)
        .attribute("min", SLOWEST_RATE)
        .end()
        .end();
  }

  /** ProducerReferenceTime, §5.12: when the newest complete segment, or the first, was taken. */
  static void writeReference(int id, PeriodTrack track, XmlText xml) {
    Segment newest = DashManifest.newest(track);
    xml.start("ProducerReferenceTime")
        .attribute("id", id)
        .attribute("inband", "false")
        .attribute("type", "captured")
        .attribute("wallClockTime", Instant.ofEpochMilli(newest.wallMillis()))
        .attribute("presentationTime", newest.startTicks());
    DashManifest.writeClock(xml);
    xml.end();
  }

  /** Resync: how far a chunk is from the next at most. */
  void writeResync(PeriodTrack track, XmlText xml) {
    xml.start("Resync")
        .attribute("type", ANY_CHUNK)
        .attribute(
            "dT",
            MediaTime.convert(partTargetMillis, MediaTime.MILLIS_PER_SECOND, track.timescale()))
        .end();
  }

  /** Attributes of SegmentTemplate, §5.3.9.2.2: a segment can be asked for when a part is there. */
  void writeAvailability(XmlText xml) {
    xml.attribute("availabilityTimeOffset", seconds(targetMillis - partTargetMillis))
        .attribute("availabilityTimeComplete", "false");
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}
