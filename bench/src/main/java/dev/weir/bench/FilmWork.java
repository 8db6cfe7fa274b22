package dev.weir.bench;

import dev.weir.library.Asset;
import dev.weir.library.Assets;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Job;
import dev.weir.library.Jobs;
import dev.weir.library.Renditions;
import dev.weir.media.SystemClock;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.film.FilmFiles;
import dev.weir.transcode.film.FilmTools;
import dev.weir.transcode.film.FilmWorkers;
import dev.weir.transcode.vod.ConfinedFfmpeg;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.JobFolder;
import dev.weir.transcode.vod.Ladder;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.Probe;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.TranscodeException;
import dev.weir.transcode.vod.VideoRung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a film as the server does, one job at a time, and prints what CPU time each kind of job
 * took, that of child processes with it, in milliseconds, and how long it all took: {@code READ 210
 * VIDEO 3100 took 1900}.
 */
public final class FilmWork {
  private static final long LOOK_NANOS = 5_000_000;

  /** Of Linux, whatever its kernel counts in. */
  private static final int TICKS_PER_SECOND = 100;

  private final FilmTools tools;
  private final FilmWorkers workers;

  private FilmWork(FilmTools tools, FilmWorkers workers) {
    this.tools = tools;
    this.workers = workers;
  }

  /** How far it is followed. */
  private enum Until {
    READ,
    MADE
  }

  /**
   * {@code FilmWork FILM FOLDER ROUNDS READ|MADE}.
   *
   * @param arguments the film stays as it is; the folder is an empty one on the same disk
   */
  public static void main(String[] arguments)
      throws IOException, TranscodeException, InterruptedException {
    Path film = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    var clock = new SystemClock();
    try (Database database =
        Database.open(new DatabaseAddress.Sqlite(folder.resolve("library.db")))) {
      var files =
          new FilmFiles(
              Files.createDirectories(folder.resolve("originals")),
              folder.resolve("work"),
              folder.resolve("media"));
      FfmpegExecutable executable = FfmpegExecutable.find(Optional.empty());
      System.out.println("ffmpeg " + executable.path());
      var ffmpeg =
          new ConfinedFfmpeg(executable, Confinement.ofThisSystem(0), Duration.ofMinutes(2), clock);
      var tools =
          new FilmTools(
              new Assets(database),
              new Renditions(database),
              new Jobs(database),
              files,
              ffmpeg,
              LadderConfig.DEFAULTS,
              clock);
      printRungs(ffmpeg, film, Files.createDirectories(folder.resolve("probe")));
      try (FilmWorkers workers = FilmWorkers.start(tools, "bench", 1)) {
        var work = new FilmWork(tools, workers);
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
          work.measure("film" + round, film, Until.valueOf(arguments[3]));
        }
      }
    }
  }

  private void measure(String id, Path film, Until until) throws IOException {
    Files.createLink(tools.files().originals().resolve(id), film);
    var spent = new EnumMap<Job.Kind, Long>(Job.Kind.class);
    var known = new HashSet<String>();
    long startNanos = System.nanoTime();
    long before = cpuMillis();
    tools
        .assets()
        .add(
            Asset.waiting(id, id, id, Files.size(film), 0),
            Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 0));
    workers.wake();
    List<Job> jobs = tools.jobs().of(id);
    while (known.size() < jobs.size() && (until == Until.MADE || known.isEmpty())) {
      LockSupport.parkNanos(LOOK_NANOS);
      jobs = tools.jobs().of(id);
      for (Job job : jobs) {
        if (isOver(job) && known.add(job.id())) {
          long now = cpuMillis();
          spent.merge(job.kind(), now - before, Long::sum);
          before = now;
        }
      }
    }
    long tookMillis = (System.nanoTime() - startNanos) / 1_000_000;
    spent.forEach((kind, millis) -> System.out.print(kind + " " + millis + " "));
    System.out.println("took " + tookMillis);
    workers.remove(id);
  }

  private static boolean isOver(Job job) {
    if (job.state() == Job.State.PARKED) {
      throw new IllegalStateException(job.log().orElse("parked"));
    }
    return job.state() == Job.State.DONE;
  }

  /** Of this process and of those children that have ended: {@code proc_pid_stat(5)}, 14 to 17. */
  private static long cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 11; i < 15; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks * 1000 / TICKS_PER_SECOND;
  }

  /** What is made of it beside what is taken over. */
  private static void printRungs(ConfinedFfmpeg ffmpeg, Path film, Path folder)
      throws IOException, TranscodeException, InterruptedException {
    try (var jobFolder = JobFolder.create(folder)) {
      SourceFacts facts = new Probe(ffmpeg).read(film, jobFolder);
      for (VideoRung rung : Ladder.of(facts, LadderConfig.DEFAULTS).rungs()) {
        System.out.printf(
            "rung %d %d %d%n", rung.size().width(), rung.size().height(), rung.mostBps());
      }
    }
  }
}
