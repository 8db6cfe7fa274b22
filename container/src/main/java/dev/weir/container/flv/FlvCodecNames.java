package dev.weir.container.flv;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.TrackKind;
import java.util.stream.Collectors;

/**
 * What people call the codecs that we do not take, by their codes in FLV 10.1 §E.4.2.1 and §E.4.3.1
 * and by their FourCC in Enhanced RTMP.
 */
final class FlvCodecNames {
  private FlvCodecNames() {}

  static MediaFormatException unsupportedVideo(int codecId) {
    return unsupported(TrackKind.VIDEO, videoName(codecId));
  }

  static MediaFormatException unsupportedAudio(int soundFormat) {
    return unsupported(TrackKind.AUDIO, audioName(soundFormat));
  }

  static MediaFormatException unsupported(TrackKind kind, String name) {
    String taken =
        FlvCodec.ofKind(kind).stream().map(FlvCodec::commonName).collect(Collectors.joining(", "));
    String where = kind == TrackKind.VIDEO ? "video" : "audio";
    return new MediaFormatException(
        Kind.UNSUPPORTED, where, name + " is not supported, set the encoder to one of " + taken);
  }

  private static String videoName(int codecId) {
    return switch (codecId) {
      case 2 -> "Sorenson H.263";
      case 3, 6 -> "Screen Video";
      case 4, 5 -> "VP6";
      case 13 -> "AV1 without Enhanced RTMP";
      default -> "video codec " + codecId;
    };
  }

  private static String audioName(int soundFormat) {
    return switch (soundFormat) {
      case 0, 3 -> "PCM";
      case 1 -> "ADPCM";
      case 4, 5, 6 -> "Nellymoser";
      case 7, 8 -> "G.711";
      case 11 -> "Speex";
      case 13 -> "Opus without Enhanced RTMP";
      default -> "sound format " + soundFormat;
    };
  }

  /** Of a codec that we do not take; octets that are no letters are not shown. */
  static String extendedName(String fourCc) {
    return switch (fourCc) {
      case "vvc1" -> "VVC (H.266)";
      case "vp08" -> "VP8";
      default -> fourCc.matches("[A-Za-z0-9.-]{4}") ? fourCc : "an unknown codec";
    };
  }
}
