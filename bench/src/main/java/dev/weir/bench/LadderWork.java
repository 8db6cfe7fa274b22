package dev.weir.bench;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.SystemClock;
import dev.weir.media.Track;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.live.LadderEncoder;
import dev.weir.transcode.live.LadderTools;
import dev.weir.transcode.live.LiveLadder;
import dev.weir.transcode.live.LiveRung;
import dev.weir.transcode.live.LiveSource;
import dev.weir.transcode.live.RungEncoder;
import dev.weir.transcode.live.RungSink;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a fragmented MP4 to the live ladder, part by part, as fast as it takes them or as they come
 * from a stream, and prints its rungs and what CPU time that took, FFmpeg's with it, in
 * milliseconds.
 */
public final class LadderWork {
  private static final long NOW_SECONDS = 1_780_000_000L;
  private static final int PART_PICTURES = 15;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Of Linux, whatever its kernel counts in. */
  private static final int TICKS_PER_SECOND = 100;

  private LadderWork() {}

  /** How fast the parts come. */
  private enum Pace {
    FAST,
    PACED
  }

  /** Counts what comes. */
  private record Counting(AtomicLong octets, CompletableFuture<Optional<String>> end)
      implements RungSink {
    @Override
    public void onTrack(int rung, Track track) {}

    @Override
    public void onPicture(int rung, MediaSample picture) {
      octets.addAndGet(picture.payloadBytes());
    }

    @Override
    public void onEnd(Optional<String> failure) {
      end.complete(failure);
    }
  }

  /** {@code LadderWork FILM FAST|PACED}. */
  public static void main(String[] arguments)
      throws IOException, MediaFormatException, InterruptedException {
    Bytes film = Bytes.wrap(Files.readAllBytes(Path.of(arguments[0])));
    FragmentedMp4Reader reader = FragmentedMp4Reader.open(film);
    Track track = reader.tracks().getFirst();
    List<MediaSample> samples =
        reader.read(film).stream()
            .map(sample -> sample.withDtsTicks(sample.dtsTicks() + NOW_SECONDS * track.timescale()))
            .toList();
    long durationTicks = samples.getLast().dtsTicks() - samples.getFirst().dtsTicks();
    double seconds = MediaTime.toSeconds(durationTicks, track.timescale());
    var source =
        new LiveSource(track, samples.size() / seconds, (long) (film.length() * 8 / seconds));
    List<LiveRung> rungs = LiveLadder.auto(source).rungs();
    FfmpegExecutable ffmpeg = FfmpegExecutable.find(Optional.empty());
    System.out.println("ffmpeg " + ffmpeg.path());
    for (LiveRung rung : rungs) {
      System.out.printf(
          "rung %s %d %d %d%n",
          rung.name(), rung.size().width(), rung.size().height(), rung.mostBps());
    }
    var tools =
        new LadderTools(
            ffmpeg,
            Confinement.atFullPriority(0),
            RungEncoder.SOFTWARE,
            Effort.FAST,
            LadderTools.USUAL_PATIENCE,
            new SystemClock());
    measure(tools, track, parts(track, samples), rungs, Pace.valueOf(arguments[1]));
  }

  private static List<Bytes> parts(Track track, List<MediaSample> samples) {
    var parts = new ArrayList<Bytes>();
    for (int from = 0; from < samples.size(); from += PART_PICTURES) {
      List<MediaSample> part =
          samples.subList(from, Math.min(from + PART_PICTURES, samples.size()));
      parts.add(CmafWriter.fragment(from, track, part.getFirst().dtsTicks(), part));
    }
    return parts;
  }

  private static void measure(
      LadderTools tools, Track track, List<Bytes> parts, List<LiveRung> rungs, Pace pace)
      throws IOException, MediaFormatException, InterruptedException {
    var sink = new Counting(new AtomicLong(), new CompletableFuture<>());
    long before = cpuMillis(4);
    long beforeOwn = cpuMillis(2);
    long startNanos = System.nanoTime();
    long mostLagMillis = 0;
    try (var encoder = LadderEncoder.start(tools, CmafWriter.header(track), rungs, sink)) {
      for (int i = 0; i < parts.size(); i++) {
        if (pace == Pace.PACED) {
          mostLagMillis = Math.max(mostLagMillis, encoder.stats().lagMillis().getLast());
          sleepUntil(startNanos + i * 500_000_000L);
        }
        encoder.write(List.of(parts.get(i)));
      }
      encoder.finish();
      if (!encoder.awaitEnd(LIMIT) || sink.end().join().isPresent()) {
        throw new IllegalStateException(encoder.lastWords());
      }
      System.out.printf(
          "took %d ms of CPU, %d of it Java's, %d ms; %d octets; most lag %d ms; %s%n",
          cpuMillis(4) - before,
          cpuMillis(2) - beforeOwn,
          (System.nanoTime() - startNanos) / 1_000_000,
          sink.octets().get(),
          mostLagMillis,
          encoder.stats());
    }
  }

  private static void sleepUntil(long momentNanos) {
    for (long left = momentNanos - System.nanoTime(); left > 0; ) {
      LockSupport.parkNanos(left);
      left = momentNanos - System.nanoTime();
    }
  }

  /**
   * {@code proc_pid_stat(5)}, fields 14 to 17: two of this process, two of those children that have
   * ended.
   */
  private static long cpuMillis(int counted) throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 11; i < 11 + counted; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks * 1000 / TICKS_PER_SECOND;
  }
}
