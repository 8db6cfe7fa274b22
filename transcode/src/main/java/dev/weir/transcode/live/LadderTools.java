package dev.weir.transcode.live;

import dev.weir.media.Clock;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.Effort;
import java.time.Duration;

/**
 * What ladders are made with. Immutable.
 *
 * @param confinement such as {@link Confinement#atFullPriority}
 * @param effort of software
 * @param patience with an FFmpeg that makes nothing of what it was given
 */
public record LadderTools(
    FfmpegExecutable executable,
    Confinement confinement,
    RungEncoder encoder,
    Effort effort,
    Duration patience,
    Clock clock) {
  /** Longer than any group of pictures that a decoder has to see before it gives one out. */
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);
}
