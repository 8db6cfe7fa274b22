package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a film is. A file may claim anything, and what is made of a film grows with it; others
 * do not say, such as WebM that was written live. Thread-safe.
 */
final class FilmLength {
  /** As many cuts as a film may have are 55 hours. */
  static final Duration MOST = Duration.ofDays(2);

  private final ConfinedFfmpeg ffmpeg;

  FilmLength(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * The same with the length that it has, which is not 0; reads all of a file that does not say.
   *
   * @throws TranscodeException with {@link TranscodeException.Code#REFUSED} if it is too long
   */
  SourceFacts known(SourceFacts facts, Path source, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    if (facts.file().durationMicros() > 0) {
      check(facts.file());
      return facts;
    }
    SourceFacts known = facts.lasting(measured(facts, source, folder));
    check(known.file());
    return known;
  }

  private static void check(SourceFile file) throws TranscodeException {
    if (file.durationMicros() > MOST.toNanos() / 1000) {
      throw TranscodeException.refused(
          "it says that it is longer than %d hours. Export it anew, or in parts, and send those."
              .formatted(MOST.toHours()));
    }
    if (file.durationMicros() == 0) {
      throw TranscodeException.refused(
          "nobody can tell how long it is. Convert it to MP4 or Matroska, and send that.");
    }
  }

  /**
   * Packets of streams without a container have no timestamps; frames get them by being decoded.
   */
  private long measured(SourceFacts facts, Path source, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    long ofPackets = end(facts, source, List.of("-c", "copy"), folder);
    return ofPackets > 0 ? ofPackets : end(facts, source, List.of(), folder);
  }

  private long end(SourceFacts facts, Path source, List<String> codec, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    var end = new AtomicLong();
    var words = new ArrayList<>(ConfinedFfmpeg.input(source, List.of("-fflags", "+genpts")));
    facts.tracks().forEach(track -> words.addAll(List.of("-map", "0:" + track.index())));
    words.addAll(codec);
    words.addAll(List.of("-f", "null", "-"));
    ffmpeg.run(folder, words, now -> end.accumulateAndGet(now.outMicros(), Math::max));
    return end.get();
  }
}
