package dev.weir.channel.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.ladder.LadderState.Activity;
import dev.weir.library.LadderRuns;
import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ladder beside a source that grows, with an encoder in this process. */
class ChannelLadderTest {
  private static final long START_MILLIS = 1_763_676_000_000L;
  private static final int TIMESCALE = 90_000;
  private static final int FRAME_TICKS = 3_000;
  private static final int GOP = 60;

  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final MemoryBlobStore store = new MemoryBlobStore(100_000_000);
  private final Packager source = new Packager("live/demo", PackagingConfig.DEFAULT, store);
  private final EchoWorks works = new EchoWorks();
  private final List<Thread> feeders = new ArrayList<>();
  private ChannelLadder ladder = ladder(LadderRuns.LAZY);
  private long frames;

  @AfterEach
  void close() throws InterruptedException {
    ladder.close();
    for (Thread feeder : feeders) {
      feeder.join(Duration.ofMinutes(1));
    }
  }

  @Test
  void restsUntilSomebodyWatches() throws Exception {
    begin();
    seconds(9);
    assertThat(ladder.state().activity()).isEqualTo(Activity.RESTING);
    assertThat(ladder.isSettled()).isFalse();
    assertThat(rung()).isEmpty();

    ladder.want();

    until(ladder::isSettled);
    assertThat(ladder.state().activity()).isEqualTo(Activity.RUNNING);
    assertThat(works.starts).hasValue(1);
  }

  @Test
  void beginsWithTheSegmentsThatPlayersBeginWith() throws Exception {
    begin();
    seconds(21);
    ladder.want();
    until(() -> rung().filter(track -> hasAllOfTheSource(track)).isPresent());

    List<Segment> made = rung().orElseThrow().segments();
    assertThat(made.subList(made.size() - 3, made.size())).noneMatch(Segment::isGap);
    assertThat(made.subList(0, 5)).allMatch(Segment::isGap);
  }

  @Test
  void alwaysRunsWhereItIsSetTo() throws Exception {
    ladder = ladder(LadderRuns.ALWAYS);
    begin();
    seconds(5);

    until(ladder::isSettled);
  }

  @Test
  void restsAgainAfterAQuietMinuteAndGoesOnWithGapsBetween() throws Exception {
    begin();
    seconds(9);
    ladder.want();
    until(() -> rung().filter(this::hasAllOfTheSource).isPresent());

    clock.advance(Duration.ofSeconds(61));
    until(() -> ladder.state().activity() == Activity.RESTING);
    seconds(8);
    ladder.want();
    until(() -> ladder.state().runs() == 2);
    seconds(4);
    until(() -> rung().filter(track -> !track.segments().getLast().isGap()).isPresent());

    List<Segment> made = rung().orElseThrow().segments();
    long gapsInBetween = made.stream().skip(4).filter(Segment::isGap).count();
    assertThat(gapsInBetween).isPositive();
    assertThat(made.subList(2, 4)).noneMatch(Segment::isGap);
  }

  @Test
  void isTriedAgainWhereTheEncoderIsLost() throws Exception {
    works.loseAfter(GOP + 20);
    begin();
    seconds(9);
    ladder.want();
    seconds(6);
    until(() -> ladder.state().activity() == Activity.WAITING);
    assertThat(ladder.state().reason()).isEqualTo("lost");
    assertThat(ladder.isSettled()).isTrue();

    works.loseAfter(Integer.MAX_VALUE);
    until(() -> isPaused() || ladder.state().runs() >= 2);
    seconds(6);
    until(() -> rung().filter(track -> !track.segments().getLast().isGap()).isPresent());

    assertThat(rung().orElseThrow().segments()).anyMatch(Segment::isGap);
  }

  @Test
  void saysWhyThereIsNoRoomForIt() throws Exception {
    works.refuse("no room");
    begin();
    seconds(5);
    ladder.want();

    until(() -> ladder.state().activity() == Activity.WAITING);

    assertThat(ladder.state().reason()).isEqualTo("no room");
    assertThat(ladder.compose().orElseThrow().renditions()).containsExactly("video");
  }

