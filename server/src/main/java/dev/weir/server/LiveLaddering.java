package dev.weir.server;

import dev.weir.access.ChannelDirectory;
import dev.weir.channel.ladder.Cores;
import dev.weir.channel.ladder.FfmpegLadder;
import dev.weir.channel.ladder.Ladders;
import dev.weir.library.ChannelPolicies;
import dev.weir.library.Ladder;
import dev.weir.library.LadderRuns;
import dev.weir.media.Clock;
import dev.weir.server.config.WeirConfig;
import dev.weir.stream.StreamName;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.live.EncoderDetection;
import dev.weir.transcode.live.LadderTools;
import dev.weir.transcode.live.LiveLadder;
import dev.weir.transcode.live.LiveSource;
import dev.weir.transcode.live.RungEncoder;
import dev.weir.transcode.vod.Confinement;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which live streams get which sizes beside the source, as it is configured. Thread-safe. */
final class LiveLaddering implements Ladders {
  private static final Duration DETECTION_LIMIT = Duration.ofSeconds(10);

  private final WeirConfig config;
  private final ChannelDirectory directory;
  private final Clock clock;
  private final Cores cores;

  /** Found with the first ladder, since that takes a while; guarded by this. */
  private @Nullable LadderTools tools;

  LiveLaddering(WeirConfig config, ChannelDirectory directory, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.clock = clock;
    this.cores = new Cores(config.ladder().mostCores());
  }

  @Override
  public Optional<Setting> of(StreamName name) {
    ChannelPolicies own = directory.policies(name.value());
    Ladder sizes = own.ladder().orElse(config.ladder().sizes());
    if (sizes.kind() == Ladder.Kind.PASSTHROUGH) {
      return Optional.empty();
    }
    LadderRuns runs = own.ladderRuns().orElse(config.ladder().runs());
    return Optional.of(
        new Setting(runs, new FfmpegLadder(rungs(sizes), this::tools, cores), clock));
  }

  private static Function<LiveSource, LiveLadder> rungs(Ladder sizes) {
    return switch (sizes.kind()) {
      case AUTO -> LiveLadder::auto;
      case HEIGHTS -> source -> LiveLadder.explicit(source, sizes.heights());
      case PASSTHROUGH -> _ -> LiveLadder.PASSTHROUGH;
    };
  }

  private synchronized LadderTools tools() throws IOException {
    if (tools == null) {
      var executable = FfmpegExecutable.find(config.ffmpeg().path());
      var confinement = Confinement.atFullPriority(0);
      tools =
          new LadderTools(
              executable,
              confinement,
              encoder(new EncoderDetection(executable, confinement, DETECTION_LIMIT)),
              config.ladder().effort(),
              LadderTools.USUAL_PATIENCE,
              clock);
    }
    return tools;
  }

  private RungEncoder encoder(EncoderDetection detection) throws IOException {
    try {
      return detection.choose(config.ladder().encoder());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("The server stops.", stopped);
    }
  }
}
