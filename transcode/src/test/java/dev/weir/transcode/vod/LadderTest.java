package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Rendition.Role;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoRange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
  private static final LadderConfig CONFIG = LadderConfig.DEFAULTS;
  private static final TrackLabel LABEL = new TrackLabel("und", "", Set.of(Role.DEFAULT));
  private static final FrameSpacing STEADY =
      new FrameSpacing(100, 40_000, 2_000_000, 0, 0, false, false);
  private static final FrameSpacing VARIABLE =
      new FrameSpacing(100, 40_000, 2_000_000, 0, 0, false, true);
  private static final PixelFacts PLAIN = new PixelFacts("yuv420p", 8, VideoRange.SDR, 0, true);

  @ParameterizedTest
  @CsvSource({
    // a source that plays everywhere has smaller ones made of it
    "h264, 1920, 1080, 240p 426x240|360p 640x360|480p 854x480|720p 1280x720",
    // one that does not has its own size made, too
    "hevc, 1920, 1080, 240p 426x240|360p 640x360|480p 854x480|720p 1280x720|1080p 1920x1080",
    // portrait by its shorter side
    "hevc, 1080, 1920, 240p 240x426|360p 360x640|480p 480x854|720p 720x1280|1080p 1080x1920",
    // a wide screen fits into the box of its rung
    "hevc, 1920, 800, 240p 426x178|360p 640x266|480p 854x356|720p 1280x534|1080p 1920x800",
    // never larger than the source, and even
    "hevc, 641, 361, 240p 426x240|361p 640x360",
    "hevc, 160, 90, 90p 160x90",
    "h264, 320, 240, ''",
    // not two that are nearly the same
    "hevc, 960, 540, 240p 426x240|360p 640x360|540p 960x540",
    "h264, 960, 540, 240p 426x240|360p 640x360",
    // larger than any rung
    "h264, 7680, 4320, 240p 426x240|360p 640x360|480p 854x480|720p 1280x720|1080p 1920x1080|1440p"
        + " 2560x1440|2160p 3840x2160",
  })
  void fitsTheSource(String codec, int width, int height, String rungs) {
    var ladder = Ladder.of(film(codec, width, height, FrameRate.of(25)), CONFIG);

    assertThat(ladder.rungs())
        .extracting(rung -> rung.name() + " " + rung.size())
        .containsExactlyElementsOf(rungs.isEmpty() ? List.of() : List.of(rungs.split("\\|")));
    assertIsPlannedAgain(film(codec, width, height, FrameRate.of(25)), ladder);
  }

  private static void assertIsPlannedAgain(SourceFacts film, Ladder ladder) {
    List<PlannedRung> noted =
        ladder.rungs().reversed().stream()
            .map(rung -> new PlannedRung(rung.name(), rung.size(), rung.mostBps()))
            .toList();

    assertThat(Ladder.planned(film, noted)).isEqualTo(ladder);
  }

  @Test
  void leavesOutFramesOfAFilmThatIsPlannedAgain() {
    for (FrameSpacing spacing : List.of(STEADY, VARIABLE)) {
      SourceFacts film =
          film("hevc", new Picture(1920, 1080, PixelAspect.SQUARE, 0), FrameRate.of(120), spacing);

      assertIsPlannedAgain(film, Ladder.of(film, CONFIG));
    }
  }

  @Test
  void makesPixelsSquareAndTheFilmUpright() {
    var wide = new Picture(720, 576, new PixelAspect(64, 45), 90);

    var ladder = Ladder.of(film("mpeg2video", wide, FrameRate.of(25), STEADY), CONFIG);

    assertThat(ladder.rungs().getLast().size()).isEqualTo(new Size(576, 1024));
  }

  @Test
  void beginsWithTheLowestWhereNothingElseCanBeWatched() {
    var lost = Ladder.of(film("hevc", 1280, 720, FrameRate.of(25)), CONFIG);
    var kept = Ladder.of(film("h264", 1280, 720, FrameRate.of(25)), CONFIG);

    assertThat(lost.passes()).hasSize(2);
    assertThat(lost.passes().getFirst()).extracting(VideoRung::name).containsExactly("240p");
    assertThat(kept.passes()).hasSize(1);
  }

  @Test
  void halvesFastRatesForSmallPictures() {
    var ladder = Ladder.of(film("hevc", 1280, 720, new FrameRate(60_000, 1001)), CONFIG);

    assertThat(ladder.rungs())
        .extracting(rung -> rung.name() + " " + rung.frameRate())
        .containsExactly(
            "240p 30000/1001", "360p 30000/1001", "480p 60000/1001", "720p 60000/1001");
  }

  @Test
  void goesNoFasterThanSixty() {
    var ladder = Ladder.of(film("hevc", 1280, 720, FrameRate.of(120)), CONFIG);

    assertThat(ladder.rungs().getLast().frameRate()).isEqualTo(FrameRate.of(60));
    assertThat(ladder.rungs().getFirst().frameRate()).isEqualTo(FrameRate.of(30));
  }

  @Test
  void keepsAVariableRateUnderALimit() {
    var picture = new Picture(1280, 720, PixelAspect.SQUARE, 0);
    var ladder = Ladder.of(film("hevc", picture, FrameRate.of(20), VARIABLE), CONFIG);

    assertThat(ladder.rungs().getFirst().frameRate()).isEqualTo(FrameRate.of(20));
    assertThat(ladder.rungs().getFirst().thinnedTo()).contains(FrameRate.of(30));
    assertThat(ladder.rungs().getLast().thinnedTo()).contains(FrameRate.of(60));
  }

  @Test
  void makesAPictureOfEachField() {
    var timing =
        new FrameTiming(FrameRate.of(25), FrameRate.of(25), FieldOrder.TOP_FIRST, 90_000, STEADY);
    var ladder = Ladder.of(film(video("h264", timing)), CONFIG);

    assertThat(ladder.treatment().deinterlacing()).isEqualTo(Deinterlacing.PICTURE_PER_FIELD);
    assertThat(ladder.rungs().getLast().frameRate()).isEqualTo(FrameRate.of(50));
    assertThat(ladder.rungs().getFirst().frameRate()).isEqualTo(FrameRate.of(25));
  }

  @Test
  void isNeverFatterThanItsSource() {
    var thin = Ladder.of(film("hevc", 1920, 1080, FrameRate.of(25), 1_000_000), CONFIG);

    assertThat(thin.rungs().getLast().mostBps()).isEqualTo(1_000_000);
    assertThat(thin.rungs().getFirst().mostBps()).isLessThan(110_000);
  }

  @Test
  void doesNotMakeSmallerOnesThatSaveNothing() {
    var still = Ladder.of(film("hevc", 1920, 1080, FrameRate.of(25), 20_000), CONFIG);

    assertThat(still.rungs()).extracting(VideoRung::name).containsExactly("1080p");
    assertThat(Ladder.of(film("h264", 1920, 1080, FrameRate.of(25), 20_000), CONFIG).rungs())
        .isEmpty();
  }

  @Test
  void makesItsOwnSizeOfAFatSource() {
    var fat = Ladder.of(film("h264", 1920, 1080, FrameRate.of(25), 40_000_000), CONFIG);

    assertThat(fat.rungs().getLast().name()).isEqualTo("1080p");
    assertThat(fat.rungs().getLast().mostBps()).isLessThan(6_000_000);
  }

  @Test
  void spendsMoreOnLargerFasterAndOlder() {
    long fullHd = RungRates.mostBps(new Size(1920, 1080), FrameRate.of(30), VideoEncoder.H264);

    assertThat(fullHd).isEqualTo(4_500_000);
    assertThat(RungRates.mostBps(new Size(1280, 720), FrameRate.of(30), VideoEncoder.H264))
        .isBetween(2_300_000L, 2_600_000L);
    assertThat(RungRates.mostBps(new Size(1920, 1080), FrameRate.of(60), VideoEncoder.H264))
        .isBetween(6_000_000L, 6_500_000L);
    assertThat(RungRates.mostBps(new Size(1920, 1080), FrameRate.of(30), VideoEncoder.AV1))
        .isLessThan(fullHd * 6 / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "aac, LC, 2, ''",
    "aac, LC, 6, 1-stereo 2",
    "ac3, '', 6, 1-stereo 2",
    "eac3, '', 2, 1-stereo 2",
    "opus, '', 1, 1-mono 1",
    "dts, DTS, 6, 1-stereo 2|1-surround 6",
    "pcm_s24le, '', 8, 1-stereo 2|1-surround 6",
    "vorbis, '', 2, 1-stereo 2",
  })
  void makesStereoAndKeepsSurround(String codec, String profile, int channels, String rungs) {
    var sound = new AudioFacts(new SourceTrack(1, codec, profile, 0, LABEL), channels, 48_000);
    var file = new SourceFile("matroska,webm", "", 0, 60_000_000, 0);

    var ladder =
        Ladder.of(
            new SourceFacts(file, List.of(), List.of(sound), List.of(), List.of(), List.of()),
            CONFIG);

    assertThat(ladder.passes()).isEmpty();
    assertThat(ladder.sounds())
        .extracting(rung -> rung.name() + " " + rung.channels())
        .containsExactlyElementsOf(rungs.isEmpty() ? List.of() : List.of(rungs.split("\\|")));
  }

  @ParameterizedTest
  @CsvSource({
    "h264, High, yuv420p, EVERYWHERE",
    "h264, High 10, yuv420p10le, its codec is h264 High 10",
    "h264, High 4:2:2, yuv422p, its codec is h264 High 4:2:2",
    "h264, High, yuv422p, its pixels are yuv422p",
    "hevc, Main 10, yuv420p10le, SOME",
    "vp9, Profile 0, yuv420p, BROWSERS",
    "av1, Main, yuv420p10le, SOME",
    "vp8, '', yuv420p, its codec is vp8",
    "mpeg2video, Main, yuv420p, its codec is mpeg2video Main",
    "prores, HQ, yuv422p10le, its codec is prores HQ",
  })
  void tellsWhatPlaysAsItIs(String codec, String profile, String pixels, String verdict) {
    var timing =
        new FrameTiming(FrameRate.of(25), FrameRate.of(25), FieldOrder.PROGRESSIVE, 90_000, STEADY);
    var video =
        new VideoFacts(
            new SourceTrack(0, codec, profile, 0, LABEL),
            new Picture(640, 360, PixelAspect.SQUARE, 0),
            timing,
            new PixelFacts(pixels, pixels.endsWith("10le") ? 10 : 8, VideoRange.SDR, 0, true));

    String told =
        switch (Playability.of(video)) {
          case Playability.AsItIs(var reach) -> reach.name();
          case Playability.Transcode(var why) -> why;
        };

    assertThat(told).isEqualTo(verdict);
  }

  @Test
  void doesNotKeepWhatIsInterlacedOrHasTooFewKeyframes() {
    var fields =
        new FrameTiming(
            FrameRate.of(25), FrameRate.of(25), FieldOrder.BOTTOM_FIRST, 90_000, STEADY);
    var sparse =
        new FrameTiming(
            FrameRate.of(25),
            FrameRate.of(25),
            FieldOrder.PROGRESSIVE,
            90_000,
            new FrameSpacing(600, 40_000, 12_000_001, 0, 0, false, false));

    assertThat(Playability.of(video("h264", fields)))
        .isEqualTo(new Playability.Transcode("it is interlaced"));
    assertThat(Playability.of(video("h264", sparse)))
        .isEqualTo(new Playability.Transcode("its keyframes are too far apart"));
  }

  @ParameterizedTest
  @CsvSource({
    "h264, 50000, false, EVERYWHERE",
    "h264, 50001, false, an edit list begins between its keyframes",
    "h264, 0, true, pictures lead its keyframes",
    "hevc, 0, true, SOME",
  })
  void doesNotKeepWhatPlayersCannotBeginAt(
      String codec, long hiddenMicros, boolean isOpen, String verdict) {
    var spacing = new FrameSpacing(600, 40_000, 2_000_000, 0, hiddenMicros, isOpen, false);
    var timing =
        new FrameTiming(
            FrameRate.of(25), FrameRate.of(25), FieldOrder.PROGRESSIVE, 90_000, spacing);

    String told =
        switch (Playability.of(video(codec, timing))) {
          case Playability.AsItIs(var reach) -> reach.name();
          case Playability.Transcode(var why) -> why;
        };

    assertThat(told).isEqualTo(verdict);
  }

  private static SourceFacts film(String codec, int width, int height, FrameRate rate) {
    return film(codec, width, height, rate, 0);
  }

  private static SourceFacts film(
      String codec, int width, int height, FrameRate rate, long bitrateBps) {
    var picture = new Picture(width, height, PixelAspect.SQUARE, 0);
    return film(video(codec, picture, timing(rate, STEADY), bitrateBps));
  }

  private static SourceFacts film(
      String codec, Picture picture, FrameRate rate, FrameSpacing spacing) {
    return film(video(codec, picture, timing(rate, spacing), 0));
  }

  private static SourceFacts film(VideoFacts video) {
    var file = new SourceFile("mov,mp4", "", 0, 60_000_000, 0);
    return new SourceFacts(file, List.of(video), List.of(), List.of(), List.of(), List.of());
  }

  private static VideoFacts video(String codec, FrameTiming timing) {
    return video(codec, new Picture(1280, 720, PixelAspect.SQUARE, 0), timing, 0);
  }

  private static VideoFacts video(
      String codec, Picture picture, FrameTiming timing, long bitrateBps) {
    String profile = codec.equals("h264") ? "High" : "Main";
    return new VideoFacts(
        new SourceTrack(0, codec, profile, bitrateBps, LABEL), picture, timing, PLAIN);
  }

  /** Of frames that are seen to be as far apart as the rate says. */
  private static FrameTiming timing(FrameRate rate, FrameSpacing spacing) {
    long micros = Math.round(1e6 / rate.perSecond());
    var seen =
        new FrameSpacing(
            spacing.frames(),
            micros,
            spacing.longestKeyframeGapMicros(),
            0,
            0,
            false,
            spacing.isVariable());
    return new FrameTiming(rate, rate, FieldOrder.PROGRESSIVE, 90_000, seen);
  }
}
