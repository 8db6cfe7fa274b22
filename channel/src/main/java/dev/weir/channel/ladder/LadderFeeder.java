package dev.weir.channel.ladder;

import dev.weir.media.Clock;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.transcode.live.LiveRung;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the encoder of a ladder, one run for each period of the source, and again after a pause
 * where it is lost. Confined to a virtual thread of its own.
 */
public final class LadderFeeder implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LadderFeeder.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

  private final String stream;
  private final ChannelLadder ladder;
  private final LadderWorks works;
  private final Clock clock;
  private final Runnable grown;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param stream for logs
   * @param grown called, without a lock, when there is something new to see
   */
  public LadderFeeder(
      String stream, ChannelLadder ladder, Ladders.Setting setting, Runnable grown) {
    this.stream = stream;
    this.ladder = ladder;
    this.works = setting.works();
    this.clock = setting.clock();
    this.grown = grown;
  }

  /** Until the ladder is closed. */
  @Override
  public void run() {
    try {
      for (var work = ladder.awaitWork(); work.isPresent(); work = ladder.awaitWork()) {
        long beganNanos = clock.monotonicNanos();
        Optional<String> failure = attempt(work.get());
        if (failure.isPresent()) {
          LOG.warn("stream={} event=ladder-lost {}", stream, failure.get());
          rest(clock.monotonicNanos() - beganNanos);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(long ranNanos) throws InterruptedException {
    if (ranNanos >= STABLE_AFTER.toNanos()) {
      pause = FIRST_PAUSE;
    }
    ladder.pause(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private Optional<String> attempt(Period period) throws InterruptedException {
    try {
      Optional<String> failure = make(period);
      grown.run();
      return failure;
    } catch (IOException | RuntimeException fault) {
      LOG.error("stream={} event=ladder-failed by a fault of ours", stream, fault);
      return Optional.of("It failed by a fault of ours: " + fault);
    }
  }

  /** Why it ended before its time; empty where it did not. */
  private Optional<String> make(Period period) throws InterruptedException, IOException {
    PeriodTrack leader = period.leader();
    List<LiveRung> rungs = ladder.rungs();
    if (rungs.isEmpty()) {
      rungs = works.plan(leader, ladder.sourceBps(leader));
    }
    List<Integer> numbers = below(rungs, leader);
    if (numbers.isEmpty()) {
      ladder.leaveOff(period, "The source is as small as the smallest rung.");
      return Optional.empty();
    }
    List<LiveRung> made = numbers.stream().map(rungs::get).toList();
    Optional<LadderRun> run = ladder.begin(period, rungs, numbers, grown);
    return run.isEmpty() ? Optional.empty() : ladder.end(run.get(), feed(run.get(), leader, made));
  }

  private Optional<String> feed(LadderRun run, PeriodTrack leader, List<LiveRung> rungs)
      throws InterruptedException {
    try (LadderWorks.Encoder encoder = works.start(leader, rungs, run)) {
      run.feed(encoder);
      return run.failure();
    } catch (IOException lost) {
      return run.failure().or(() -> Optional.of(String.valueOf(lost.getMessage())));
    } catch (RuntimeException fault) {
      LOG.error("stream={} event=ladder-failed by a fault of ours", stream, fault);
      return Optional.of("It failed by a fault of ours: " + fault);
    }
  }

  /** The numbers of those that are no larger than the source is now. */
  private List<Integer> below(List<LiveRung> rungs, PeriodTrack leader) {
    return IntStream.range(0, rungs.size())
        .filter(number -> works.isBelow(rungs.get(number), leader))
        .boxed()
        .toList();
  }
}
