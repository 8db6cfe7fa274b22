package dev.weir.transcode.vod;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
      return TranscodeException.refused("it is text.", log);
    }
    if (log.contains("moov atom not found")) {
      return TranscodeException.refused(
          "its index (moov) is missing. It was cut off, or its recording was not ended properly.",
          log);
    }
    return TranscodeException.refused("its format is unknown, or it is damaged.", log);
  }

  static TranscodeException encrypted() {
    return TranscodeException.refused("it is encrypted.");
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
