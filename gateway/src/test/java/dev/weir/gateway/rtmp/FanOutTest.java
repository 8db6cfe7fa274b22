package dev.weir.gateway.rtmp;

import static dev.weir.gateway.rtmp.PlayedMedia.audio;
import static dev.weir.gateway.rtmp.PlayedMedia.frame;
import static dev.weir.gateway.rtmp.PlayedMedia.keyframe;
import static dev.weir.gateway.rtmp.PlayedMedia.period;
import static dev.weir.gateway.rtmp.PlayedMedia.sound;
import static dev.weir.gateway.rtmp.PlayedMedia.video;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.StreamEvent;
import dev.weir.rtmp.PlayMessages;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.stream.GopLimits;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamName;
import dev.weir.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FanOutTest {
  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private static final PlayLimits LIMITS =
      new PlayLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 4000);

  private final ManualClock clock = new ManualClock(PlayedMedia.BEGAN_MILLIS);
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final Queue<Runnable> delayed = new ArrayDeque<>();
  private final LiveStream stream = new LiveStream(new StreamName("studio"), GopLimits.DEFAULT);
  private final PlayCounters counters = new PlayCounters();
  private final FanOut fanOut = newFanOut();

  private FanOut newFanOut() {
    var messages = new PlayMessages(RtmpLimits.DEFAULTS);
    return new FanOut(stream, messages, LIMITS, counters, clock, new TestTurns());
  }

  private final class TestTurns implements FanOut.Turns {
    @Override
    public void execute(Runnable task) {
      turns.add(task);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
      assertThat(delay).isEqualTo(Duration.ofMillis(40));
      delayed.add(task);
    }
  }

  private Watcher join() {
    var watcher = new Watcher(LOOP.loop());
    fanOut.add(watcher.connection, watcher);
    return watcher;
  }

  private void publish(StreamEvent... events) {
    List.of(events).forEach(stream::publish);
    turn();
  }

  private void turn() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  /** A group of pictures of one second, in the time that it takes. */
  private void publishSecond(long fromMillis) {
    for (int i = 0; i < 4; i++) {
      long millis = fromMillis + 250L * i;
      publish(i == 0 ? keyframe(millis) : frame(millis));
      clock.advance(Duration.ofMillis(250));
    }
  }

  @Test
  void beginsWithTheHeadersAndTheLastKeyframe() throws Exception {
    publish(period(0, 5000, 0, video(1280), audio()));
    publish(keyframe(5000), sound(5020), keyframe(6000), sound(6010), frame(6040));

    Watcher watcher = join();
    publish(frame(6080));

    assertThat(watcher.messages())
        .containsExactly(
            "metadata 0",
            "avc 1000",
            "aac 1000",
            "key 1000",
            "sound 1010",
            "frame 1040",
            "frame 1080");
  }

  @Test
  void waitsForAKeyframeWhereNoneIsKept() throws Exception {
    publish(period(0, 0, 0, video(1280)));

    Watcher watcher = join();
    publish(frame(40), keyframe(80));

    assertThat(watcher.messages()).containsExactly("metadata 0", "avc 80", "key 80");
    assertThat(counters.snapshot().skippedMessages()).isZero();
  }

  @Test
  void beginsAnywhereWithoutVideo() throws Exception {
    publish(period(0, 0, 0, audio()), sound(0), sound(20));

    Watcher watcher = join();
    publish(sound(40));

    assertThat(watcher.messages()).containsExactly("metadata 0", "aac 20", "sound 20", "sound 40");
  }

  @Test
  void givesEveryPlayerTheSameOctetsOnEveryLoop() {
    publish(period(0, 0, 0, video(1280), audio()), keyframe(0), frame(40));
    Watcher first = join();
    publish(sound(50));
    Watcher second = join();
    FanOut ofAnotherLoop = newFanOut();
    var third = new Watcher(LOOP.loop());
    ofAnotherLoop.add(third.connection, third);
    turn();

    publish(frame(80), keyframe(120));

    assertThat(second.octets()).isEqualTo(first.octets());
    assertThat(third.octets()).isEqualTo(first.octets());
  }

  @Test
  void takesOneTurnForAllThatHasCome() throws Exception {
    publish(period(0, 0, 0, video(1280), audio()), keyframe(0));
    Watcher watcher = join();

    List.of(frame(40), sound(50), frame(80)).forEach(stream::publish);

    assertThat(turns).hasSize(1);
    turn();
    assertThat(watcher.messages()).endsWith("frame 40", "sound 50", "frame 80");
  }

  @Test
  void soundWaitsForAPictureButNotForLong() throws Exception {
    publish(period(0, 0, 0, video(1280), audio()), keyframe(0));
    Watcher watcher = join();

    publish(sound(20));
    publish(sound(41));
    assertThat(watcher.messages()).endsWith("key 0");
    publish(frame(42));
    assertThat(watcher.messages()).endsWith("sound 20", "sound 41", "frame 42");

    publish(sound(60));
    assertThat(watcher.messages()).endsWith("frame 42");
    assertThat(delayed).hasSize(1);
    delayed.remove().run();
    assertThat(watcher.messages()).endsWith("frame 42", "sound 60");
  }

  @Test
  void aSlowPlayerGoesOnAtAKeyframe() throws Exception {
    publish(period(0, 0, 0, video(1280)));
    Watcher slow = join();
    Watcher other = join();
    publishSecond(0);
    slow.connection.clog();
    for (int second = 1; second < 5; second++) {
      publishSecond(second * 1000L);
    }

    slow.connection.unclog();
    publishSecond(5000);
    publishSecond(6000);

    List<String> got = slow.messages();
    assertThat(got.subList(0, 7))
        .containsExactly(
            "metadata 0", "avc 0", "key 0", "frame 250", "frame 500", "frame 750", "key 1000");
    assertThat(got.get(7)).startsWith("key ");
    assertThat(got).endsWith("key 6000", "frame 6250", "frame 6500", "frame 6750");
    assertThat(other.messages()).hasSize(2 + 7 * 4);
    assertThat(counters.snapshot().skips()).isEqualTo(1);
    assertThat(got.size() + counters.snapshot().skippedMessages()).isEqualTo(2 + 7 * 4);
    assertThat(slow.ends).isEmpty();
  }

  @Test
  void aPlayerThatStaysTooSlowIsClosed() {
    publish(period(0, 0, 0, video(1280)));
    Watcher slow = join();
    slow.connection.clog();

    int seconds = 0;
    for (; slow.ends.isEmpty() && seconds < 60; seconds++) {
      publishSecond(seconds * 1000L);
    }

    assertThat(slow.ends)
        .containsExactly("slow: fell 3 s behind and did not keep up for 10 s after that");
    assertThat(seconds).isBetween(13, 15);
    assertThat(counters.snapshot().closedSlow()).isEqualTo(1);
  }

  @Test
  void aPlayerThatIsLateOnceIsNotClosed() throws Exception {
    publish(period(0, 0, 0, video(1280)));
    Watcher late = join();
    late.connection.clog();
    for (int second = 0; second < 6; second++) {
      publishSecond(second * 1000L);
    }
    late.connection.unclog();

    for (int second = 6; second < 60; second++) {
      publishSecond(second * 1000L);
    }

    assertThat(late.ends).isEmpty();
    assertThat(late.messages()).endsWith("frame 59750");
  }

  @Test
  void keepsNoMoreThanItMay() {
    publish(period(0, 0, 0, video(1280)));
    Watcher slow = join();
    slow.connection.clog();

    for (int i = 0; i < 100; i++) {
      publish(i == 0 ? keyframe(0) : frame(i));
      assertThat(counters.snapshot().bufferedBytes())
          .isLessThanOrEqualTo(LIMITS.maxBufferedBytes());
    }

    assertThat(counters.snapshot().bufferedBytes()).isPositive();
    fanOut.close();
    assertThat(counters.snapshot().bufferedBytes()).isZero();
  }

  @Test
  void keepsOnlyTheLastGroupOfPicturesWhereNobodyIsSlow() {
    publish(period(0, 0, 0, video(1280)));
    join();
    publishSecond(0);
    long oneSecond = counters.snapshot().bufferedBytes();

    publishSecond(1000);
    publishSecond(2000);

    assertThat(counters.snapshot().bufferedBytes()).isEqualTo(oneSecond);
  }

  @Test
  void aNewPeriodHasItsOwnHeadersAndTheSameClock() throws Exception {
    publish(period(0, 90_000, 0, video(1280)), keyframe(90_000), frame(90_040));
    Watcher watcher = join();

    publish(new StreamEvent.Interrupted());
    publish(period(1, 7, 5000, video(640)), keyframe(7), frame(47));

    assertThat(watcher.ends).isEmpty();
    assertThat(watcher.messages())
        .containsExactly(
            "metadata 0",
            "avc 0",
            "key 0",
            "frame 40",
            "metadata 0",
            "avc 5000",
            "key 5000",
            "frame 5040");
  }

  @Test
  void aCorrectedAnchorDoesNotMakeTimeStepBack() throws Exception {
    publish(period(0, 0, 0, video(1280)), keyframe(0));
    Watcher watcher = join();

    publish(new StreamEvent.AnchorCorrected(new Anchor(0, PlayedMedia.BEGAN_MILLIS - 100)));
    publish(frame(40));

    assertThat(watcher.messages()).endsWith("key 0", "frame 40");
  }

  @Test
  void whatIsDecodedBeforeTheBeginningIsNotBeforeZero() throws Exception {
    publish(period(0, 100, 0, video(1280), audio()), keyframe(100), sound(90));

    assertThat(join().messages()).endsWith("key 0", "sound 0");
  }

  @Test
  void tellsTheEndBehindTheLastMessage() throws Exception {
    publish(period(0, 0, 0, video(1280)), keyframe(0));
    Watcher watcher = join();

    publish(frame(40), new StreamEvent.Ended());

    assertThat(watcher.messages()).endsWith("key 0", "frame 40");
    assertThat(watcher.ends).containsExactly("ended");
  }

  @Test
  void tellsTheEndToWhoComesTooLate() {
    publish(new StreamEvent.Ended());

    Watcher watcher = join();
    turn();

    assertThat(watcher.ends).containsExactly("ended");
  }

  @Test
  void aPausedPlayerGoesOnWithWhatIsOnThen() throws Exception {
    publish(period(0, 0, 0, video(1280)), keyframe(0));
    var watcher = new Watcher(LOOP.loop());
    Player player = fanOut.add(watcher.connection, watcher);
    player.pause();
    publish(frame(40), keyframe(80), frame(120));

    fanOut.resume(player);

    assertThat(watcher.messages())
        .containsExactly(
            "metadata 0", "avc 0", "key 0", "metadata 0", "avc 80", "key 80", "frame 120");
  }

  @Test
  void aPlayerThatFailsFailsAlone() throws Exception {
    publish(period(0, 0, 0, video(1280)), keyframe(0));
    Watcher failing = join();
    Watcher other = join();
    failing.connection.failOnWrite();

    publish(frame(40));
    publish(frame(80));

    assertThat(failing.ends).containsExactly("fault");
    assertThat(other.messages()).endsWith("frame 40", "frame 80");
  }
}
