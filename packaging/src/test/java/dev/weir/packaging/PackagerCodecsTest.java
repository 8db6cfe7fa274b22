package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.OpusConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other codecs than H.264 and AAC ask of the packager. */
class PackagerCodecsTest extends PackagerFixture {
  private static final Track OPUS =
      new Track(Footage.AUDIO, RATE, new OpusConfig(2, 312, 48_000, 0, 0, Bytes.EMPTY));
  private static final Track HEVC = new Track(Footage.VIDEO, Footage.VIDEO_TIMESCALE, Sketch.HEVC);
  private static final int FRAME_TICKS = Footage.VIDEO_TIMESCALE / 25;
  private static final Bytes CRA = Bytes.of(0x2a, 0x01, 0xac);
  private static final Bytes RASL = Bytes.of(0x10, 0x01, 0xac);
  private static final Bytes TRAIL = Bytes.of(0x02, 0x01, 0xd0);
  private static final int SECONDS = 14;

  @ParameterizedTest
  @CsvSource({"29.97, 20", "25, 20", "30, 60", "24, 40", "59.94, 10", "23.976, 60", "30, 5"})
  void keepsPartsOfOpusWithinThePartTarget(double framesPerSecond, int packetMillis)
      throws IOException {
    packageWith(framesPerSecond, packets(SECONDS * 1000 / packetMillis, packetMillis));

    assertPartsFit();
    assertThat(fullParts("audio"))
        .isNotEmpty()
        .allMatch(millis -> millis >= 0.85 * presentation().partTargetMillis());
  }

  @Test
  void cutsPartsInTwoWhereOpusPacketsGrowLater() throws IOException {
    List<MediaSample> sounds = new ArrayList<>(packets(200, 20));
    IntStream.range(0, 80).forEach(i -> sounds.add(packet(4000 + 120 * i, 120)));

    packageWith(29.97, sounds);

    assertPartsFit();
  }

  @Test
  void keepsPartsOfDifferentOpusPacketsWithinThePartTarget() throws IOException {
    List<MediaSample> sounds = new ArrayList<>();
    for (int i = 0, millis = 0; millis < SECONDS * 1000; i++) {
      int packetMillis = List.of(10, 40, 20, 60, 20).get(i % 5);
      sounds.add(packet(millis, packetMillis));
      millis += packetMillis;
    }

    packageWith(29.97, sounds);

    assertPartsFit();
  }

  @Test
  void goesOnWithOpusOnTheGridOfAnEarlierProcess() {
    var resumption = new Resumption(Footage.START_MILLIS, 7, 0, 2, 522);

    Grid grid = Grid.resume(resumption, List.of(Footage.video(), OPUS));

    assertThat(grid.leaderPartMillis()).isEqualTo(520); // whole packets of 20 ms
  }

  @Test
  void leavesOutPicturesThatAreShownBeforeTheFirst() throws IOException, MediaFormatException {
    accept(Footage.period(1, Footage.START_MILLIS, HEVC));
    // a CRA picture, three that lead it and refer to what was before, and what follows, in 25 fps
    List<MediaSample> pictures = new ArrayList<>(List.of(picture(0, 3 * FRAME_TICKS, CRA)));
    IntStream.rangeClosed(1, 3).forEach(i -> pictures.add(picture(i, -FRAME_TICKS, RASL)));
    IntStream.range(4, 120).forEach(i -> pictures.add(picture(i, 0, i % 50 == 0 ? CRA : TRAIL)));

    acceptSamples(pictures);

    PeriodTrack video = presentation().currentPeriod().tracks().getFirst();
    Part first = video.segments().getFirst().parts().getFirst();
    Bytes fragment = Bytes.concat(store.read(first.extent(), first.offset(), first.lengthBytes()));
    List<MediaSample> shown = FragmentedMp4Reader.open(video.header()).read(fragment);
    assertThat(shown.getFirst().keyframe()).isTrue();
    assertThat(shown.getFirst().durationTicks()).isEqualTo(4 * FRAME_TICKS);
    assertThat(shown).allMatch(sample -> sample.ptsTicks() >= first.startTicks());
    assertThat(shown).extracting(MediaSample::units).doesNotContain(List.of(RASL));
  }

  private void packageWith(double framesPerSecond, List<MediaSample> sounds) throws IOException {
    accept(Footage.period(1, Footage.START_MILLIS, Footage.video(), OPUS));
    int frames = (int) (SECONDS * framesPerSecond);
    int gop = (int) Math.round(2 * framesPerSecond);
    acceptSamples(Footage.interleaved(Footage.frames(framesPerSecond, frames, gop), sounds, RATE));
  }

  private void assertPartsFit() {
    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      assertThat(track.segments().stream().flatMap(segment -> segment.parts().stream()))
          .isNotEmpty()
          .allMatch(part -> millis(track, part) <= presentation().partTargetMillis());
    }
  }

  /** How long all parts are but the last of each segment. */
  private List<Double> fullParts(String rendition) {
    PeriodTrack track = presentation().newestTrack(rendition).orElseThrow();
    return track.segments().stream()
        .flatMap(segment -> segment.parts().stream().limit(segment.parts().size() - 1))
        .map(part -> millis(track, part))
        .toList();
  }

  private static double millis(PeriodTrack track, Part part) {
    return 1000.0 * part.durationTicks() / track.timescale();
  }

  private static List<MediaSample> packets(int count, int millis) {
    return IntStream.range(0, count).mapToObj(i -> packet(i * millis, millis)).toList();
  }

  private static MediaSample picture(int number, int compositionTicks, Bytes unit) {
    return new MediaSample(
        Footage.VIDEO,
        (long) number * FRAME_TICKS,
        compositionTicks,
        MediaSample.UNKNOWN_DURATION,
        unit.equals(CRA),
        List.of(unit));
  }

  private static MediaSample packet(int atMillis, int millis) {
    int ticksPerMilli = RATE / 1000;
    return new MediaSample(
        Footage.AUDIO,
        (long) atMillis * ticksPerMilli,
        0,
        millis * ticksPerMilli,
        true,
        List.of(Bytes.of(0xfc, atMillis >> 8, atMillis)));
  }
}
