package dev.weir.packaging;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcFields;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.HevcConfig;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.PixelFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws presentations for tests: two-second segments of four parts, H.264 at 30 frames a second and
 * AAC at 48 kHz, from a round moment in 2026. Immutable.
 */
public final class Sketch {
  /** 2026-01-02T03:04:05Z. */
  public static final long START_MILLIS = 1_767_323_045_000L;

  public static final int TARGET_SECONDS = 2;
  public static final int PART_TARGET_MILLIS = 513;
  public static final int VIDEO_TIMESCALE = 90_000;
  public static final int AUDIO_TIMESCALE = 48_000;
  public static final int PARTS = 4;

  private static final int PART_MILLIS = 500;
  private static final int SEGMENT_MILLIS = PARTS * PART_MILLIS;
  private static final int VIDEO_PART_BYTES = 125_000;
  private static final int KEYFRAME_BYTES = 40_000;
  private static final int AUDIO_PART_BYTES = 8_000;
  private static final int AAC_FRAME = 1024;

  public static final CodecConfig AVC =
      new AvcConfig(
          List.of(Bytes.of(0x67, 0x64, 0x00, 0x1f)),
          List.of(Bytes.of(0x68)),
          new AvcSps(100, 0, 31, 1280, 720, 30));
  public static final CodecConfig AAC = new AacConfig(2, 48_000, 2, 1024, Bytes.of(0x11, 0x90));

  /** x265: Main 10, 322x182, 25 frames a second, with the colours of HDR10. */
  public static final CodecConfig HEVC =
      hevc(
          "0102200000009000000000003cf000fcfdfafa00000f03"
              + "a00001001840010c01ffff02200000030090000003000003003c959409"
              + "a10001002e42010102200000030090000003000003003ca00a880c1c44cd965654a4c2f0"
              + "16a122012080000003008000000c84"
              + "a2000100064401c073c189");

  private static CodecConfig hevc(String digits) {
    try {
      return HevcConfig.parse(Bytes.ofHex(digits));
    } catch (MediaFormatException e) {
      throw new AssertionError(e);
    }
  }

  private Sketch() {}

  /** A live presentation of these periods that lists everything. */
  public static Presentation live(Period... periods) {
    return presentation(Presentation.State.LIVE, 3_600_000, periods);
  }

  public static Presentation presentation(
      Presentation.State state, long windowMillis, Period... periods) {
    return new Presentation(
        state, TARGET_SECONDS, PART_TARGET_MILLIS, START_MILLIS, windowMillis, List.of(periods));
  }

  /** A period of video and audio with whole segments, then an open one of {@code openParts}. */
  public static Period period(long startMillis, long sequence, int whole, int openParts) {
    return new Period(
        startMillis,
        0,
        List.of(
            video(startMillis, sequence, whole, openParts),
            audio(startMillis, sequence, whole, openParts)),
        false);
  }

  public static Period with(Period period, long discontinuity, PeriodTrack... tracks) {
    return new Period(period.id(), discontinuity, List.of(tracks), period.ended());
  }

  public static Period ended(Period period) {
    return new Period(period.id(), period.discontinuity(), period.tracks(), true);
  }

  public static PeriodTrack video(long startMillis, long sequence, int whole, int openParts) {
    return new PeriodTrack(
        "video",
        new Track(1, VIDEO_TIMESCALE, AVC),
        Bytes.of(1),
        30,
        segments(startMillis, sequence, whole, openParts, Sketch::videoPart));
  }

  public static PeriodTrack audio(long startMillis, long sequence, int whole, int openParts) {
    return new PeriodTrack(
        "audio",
        new Track(2, AUDIO_TIMESCALE, AAC),
        Bytes.of(2),
        0,
        segments(startMillis, sequence, whole, openParts, Sketch::audioPart));
  }

  /** The same track with pixels that are not square: PAL at 16:9. */
  public static PeriodTrack wide(PeriodTrack track) {
    var avc = (AvcConfig) AVC;
    var sps =
        new AvcSps(
            100,
            0,
            30,
            720,
            576,
            25,
            PixelFormat.YUV_420_8_BIT,
            new PixelAspect(64, 45),
            Optional.empty(),
            AvcFields.NONE);
    return withConfig(track, new AvcConfig(avc.spsUnits(), avc.ppsUnits(), sps));
  }

  /** The same track of another codec. */
  public static PeriodTrack withConfig(PeriodTrack track, CodecConfig config) {
    return new PeriodTrack(
        track.name(),
        new Track(track.track().id(), track.timescale(), config),
        track.header(),
        track.frameRate(),
        track.segments());
  }

  public static PeriodTrack withSegments(PeriodTrack track, List<Segment> segments) {
    return new PeriodTrack(
        track.name(), track.track(), track.header(), track.frameRate(), segments);
  }

  /** The same segment as a hole of the same length. */
  public static Segment gap(Segment segment) {
    return new Segment(
        segment.sequence(),
        segment.startTicks(),
        segment.durationTicks(),
        segment.wallMillis(),
        List.of(),
        true);
  }

  private interface PartAt {
    Part at(long startMillis, int indexInSegment);
  }

  private static List<Segment> segments(
      long startMillis, long sequence, int whole, int openParts, PartAt parts) {
    var segments = new ArrayList<Segment>();
    for (int i = 0; i < whole; i++) {
      segments.add(
          segment(sequence + i, startMillis + (long) i * SEGMENT_MILLIS, PARTS, true, parts));
    }
    if (openParts > 0) {
      segments.add(
          segment(
              sequence + whole,
              startMillis + (long) whole * SEGMENT_MILLIS,
              openParts,
              false,
              parts));
    }
    return segments;
  }

  private static Segment segment(
      long sequence, long startMillis, int count, boolean complete, PartAt partAt) {
    List<Part> parts =
        IntStream.range(0, count)
            .mapToObj(i -> partAt.at(startMillis + (long) i * PART_MILLIS, i))
            .toList();
    long startTicks = parts.getFirst().startTicks();
    long durationTicks = parts.getLast().endTicks() - startTicks;
    return new Segment(sequence, startTicks, durationTicks, startMillis, parts, complete);
  }

  private static Part videoPart(long startMillis, int index) {
    long ticksPerMilli = VIDEO_TIMESCALE / 1000;
    return new Part(
        "video",
        0,
        VIDEO_PART_BYTES,
        startMillis * ticksPerMilli,
        PART_MILLIS * ticksPerMilli,
        index == 0,
        index == 0 ? KEYFRAME_BYTES : 0);
  }

  /** Whole AAC frames, as many as begin before the end. */
  private static Part audioPart(long startMillis, int index) {
    long startTicks = frameAt(startMillis);
    long endTicks = frameAt(startMillis + PART_MILLIS);
    return new Part("audio", 0, AUDIO_PART_BYTES, startTicks, endTicks - startTicks, true);
  }

  private static long frameAt(long millis) {
    return Math.ceilDiv(millis * (AUDIO_TIMESCALE / 1000), AAC_FRAME) * AAC_FRAME;
  }
}
