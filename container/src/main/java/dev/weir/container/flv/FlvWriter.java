package dev.weir.container.flv;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.VideoConfig;

/**
 * Tracks and samples as tags of FLV and RTMP, FLV 10.1 §E.4.2, §E.4.3. NAL units get lengths of
 * four octets. Thread-safe: it keeps nothing.
 */
public final class FlvWriter {
  private static final int KEYFRAME = 1 << 4 | FlvCodecs.AVC;
  private static final int INTER_FRAME = 2 << 4 | FlvCodecs.AVC;

  /** AAC, and what it has to claim of itself: 44 kHz, 16 bits, stereo. */
  private static final int AAC_SOUND = FlvCodecs.AAC << 4 | 0x0F;

  private static final int SEQUENCE_HEADER = 0;
  private static final int FRAME = 1;
  private static final int VIDEO_HEADER_BYTES = 5;
  private static final int MOST_COMPOSITION_MILLIS = (1 << 23) - 1;

  private FlvWriter() {}

  /** The sequence header that must precede the samples of {@code track}. */
  public static FlvTag configuration(Track track, long timestampMillis) {
    var out = new ByteWriter();
    return switch (track.config()) {
      case AvcConfig avc -> {
        out.u8(KEYFRAME).u8(SEQUENCE_HEADER).u24(0).bytes(avc.toAvcC());
        yield new FlvTag(FlvTagType.VIDEO, timestampMillis, out.toBytes());
      }
      case AacConfig aac -> {
        out.u8(AAC_SOUND).u8(SEQUENCE_HEADER).bytes(aac.specificConfig());
        yield new FlvTag(FlvTagType.AUDIO, timestampMillis, out.toBytes());
      }
      case VideoConfig _, AudioConfig _ -> throw unknown(track);
    };
  }

  /** Times are rounded to milliseconds, a composition time to what 24 bits hold. */
  public static FlvTag sample(Track track, MediaSample sample) {
    long timestampMillis = MediaTime.toMillis(sample.dtsTicks(), track.timescale());
    return switch (track.config()) {
      case AvcConfig _ -> {
        long ptsMillis = MediaTime.toMillis(sample.ptsTicks(), track.timescale());
        Bytes body = videoBody(sample, ptsMillis - timestampMillis);
        yield new FlvTag(FlvTagType.VIDEO, timestampMillis, body);
      }
      case AacConfig _ -> new FlvTag(FlvTagType.AUDIO, timestampMillis, audioBody(sample));
      case VideoConfig _, AudioConfig _ -> throw unknown(track);
    };
  }

  private static IllegalArgumentException unknown(Track track) {
    return new IllegalArgumentException("no tag for " + track.config().codecString());
  }

  private static Bytes videoBody(MediaSample sample, long compositionMillis) {
    int lengthsBytes = 4 * sample.units().size();
    var out = new ByteWriter(VIDEO_HEADER_BYTES + lengthsBytes + sample.payloadBytes());
    out.u8(sample.keyframe() ? KEYFRAME : INTER_FRAME).u8(FRAME);
    out.u24(Math.clamp(compositionMillis, -MOST_COMPOSITION_MILLIS, MOST_COMPOSITION_MILLIS));
    for (Bytes unit : sample.units()) {
      out.u32(unit.length()).bytes(unit);
    }
    return out.toBytes();
  }

  private static Bytes audioBody(MediaSample sample) {
    var out = new ByteWriter(2 + sample.payloadBytes());
    out.u8(AAC_SOUND).u8(FRAME);
    sample.units().forEach(out::bytes);
    return out.toBytes();
  }
}
