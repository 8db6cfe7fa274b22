package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.TrackKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelinePropertyTest {
  @ParameterizedTest
  @CsvSource({"24, 1", "25, 1", "30000, 1001", "30, 1", "60, 1", "60000, 1001"})
  void everySampleOfEveryFrameRatePassesInOnePeriod(int numerator, int denominator) {
    List<MediaSample> samples = new Encoder(numerator, denominator, 250).samples(0, 20_000);
    var fixture = new TimelineFixture().tracks(TestMedia.VIDEO, TestMedia.AUDIO).sendLive(samples);

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples()).isEqualTo(samples);
  }

  @Property(tries = 50)
  void everySampleOfVariableRatePassesInOnePeriod(@ForAll long seed) {
    List<MediaSample> samples = new Encoder(30, 1, 20).variableRate(20_000, new Random(seed));
    var fixture = new TimelineFixture().tracks(TestMedia.VIDEO, TestMedia.AUDIO).sendLive(samples);

    assertThat(fixture.periods()).hasSize(1);
    assertThat(fixture.samples()).isEqualTo(samples);
  }

  /** What a broken encoder on a broken machine might do, from one seed. */
  private static TimelineFixture ordeal(long seed) {
    var random = new Random(seed);
    var fixture = new TimelineFixture().tracks(TestMedia.VIDEO, TestMedia.AUDIO);
    long nowMillis = 50_000;
    for (int step = 0; step < 400; step++) {
      switch (random.nextInt(60)) {
        case 0 -> nowMillis += random.nextLong(-40_000, 40_000);
        case 1 -> fixture.tracks(TestMedia.video(640 + 2 * random.nextInt(3)));
        case 2 -> fixture.tracks(TestMedia.audio(random.nextBoolean() ? 48_000 : 44_100));
        case 3 -> fixture.time.setWallBack(Duration.ofMinutes(random.nextInt(90)));
        case 4 -> {
          fixture.timeline.interrupt();
          fixture.timeline.expect(random.nextBoolean() ? TimelineFixture.BOTH : Set.of());
          fixture.tracks(TestMedia.VIDEO, TestMedia.AUDIO);
        }
        default -> {}
      }
      nowMillis += random.nextInt(50);
      fixture.pause(Duration.ofMillis(random.nextInt(60)));
      fixture.timeline.tick(fixture.time.monotonicNanos());
      boolean video = random.nextBoolean();
      long dtsMillis = nowMillis + random.nextLong(-30, 30);
      fixture.send(
          video
              ? TestMedia.videoSample(dtsMillis, random.nextInt(3) * 33, random.nextInt(8) == 0)
              : TestMedia.sound(dtsMillis));
    }
    return fixture;
  }

  @Property(tries = 100)
  void equalInputGivesEqualEvents(@ForAll long seed) {
    assertThat(ordeal(seed).dump()).isEqualTo(ordeal(seed).dump());
  }

  @Property(tries = 100)
  void tracksMoveOnAndPeriodsStartWithAKeyframe(@ForAll long seed) {
    TimelineFixture fixture = ordeal(seed);

    for (int period = 0; period < fixture.periods().size(); period++) {
      var startedTracks = fixture.periods().get(period).tracks();
      Map<Integer, Long> lastTicks = new HashMap<>();
      var firstKinds = new HashMap<TrackKind, MediaSample>();
      for (MediaSample sample : fixture.samplesOf(period)) {
        var track = startedTracks.stream().filter(each -> each.id() == sample.trackId()).findAny();
        assertThat(track).isPresent();
        firstKinds.putIfAbsent(track.get().kind(), sample);
        Long last = lastTicks.put(sample.trackId(), sample.dtsTicks());
        assertThat(sample.dtsTicks()).isGreaterThan(last == null ? Long.MIN_VALUE : last);
      }
      if (firstKinds.containsKey(TrackKind.VIDEO)) {
        assertThat(firstKinds.get(TrackKind.VIDEO).keyframe()).isTrue();
      }
    }
  }

  @Property(tries = 100)
  void periodsAreNumberedAndDoNotOverlapOnTheEpochTimeline(@ForAll long seed) {
    TimelineFixture fixture = ordeal(seed);

    List<long[]> spans = new ArrayList<>();
    for (int period = 0; period < fixture.periods().size(); period++) {
      assertThat(fixture.periods().get(period).period()).isEqualTo(period);
      Anchor anchor = fixture.periods().get(period).anchor();
      List<MediaSample> video =
          fixture.samplesOf(period).stream()
              .filter(sample -> sample.trackId() == TestMedia.VIDEO_ID)
              .toList();
      if (!video.isEmpty()) {
        spans.add(
            new long[] {
              anchor.epochTicks(video.getFirst().ptsTicks(), TestMedia.MILLIS),
              anchor.epochTicks(lastShownOrDecoded(video), TestMedia.MILLIS)
            });
      }
    }
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i)[0]).isGreaterThan(spans.get(i - 1)[1]);
    }
  }

  /** Decoding counts from the moment at which the first sample is shown. */
  private static long lastShownOrDecoded(List<MediaSample> video) {
    int leadTicks = video.getFirst().compositionTicks();
    return video.stream()
        .mapToLong(sample -> Math.max(sample.dtsTicks() + leadTicks, sample.ptsTicks()))
        .max()
        .getAsLong();
  }

  @Property(tries = 100)
  void everySampleIsToldOrCountedOrStillHeldBack(@ForAll long seed) {
    TimelineFixture fixture = ordeal(seed);
    fixture.timeline.interrupt();

    assertThat(fixture.samples().size() + fixture.timeline.counters().droppedSamples())
        .isEqualTo(400);
  }

  @Property(tries = 100)
  void stallsAndInterruptionsComeInsidePeriodsOnly(@ForAll long seed) {
    boolean playing = false;
    for (StreamEvent event : ordeal(seed).events) {
      switch (event) {
        case StreamEvent.PeriodStarted _ -> playing = true;
        case StreamEvent.Interrupted _ -> {
          assertThat(playing).isTrue();
          playing = false;
        }
        default -> assertThat(playing).isTrue();
      }
    }
  }
}
