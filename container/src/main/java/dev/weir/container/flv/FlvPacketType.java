package dev.weir.container.flv;

import dev.weir.media.TrackKind;

/** What a packet is for: VideoPacketType and AudioPacketType of Enhanced RTMP v2. */
enum FlvPacketType {
  SEQUENCE_START,
  CODED_FRAMES,
  SEQUENCE_END,
  /** Coded frames whose composition time is 0 and left out. */
  CODED_FRAMES_X,
  /** Of the colours, in AMF. */
  METADATA,
  /** A sequence start whose configuration is a descriptor of MPEG-2 TS. */
  MPEG2_TS_SEQUENCE_START,
  MULTICHANNEL_CONFIG,
  /** The packets of several streams, or of one that says which. */
  MULTITRACK,
  /** A modifier before the packet's true type. */
  MOD_EX,
  /** Reserved. */
  OTHER;

  private static final FlvPacketType[] OF_VIDEO = {
    SEQUENCE_START,
    CODED_FRAMES,
    SEQUENCE_END,
    CODED_FRAMES_X,
    METADATA,
    MPEG2_TS_SEQUENCE_START,
    MULTITRACK,
    MOD_EX
  };

  private static final FlvPacketType[] OF_AUDIO = {
    SEQUENCE_START,
    CODED_FRAMES,
    SEQUENCE_END,
    OTHER,
    MULTICHANNEL_CONFIG,
    MULTITRACK,
    OTHER,
    MOD_EX
  };

  /** The type of a code of four bits. */
  static FlvPacketType of(TrackKind kind, int code) {
    FlvPacketType[] known = known(kind);
    return code < known.length ? known[code] : OTHER;
  }

  /** The code of a type that the kind has. */
  int code(TrackKind kind) {
    FlvPacketType[] known = known(kind);
    for (int code = 0; code < known.length; code++) {
      if (known[code] == this) {
        return code;
      }
    }
    throw new IllegalArgumentException(kind + " has no " + this);
  }

  /** Configures a decoder, or is for it to decode. */
  boolean isMedia() {
    return switch (this) {
      case SEQUENCE_START, MPEG2_TS_SEQUENCE_START, CODED_FRAMES, CODED_FRAMES_X -> true;
      case SEQUENCE_END, METADATA, MULTICHANNEL_CONFIG, MULTITRACK, MOD_EX, OTHER -> false;
    };
  }

  private static FlvPacketType[] known(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> OF_VIDEO;
      case AUDIO -> OF_AUDIO;
    };
  }
}
