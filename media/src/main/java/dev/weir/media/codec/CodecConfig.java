package dev.weir.media.codec;

import dev.weir.media.TrackKind;

/** What a decoder must know before the first sample of a track. Immutable. */
public sealed interface CodecConfig permits VideoConfig, AudioConfig {
  TrackKind kind();

  /** The codecs parameter of RFC 6381, such as {@code avc1.64001f}. */
  String codecString();
}
