package dev.weir.container.flv;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.HevcConfig;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.NalUnitConfig;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.Vp9Config;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tracks and samples as tags of FLV and RTMP. The default tracks of H.264 and AAC have the headers
 * of FLV 10.1 §E.4.2 and §E.4.3, which every player reads; all else has those of Enhanced RTMP v2,
 * tracks that are not the default as Multitrack with OneTrack. NAL units get lengths of four
 * octets. Thread-safe: it keeps nothing.
 */
public final class FlvWriter {
  private static final int LEGACY_AVC = 7;
  private static final int LEGACY_AAC = 10;
  private static final int KEYFRAME = 1;
  private static final int INTER_FRAME = 2;

  /** AAC, and what it has to claim of itself: 44 kHz, 16 bits, stereo. */
  private static final int AAC_SOUND = LEGACY_AAC << 4 | 0x0F;

  private static final int EXTENDED_VIDEO = 0x80;
  private static final int EXTENDED_AUDIO = 9 << 4;
  private static final int ONE_TRACK = 0;

  private static final int MOST_HEADER_BYTES = 10;
  private static final int MOST_COMPOSITION_MILLIS = (1 << 23) - 1;

  private FlvWriter() {}

  /** Which of the codecs of FLV and Enhanced RTMP a track has. */
  public static FlvCodec codec(Track track) {
    return switch (track.config()) {
      case AvcConfig _ -> FlvCodec.AVC;
      case HevcConfig _ -> FlvCodec.HEVC;
      case Av1Config _ -> FlvCodec.AV1;
      case Vp9Config _ -> FlvCodec.VP9;
      case AacConfig _ -> FlvCodec.AAC;
      case OpusConfig _ -> FlvCodec.OPUS;
      case Ac3Config _ -> FlvCodec.AC3;
      case Eac3Config _ -> FlvCodec.EAC3;
      case FlacConfig _ -> FlvCodec.FLAC;
      case Mp3Config _ -> FlvCodec.MP3;
    };
  }

  /**
   * What onMetaData calls the codec of a track: its number in FLV 10.1, or the FourCC of Enhanced
   * RTMP v2 as a number.
   */
  static long codecNumber(Track track) {
    FlvCodec codec = codec(track);
    return switch (codec) {
      case AVC -> LEGACY_AVC;
      case AAC -> LEGACY_AAC;
      case HEVC, AV1, VP9, OPUS, AC3, EAC3, FLAC, MP3 ->
          ByteBuffer.wrap(codec.fourCc().getBytes(StandardCharsets.US_ASCII)).getInt();
    };
  }

  /** The sequence header that must precede the samples of {@code track}. */
  public static FlvTag configuration(Track track, long timestampMillis) {
    Bytes record = record(track.config());
    var out = new ByteWriter(MOST_HEADER_BYTES + record.length());
    writeHeader(track, FlvPacketType.SEQUENCE_START, KEYFRAME, out);
    if (isLegacy(track) && track.config() instanceof AvcConfig) {
      out.u24(0);
    }
    return new FlvTag(type(track), timestampMillis, out.bytes(record).toBytes());
  }

  /** What a sequence start holds; nothing where the frames tell all. */
  private static Bytes record(CodecConfig config) {
    return switch (config) {
      case AvcConfig avc -> avc.toAvcC();
      case HevcConfig hevc -> hevc.toHvcC();
      case Av1Config av1 -> av1.toAv1C();
      case Vp9Config vp9 -> vp9.toVpcC();
      case AacConfig aac -> aac.specificConfig();
      case OpusConfig opus -> opus.toHead();
      case FlacConfig flac -> flac.toHead();
      case Ac3Config _, Eac3Config _, Mp3Config _ -> Bytes.EMPTY;
    };
  }

  /** Times are rounded to milliseconds, a composition time to what 24 bits hold. */
  public static FlvTag sample(Track track, MediaSample sample) {
    long timestampMillis = MediaTime.toMillis(sample.dtsTicks(), track.timescale());
    boolean isFramed = track.config() instanceof NalUnitConfig;
    int lengthsBytes = isFramed ? Integer.BYTES * sample.units().size() : 0;
    var out = new ByteWriter(MOST_HEADER_BYTES + 3 + lengthsBytes + sample.payloadBytes());
    int frameType = sample.keyframe() ? KEYFRAME : INTER_FRAME;
    writeHeader(track, FlvPacketType.CODED_FRAMES, frameType, out);
    if (codec(track).hasCompositionTimes()) {
      long ptsMillis = MediaTime.toMillis(sample.ptsTicks(), track.timescale());
      long compositionMillis = ptsMillis - timestampMillis;
      out.u24(Math.clamp(compositionMillis, -MOST_COMPOSITION_MILLIS, MOST_COMPOSITION_MILLIS));
    }
    for (Bytes unit : sample.units()) {
      if (isFramed) {
        out.u32(unit.length());
      }
      out.bytes(unit);
    }
    return new FlvTag(type(track), timestampMillis, out.toBytes());
  }

  private static FlvTagType type(Track track) {
    return switch (track.kind()) {
      case VIDEO -> FlvTagType.VIDEO;
      case AUDIO -> FlvTagType.AUDIO;
    };
  }

  private static boolean isLegacy(Track track) {
    boolean isKnownToAll =
        track.config() instanceof AvcConfig || track.config() instanceof AacConfig;
    return isKnownToAll && FlvStreamId.ofTrack(track.id()).number() == 0;
  }

  private static void writeHeader(Track track, FlvPacketType type, int frameType, ByteWriter out) {
    if (!isLegacy(track)) {
      writeExtendedHeader(track, type, frameType, out);
      return;
    }
    int first = track.config() instanceof VideoConfig ? frameType << 4 | LEGACY_AVC : AAC_SOUND;
    out.u8(first).u8(type.code(track.kind()));
  }

  private static void writeExtendedHeader(
      Track track, FlvPacketType type, int frameType, ByteWriter out) {
    int number = FlvStreamId.ofTrack(track.id()).number();
    FlvPacketType outer = number == 0 ? type : FlvPacketType.MULTITRACK;
    int front =
        switch (track.kind()) {
          case VIDEO -> EXTENDED_VIDEO | frameType << 4;
          case AUDIO -> EXTENDED_AUDIO;
        };
    out.u8(front | outer.code(track.kind()));
    if (outer == FlvPacketType.MULTITRACK) {
      out.u8(ONE_TRACK << 4 | type.code(track.kind()));
    }
    out.fourCc(codec(track).fourCc());
    if (outer == FlvPacketType.MULTITRACK) {
      out.u8(number);
    }
  }
}
