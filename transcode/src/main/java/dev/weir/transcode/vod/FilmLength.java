package dev.weir.transcode.vod;

import java.time.Duration;

/** How long a film can be. A file may claim anything, and what is made of a film grows with it. */
final class FilmLength {
  /** As many cuts as a film may have are 55 hours. */
  static final Duration MOST = Duration.ofDays(2);

  private FilmLength() {}

  /** Refuses what is longer, or says so. */
  static void check(SourceFile file) throws TranscodeException {
    if (file.durationMicros() > MOST.toNanos() / 1000) {
      throw TranscodeException.refused(
          "it says that it is longer than %d hours.".formatted(MOST.toHours()));
    }
  }
}
