package dev.weir.transcode.vod;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts into words for people why ffprobe did not read a file. */
final class ProbeRefusal {
  private static final int LOOK_OCTETS = 4096;

  private ProbeRefusal() {}

  /** One that took too long may have been slow because of others: it is no refusal. */
  static TranscodeException of(Path source, TranscodeException failure) throws IOException {
    String log = failure.log();
    if (failure.code() == TranscodeException.Code.STALLED) {
      return failure;
    }
    if (isText(source)) {
      return TranscodeException.refused(
          "it is text. Send the film itself, not a link to it, a list or its subtitles.", log);
    }
    if (log.contains("moov atom not found")) {
      return TranscodeException.refused(
          "it is cut off, and the index (moov) is missing that tells where its pictures and sounds"
              + " are. Copy it anew, whole, and send that; a recording that was broken off has to"
              + " be repaired first.",
          log);
    }
    return TranscodeException.refused(
        "its format is unknown, or it is damaged. If a player on your machine shows it, export it"
            + " as MP4 and send that.",
        log);
  }

  static TranscodeException empty() {
    return TranscodeException.refused("it is empty. Copy or export it anew, and send that.");
  }

  static TranscodeException encrypted() {
    return TranscodeException.refused("it is encrypted. Send a copy that is not protected.");
  }

  /**
   * @param undecodable the codecs that FFmpeg does not know; empty names where the file tells none
   */
  static TranscodeException unplayable(List<String> undecodable) {
    if (undecodable.isEmpty()) {
      return TranscodeException.refused(
          "there is neither moving picture nor sound in it. Send a film; subtitles are added to it"
              + " in its details.");
    }
    if (undecodable.stream().allMatch(String::isEmpty)) {
      return TranscodeException.refused(
          "it is cut off or damaged, and does not tell what is in it. Copy it anew, whole, and send"
              + " that.");
    }
    return TranscodeException.refused(
        "nothing in it can be decoded (%s). Export it as MP4, with H.264 and AAC."
            .formatted(String.join(", ", undecodable)));
  }

  /** Whether the beginning has no octet that text does not have. */
  private static boolean isText(Path source) throws IOException {
    try (InputStream file = Files.newInputStream(source)) {
      for (byte octet : file.readNBytes(LOOK_OCTETS)) {
        boolean isControl = octet >= 0 && octet < ' ';
        if (isControl && octet != '\t' && octet != '\n' && octet != '\r' && octet != '\f') {
          return false;
        }
      }
      return true;
    }
  }
}