  @Test
  void isOffWhereNothingLiesBelowTheSource() throws Exception {
    works.planNothing();
    begin();
    seconds(5);
    ladder.want();

    until(() -> ladder.state().activity() == Activity.OFF);

    assertThat(ladder.isSettled()).isTrue();
  }

  @Test
  void isWholeWhenTheSourceHasEnded() throws Exception {
    begin();
    seconds(9);
    ladder.want();
    until(ladder::isSettled);
    accept(new StreamEvent.Ended());

    ladder.awaitEnd(Duration.ofMinutes(1));

    List<Segment> made = rung().orElseThrow().segments();
    assertThat(made).hasSameSizeAs(now().currentPeriod().leader().segments());
    assertThat(made.subList(2, made.size()))
        .allMatch(segment -> segment.complete() && !segment.isGap());
  }

  @Test
  void isNotWaitedForWhereNobodyPublishes() throws Exception {
    begin();
    seconds(5);
    assertThat(ladder.isSettled()).isFalse();

    accept(new StreamEvent.Interrupted());

    assertThat(ladder.isSettled()).isTrue();
  }

  @Test
  void goesOnInTheNextPeriod() throws Exception {
    begin();
    seconds(9);
    ladder.want();
    until(ladder::isSettled);
    accept(new StreamEvent.Interrupted());
    long first = now().currentPeriod().id();

    begin();
    seconds(7);

    until(() -> now().currentPeriod().id() != first && rung().filter(this::isBegun).isPresent());
    assertThat(ladder.state().runs()).isEqualTo(2);
  }

  /** Lets time go by, until the pause is over. */
  private boolean isPaused() {
    clock.advance(Duration.ofMillis(100));
    return false;
  }

  private boolean isBegun(PeriodTrack track) {
    return !track.segments().isEmpty() && !track.segments().getLast().isGap();
  }

  /** But for what has just begun. */
  private boolean hasAllOfTheSource(PeriodTrack track) {
    return track.segments().size() >= now().currentPeriod().leader().segments().size() - 1;
  }

  private ChannelLadder ladder(LadderRuns runs) {
    if (ladder != null) {
      ladder.close();
    }
    var setting = new Ladders.Setting(runs, works, clock);
    var made = new ChannelLadder("live/demo", setting, store, _ -> false);
    feeders.add(Thread.ofVirtual().start(new LadderFeeder("demo", made, setting, () -> {})));
    return made;
  }

  private void begin() throws Exception {
    long wallMillis = START_MILLIS + frames * 1000 / 30;
    accept(
        new StreamEvent.PeriodStarted(
            0, List.of(video()), new Anchor(frames * 1_000_000_000L / 30, wallMillis)));
  }

  private static Track video() throws MediaFormatException {
    Bytes sps = Bytes.ofHex("674d400c eca146fc98 08800000 03008000 001907 8a14cb");
    return new Track(1, TIMESCALE, AvcConfig.of(List.of(sps), List.of(Bytes.of(0x68, 0xEE))));
  }

  private void seconds(int count) throws IOException {
    for (int i = 0; i < count * 30; i++) {
      boolean keyframe = frames % GOP == 0;
      accept(
          new StreamEvent.Sample(
              new MediaSample(
                  1,
                  frames * FRAME_TICKS,
                  0,
                  MediaSample.UNKNOWN_DURATION,
                  keyframe,
                  List.of(Bytes.of(keyframe ? 0x65 : 0x41, (int) frames & 0xFF)))));
      frames++;
    }
  }

  private void accept(StreamEvent event) throws IOException {
    Optional<Presentation> next = source.accept(event);
    if (next.isPresent()) {
      ladder.follow(next.get());
    }
  }

  private Presentation now() {
    return ladder.compose().orElseThrow();
  }

  private Optional<PeriodTrack> rung() {
    return now().currentPeriod().track(EchoWorks.LOW.name());
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (int i = 0; i < 6_000 && !condition.getAsBoolean(); i++) {
      assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.getAsBoolean()).as(() -> ladder.state().toString()).isTrue();
  }
}
