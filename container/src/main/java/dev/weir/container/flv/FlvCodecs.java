package dev.weir.container.flv;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;

/**
 * Codes of codecs in FLV 10.1 §E.4.2.1, §E.4.3.1 and of Enhanced RTMP, and their names for people.
 */
final class FlvCodecs {
  static final int AVC = 7;
  static final int AAC = 10;
  static final int EXTENDED_AUDIO = 9;

  private FlvCodecs() {}

  static MediaFormatException unsupportedVideo(String name) {
    return new MediaFormatException(
        Kind.UNSUPPORTED, "video", name + " is not supported, set the encoder to H.264 (AVC)");
  }

  static MediaFormatException unsupportedAudio(String name) {
    return new MediaFormatException(
        Kind.UNSUPPORTED, "audio", name + " is not supported, set the encoder to AAC");
  }

  static String videoName(int codecId) {
    return switch (codecId) {
      case 2 -> "Sorenson H.263";
      case 3, 6 -> "Screen Video";
      case 4, 5 -> "VP6";
      case 12 -> "HEVC (H.265)";
      case 13 -> "AV1";
      default -> "video codec " + codecId;
    };
  }

  static String audioName(int soundFormat) {
    return switch (soundFormat) {
      case 0, 3 -> "PCM";
      case 1 -> "ADPCM";
      case 2, 14 -> "MP3";
      case 4, 5, 6 -> "Nellymoser";
      case 7, 8 -> "G.711";
      case 11 -> "Speex";
      case 13 -> "Opus";
      default -> "sound format " + soundFormat;
    };
  }

  /** The codec of an Enhanced RTMP tag, whose FourCC follows its first octet. */
  static String extendedName(ByteReader in) {
    try {
      return name(in.fourCc()) + " over Enhanced RTMP";
    } catch (MediaFormatException e) {
      return "Enhanced RTMP";
    }
  }

  private static String name(String fourCc) {
    return switch (fourCc) {
      case "avc1" -> "H.264 (AVC)";
      case "hvc1" -> "HEVC (H.265)";
      case "vvc1" -> "VVC (H.266)";
      case "av01" -> "AV1";
      case "vp08" -> "VP8";
      case "vp09" -> "VP9";
      case "Opus" -> "Opus";
      case "fLaC" -> "FLAC";
      case "ac-3" -> "AC-3";
      case "ec-3" -> "E-AC-3";
      case ".mp3" -> "MP3";
      case "mp4a" -> "AAC";
      default -> "an unknown codec";
    };
  }
}
