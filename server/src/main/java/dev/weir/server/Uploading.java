package dev.weir.server;

import dev.weir.gateway.http.ApiGate;
import dev.weir.gateway.http.HttpRoute;
import dev.weir.gateway.http.UploadRoute;
import dev.weir.gateway.upload.UploadIntake;
import dev.weir.gateway.upload.UploadIntake.Surroundings;
import dev.weir.gateway.upload.UploadLimits;
import dev.weir.gateway.upload.UploadSink;
import dev.weir.gateway.upload.UploadStats;
import dev.weir.gateway.upload.UploadThreads;
import dev.weir.library.Database;
import dev.weir.library.Uploads;
import dev.weir.media.Clock;
import dev.weir.net.IncomingBody.Pace;
import dev.weir.net.Loops;
import dev.weir.net.Timer;
import dev.weir.server.config.UploadsConfig;
import dev.weir.server.config.WeirConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Uploads, wired from the API to the disk. Thread-safe. */
final class Uploading implements AutoCloseable {
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);
  private static final UploadStats NONE = new UploadStats(0, 0, 0, Map.of());

  private final Path data;
  private final UploadLimits limits;
  private final Clock clock;
  private final UploadThreads threads = new UploadThreads();

  private volatile @Nullable UploadIntake intake;
  private @Nullable Timer sweeper;

  Uploading(WeirConfig config, Clock clock) {
    UploadsConfig uploads = config.uploads();
    this.data = config.data();
    this.limits =
        new UploadLimits(
            uploads.maxSize().bytes(), uploads.expireAfter(), uploads.reserve().bytes());
    this.clock = clock;
  }

  /** Finds what the last server has left; blocks. */
  UploadIntake open(Database database, UploadSink sink) throws IOException {
    var around = new Surroundings(new Uploads(database), data.resolve("uploads"), sink, clock);
    var opened = new UploadIntake(around, limits, new SecureRandom());
    opened.recover();
    intake = opened;
    return opened;
  }

  /** Hands over what is complete, and deletes what is over, now and every minute. */
  void beginSweeping(UploadIntake opened, Loops loops) {
    Runnable sweep = () -> threads.run(opened::sweep);
    sweep.run();
    sweeper = loops.repeat(SWEEP_PAUSE, sweep);
  }

  /**
   * @param opened blocks until it is
   */
  HttpRoute route(ApiGate gate, Supplier<UploadIntake> opened) {
    return new UploadRoute(gate, opened, threads, limits.maxBytes(), Pace.DEFAULT);
  }

  UploadStats stats() {
    UploadIntake opened = intake;
    return opened == null ? NONE : opened.stats();
  }

  /** Breaks off what is under way, with all that has come of it. */
  void beginStop() {
    UploadIntake opened = intake;
    if (opened != null) {
      opened.stop();
    }
  }

  @Override
  public void close() {
    if (sweeper != null) {
      sweeper.cancel();
    }
    threads.close();
  }
}
