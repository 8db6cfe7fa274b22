package dev.weir.packaging.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoColour;
import dev.weir.packaging.Golden;
import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.Sketch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultivariantPlaylistTest {
  private static final long START = Sketch.START_MILLIS;
  private static final Period PERIOD = Sketch.period(START, 0, 3, 0);

  @Test
  void putsAudioInAGroupBesideTheVideo() {
    Golden.assertText(MultivariantPlaylist.write(Sketch.live(PERIOD)), "hls/multivariant.m3u8");
  }

  @Test
  void offersVideoAlone() {
    Presentation presentation = Sketch.live(Sketch.with(PERIOD, 0, Sketch.video(START, 0, 3, 0)));

    Golden.assertText(MultivariantPlaylist.write(presentation), "hls/multivariant-video-only.m3u8");
  }

  @Test
  void offersAudioAlone() {
    Presentation presentation = Sketch.live(Sketch.with(PERIOD, 0, Sketch.audio(START, 0, 3, 0)));

    Golden.assertText(MultivariantPlaylist.write(presentation), "hls/multivariant-audio-only.m3u8");
  }

  @Test
  void claimsIndependentSegmentsOnlyWhereTheyAre() {
    PeriodTrack video = Sketch.video(START, 0, 3, 0);
    Segment last = video.segments().getLast();
    List<Part> headless = last.parts().subList(1, Sketch.PARTS);
    Segment dependent =
        new Segment(
            last.sequence(),
            headless.getFirst().startTicks(),
            last.durationTicks(),
            last.wallMillis(),
            headless,
            true);
    List<Segment> segments = List.of(video.segments().get(0), video.segments().get(1), dependent);
    Presentation presentation =
        Sketch.live(Sketch.with(PERIOD, 0, Sketch.withSegments(video, segments)));

    assertThat(MultivariantPlaylist.write(presentation)).doesNotContain("INDEPENDENT-SEGMENTS");
  }

  @Test
  void givesTheResolutionAsItIsShown() {
    PeriodTrack wide = Sketch.wide(Sketch.video(START, 0, 3, 0));

    assertThat(MultivariantPlaylist.write(Sketch.live(Sketch.with(PERIOD, 0, wide))))
        .contains("RESOLUTION=1024x576,");
  }

  @Test
  void tellsOfHighDynamicRangeAndSurround() {
    PeriodTrack video = Sketch.withConfig(Sketch.video(START, 0, 3, 0), Sketch.HEVC);
    PeriodTrack audio =
        Sketch.withConfig(
            Sketch.audio(START, 0, 3, 0),
            new OpusConfig(6, 312, 48_000, 0, 1, Bytes.ofHex("0402000401020305")));

    String text = MultivariantPlaylist.write(Sketch.live(Sketch.with(PERIOD, 0, video, audio)));

    assertThat(text)
        .contains("CODECS=\"hvc1.2.4.L60.90,Opus\",RESOLUTION=322x182,")
        .contains(",VIDEO-RANGE=PQ,")
        .contains("CHANNELS=\"6\"");
  }

  @Test
  void tellsOfHighDynamicRangeThatTheCodecDoesNotSay() {
    PeriodTrack video = Sketch.video(START, 0, 3, 0);
    Track plain = video.track();
    var told = Optional.of(new VideoColour(9, 18, 9, false));
    var colours = new ColourDescription(told, Optional.empty(), Optional.empty());
    PeriodTrack bright =
        new PeriodTrack(
            video.name(),
            new Track(plain.id(), plain.timescale(), plain.config(), colours),
            video.header(),
            video.frameRate(),
            video.segments());

    assertThat(MultivariantPlaylist.write(Sketch.live(Sketch.with(PERIOD, 0, bright))))
        .contains(",VIDEO-RANGE=HLG,");
  }

  @Test
  void printsFrameRatesWithThreeDecimals() {
    PeriodTrack video = Sketch.video(START, 0, 3, 0);
    PeriodTrack ntsc =
        new PeriodTrack(
            video.name(), video.track(), video.header(), 30_000 / 1001.0, video.segments());

    assertThat(MultivariantPlaylist.write(Sketch.live(Sketch.with(PERIOD, 0, ntsc))))
        .contains("FRAME-RATE=29.970,");
  }
}
