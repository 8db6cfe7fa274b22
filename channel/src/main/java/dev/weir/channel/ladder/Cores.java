package dev.weir.channel.ladder;

import dev.weir.media.codec.VideoConfig;
import dev.weir.packaging.PeriodTrack;
import dev.weir.transcode.live.LiveRung;
import java.util.List;
import java.util.Locale;

/**
 * How much of the machine all ladders together take, by an estimate: x264's veryfast makes some 40
 * pictures of 1080p a second on one core, and decoding one costs a fifth of that. Thread-safe.
 */
public final class Cores {
  private static final double PIXELS_A_SECOND_OF_ONE_CORE = 1920.0 * 1080 * 40;
  private static final double DECODING_SHARE = 0.2;
  private static final double USUAL_RATE = 30;

  private final double most;
  private double taken;

  /**
   * @param most that may be taken
   */
  public Cores(double most) {
    this.most = most;
  }

  /** What the rungs of one source take. */
  static double of(PeriodTrack source, List<LiveRung> rungs) {
    double rate = source.frameRate() > 0 ? source.frameRate() : USUAL_RATE;
    double pixels = rungs.stream().mapToLong(rung -> rung.size().pixels()).sum();
    if (source.track().config() instanceof VideoConfig video) {
      pixels += DECODING_SHARE * video.width() * video.height();
    }
    return pixels * rate / PIXELS_A_SECOND_OF_ONE_CORE;
  }

  /** Whether so much more may be taken now. */
  synchronized boolean hasRoomFor(double cores) {
    return taken + cores <= most;
  }

  /** Takes so much until {@link #giveBack}; false where there is no room for it. */
  synchronized boolean take(double cores) {
    if (!hasRoomFor(cores)) {
      return false;
    }
    taken += cores;
    return true;
  }

  synchronized void giveBack(double cores) {
    taken -= cores;
  }

  /** How much is taken. */
  public synchronized double taken() {
    return taken;
  }

  /** For people. */
  synchronized String refusal(double wanted) {
    return String.format(
        Locale.ROOT,
        "The machine has no room for the ladder now: it would take about %.1f cores, and %.1f of"
            + " %.1f are taken. Set ladder.cores higher, or fewer sizes",
        wanted,
        taken,
        most);
  }
}
