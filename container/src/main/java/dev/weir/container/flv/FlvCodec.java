package dev.weir.container.flv;

import dev.weir.media.TrackKind;
import java.util.List;
import java.util.Optional;

/** The codecs that we take, by the FourCC of Enhanced RTMP v2. */
public enum FlvCodec {
  AVC("avc1", TrackKind.VIDEO, "H.264 (AVC)"),
  HEVC("hvc1", TrackKind.VIDEO, "HEVC (H.265)"),
  AV1("av01", TrackKind.VIDEO, "AV1"),
  VP9("vp09", TrackKind.VIDEO, "VP9"),
  AAC("mp4a", TrackKind.AUDIO, "AAC"),
  OPUS("Opus", TrackKind.AUDIO, "Opus"),
  AC3("ac-3", TrackKind.AUDIO, "AC-3"),
  EAC3("ec-3", TrackKind.AUDIO, "E-AC-3"),
  FLAC("fLaC", TrackKind.AUDIO, "FLAC"),
  MP3(".mp3", TrackKind.AUDIO, "MP3");

  private static final List<FlvCodec> ALL = List.of(values());

  private final String fourCc;
  private final TrackKind kind;
  private final String commonName;

  FlvCodec(String fourCc, TrackKind kind, String commonName) {
    this.fourCc = fourCc;
    this.kind = kind;
    this.commonName = commonName;
  }

  public String fourCc() {
    return fourCc;
  }

  public TrackKind kind() {
    return kind;
  }

  /** What people call it. */
  String commonName() {
    return commonName;
  }

  public static List<FlvCodec> ofKind(TrackKind kind) {
    return ALL.stream().filter(codec -> codec.kind == kind).toList();
  }

  /** For each packet, so without a stream. */
  static Optional<FlvCodec> of(TrackKind kind, String fourCc) {
    for (FlvCodec codec : ALL) {
      if (codec.kind == kind && codec.fourCc.equals(fourCc)) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }

  /** Its coded frames begin with a composition time of 24 bits. */
  boolean hasCompositionTimes() {
    return this == AVC || this == HEVC;
  }
}
