package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Kind;
import dev.weir.library.Rendition.State;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoRange;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.FieldOrder;
import dev.weir.transcode.vod.FrameRate;
import dev.weir.transcode.vod.FrameSpacing;
import dev.weir.transcode.vod.FrameTiming;
import dev.weir.transcode.vod.Picture;
import dev.weir.transcode.vod.PixelFacts;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.SourceFile;
import dev.weir.transcode.vod.SourceTrack;
import dev.weir.transcode.vod.TrackLabel;
import dev.weir.transcode.vod.VideoEncoder;
import dev.weir.transcode.vod.VideoFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchableTest {
  private static final TrackLabel LABEL = new TrackLabel("und", "", Set.of());

  @ParameterizedTest
  @CsvSource({
    // of the file; made; of the lowest rung; whether every browser shows it
    "h264, High, 8, H264, MAKING, true",
    "vp9, Profile 0, 8, H264, MAKING, true",
    "av1, Main, 8, H264, MAKING, true",
    "av1, Main, 10, H264, MAKING, false",
    "hevc, Main, 8, H264, MAKING, false",
    "hevc, Main, 8, AV1, MAKING, false",
    "hevc, Main, 8, H264, READY, true",
    "hevc, Main, 8, H264, FAILED, true",
    "hevc, Main, 8, HEVC, MAKING, true",
  })
  void waitsForAPictureThatEveryBrowserShows(
      String codec, String profile, int depth, VideoEncoder made, State rung, boolean isReady) {
    List<Rendition> renditions =
        List.of(rendition(Kind.VIDEO, "video", State.READY), rendition(Kind.VIDEO, "360p", rung));

    var watchable =
        new Watchable(facts(List.of(video(codec, profile, depth)), List.of()), made, renditions);

    assertThat(watchable.isForEveryBrowser()).isEqualTo(isReady);
  }

  @ParameterizedTest
  @CsvSource({
    "aac, MAKING, true",
    "opus, MAKING, true",
    "eac3, MAKING, false",
    "eac3, READY, true",
    "eac3, FAILED, true",
  })
  void waitsForSoundThatEveryBrowserPlays(String codec, State stereo, boolean isReady) {
    List<Rendition> renditions =
        List.of(
            rendition(Kind.AUDIO, "audio-1", State.READY),
            rendition(Kind.AUDIO, "audio-1-stereo", stereo));

    var watchable =
        new Watchable(facts(List.of(), List.of(sound(codec))), VideoEncoder.H264, renditions);

    assertThat(watchable.isForEveryBrowser()).isEqualTo(isReady);
  }

  @Test
  void wantsPictureAndSound() {
    SourceFacts facts = facts(List.of(video("h264", "High", 8)), List.of(sound("aac")));
    Rendition picture = rendition(Kind.VIDEO, "video", State.READY);
    Rendition sound = rendition(Kind.AUDIO, "audio-1", State.READY);

    assertThat(isForEveryBrowser(facts, picture)).isFalse();
    assertThat(isForEveryBrowser(facts, sound)).isFalse();
    assertThat(isForEveryBrowser(facts, picture, sound)).isTrue();
  }

  private static boolean isForEveryBrowser(SourceFacts facts, Rendition... renditions) {
    return new Watchable(facts, VideoEncoder.H264, Stream.of(renditions).toList())
        .isForEveryBrowser();
  }

  private static SourceFacts facts(List<VideoFacts> videos, List<AudioFacts> sounds) {
    var file = new SourceFile("mov,mp4", "", 0, 60_000_000, 0);
    return new SourceFacts(file, videos, sounds, List.of(), List.of(), List.of());
  }

  private static VideoFacts video(String codec, String profile, int depthBits) {
    var spacing = new FrameSpacing(600, 40_000, 2_000_000, 0, 0, false, false);
    return new VideoFacts(
        new SourceTrack(0, codec, profile, 0, LABEL),
        new Picture(640, 360, PixelAspect.SQUARE, 0),
        new FrameTiming(
            FrameRate.of(25), FrameRate.of(25), FieldOrder.PROGRESSIVE, 90_000, spacing),
        new PixelFacts("yuv420p", depthBits, VideoRange.SDR, 0, true));
  }

  private static AudioFacts sound(String codec) {
    return new AudioFacts(new SourceTrack(1, codec, "", 0, LABEL), 2, 48_000);
  }

  private static Rendition rendition(Kind kind, String name, State state) {
    return new Rendition(
        "a",
        name,
        0,
        kind,
        "",
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        0,
        state);
  }
}
