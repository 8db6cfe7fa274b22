package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemuxTest {
  @TempDir private Path root;
  private JobFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = Tools.folder(root);
  }

  @AfterEach
  void deleteFolder() throws IOException {
    folder.close();
  }

  @ParameterizedTest
  @CsvSource({
    "film.ts, -c:v libx264 -bf 2 -c:a aac, 'h264,aac'",
    "film.ts, -c:v libx264 -bf 2 -c:a ac3, 'h264,ac3'",
    "film.ts, -c:v libx265 -preset ultrafast -x265-params log-level=none -c:a mp2, 'hevc'",
    "film.ts, -c:v mpeg2video -c:a eac3, 'mpeg2video,eac3'",
    "film.flv, -c:v libx264 -bf 2 -c:a aac, 'h264,aac'",
    "film.mkv, -c:v libx264 -bf 2 -c:a flac, 'h264,flac'",
    "film.mkv, -c:v libx264 -bf 2 -c:a pcm_s16le, 'h264'",
    "film.mkv, -c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libmp3lame, 'av1,mp3'",
    "film.webm, -c:v libvpx-vp9 -cpu-used 8 -c:a libopus, 'vp9,opus'",
    "film.webm, -c:v libvpx -cpu-used 8 -c:a libopus, 'opus'",
    "film.avi, -c:v mpeg4 -c:a libmp3lame, 'mpeg4,mp3'",
  })
  void makesAnMp4ThatBeginsAtZeroWithAllThatItCanHold(String name, String options, String codecs)
      throws Exception {
    Path source = make(name, "-map 0:v -map 1:a " + options);
    SourceFacts facts = Tools.probe(source, folder);

    Remux.Result result = new Remux(Tools.ffmpeg()).run(source, facts, folder, progress -> {});

    SourceFacts made = Tools.probe(result.film(), folder);
    assertThat(made.file().isMp4()).isTrue();
    var tracks = new ArrayList<String>();
    made.videos().forEach(video -> tracks.add(video.track().codec()));
    made.sounds().forEach(sound -> tracks.add(sound.track().codec()));
    assertThat(tracks).containsExactly(codecs.split(","));
    assertThat(result.tracks()).hasSameSizeAs(tracks);
    if (!made.videos().isEmpty()) {
      List<Long> frames = Frames.all(result.film());
      assertThat(frames).hasSameSizeAs(Frames.all(source));
      assertThat(frames.getFirst()).isBetween(0L, 50_000L);
    }
  }

  @Test
  void writesSubtitlesToFilesOnTheTimelineOfTheFilm() throws Exception {
    Path cues = root.resolve("cues.srt");
    Files.writeString(cues, "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n");
    Path source =
        make(
            "film.mkv",
            "-i "
                + cues
                + " -map 0:v -map 2:s -map 2:s -map 2:s -c:v libx264"
                + " -c:s:0 srt -c:s:1 ass -c:s:2 webvtt");
    SourceFacts facts = Tools.probe(source, folder);

    var texts = new Remux(Tools.ffmpeg()).run(source, facts, folder, progress -> {}).texts();

    assertThat(texts).hasSize(3);
    assertThat(texts.get(1)).content().contains("00:00:01,000 --> 00:00:02,000\nHello");
    assertThat(texts.get(2)).content().contains("Dialogue: 0,0:00:01.00,0:00:02.00");
    assertThat(texts.get(3)).content().startsWith("WEBVTT").contains("00:01.000 --> 00:02.000");
  }

  @Test
  void subtitlesThatCannotBeWrittenCostTheFilmNothing() throws Exception {
    Path cues = root.resolve("cues.srt");
    Files.writeString(cues, "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n");
    Path source =
        make("film.mkv", "-i " + cues + " -map 0:v -map 2:s -map 2:s -c:v libx264 -c:s srt");
    SourceFacts facts = Tools.probe(source, folder);
    SourceTrack first = facts.texts().getFirst().track();
    var other = new SourceTrack(first.index(), "webvtt", "", 0, first.label());
    var told =
        new SourceFacts(
            facts.file(),
            facts.videos(),
            facts.sounds(),
            List.of(new TextFacts(other), facts.texts().getLast()),
            facts.chapters(),
            facts.pictures());

    Remux.Result result = new Remux(Tools.ffmpeg()).run(source, told, folder, progress -> {});

    assertThat(Frames.all(result.film())).hasSameSizeAs(Frames.all(source));
    assertThat(result.texts()).containsOnlyKeys(2);
    assertThat(result.texts().get(2)).content().contains("Hello");
  }

  @Test
  void keepsSoundAndPictureInStep() throws Exception {
    Path source = make("film.ts", "-map 0:v -map 1:a -c:v libx264 -bf 2 -c:a aac");
    SourceFacts facts = Tools.probe(source, folder);

    Path film = new Remux(Tools.ffmpeg()).run(source, facts, folder, progress -> {}).film();

    assertThat(distance(film)).isCloseTo(distance(source), Offset.offset(0.002));
  }

  /** The sound begins first, and is not in the MP4. */
  @Test
  void countsFromWhatItLeavesOut() throws Exception {
    Path source =
        make(
            "film.ts",
            "-map 0:v -map 1:a -vf setpts=PTS+0.5/TB -fps_mode passthrough -c:v libx264 -c:a mp2");
    SourceFacts facts = Tools.probe(source, folder);

    Path film = new Remux(Tools.ffmpeg()).run(source, facts, folder, progress -> {}).film();

    assertThat(first(film, "v:0")).isCloseTo(-distance(source), Offset.offset(0.002));
  }

  /** From the first picture to the first sound, in seconds. */
  private static double distance(Path film) {
    return first(film, "a:0") - first(film, "v:0");
  }

  private static double first(Path film, String track) {
    var words =
        List.of("-select_streams", track, "-show_entries", "packet=pts_time", "-of", "csv=p=0");
    return FfmpegMedia.probe(film, words)
        .lines()
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[0]))
        .min()
        .orElseThrow();
  }

  private Path make(String name, String options) {
    var words = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=128x72:r=25:d=3"));
    words.addAll(List.of("-f", "lavfi", "-i", "sine=r=48000:d=3"));
    words.addAll(Arrays.asList(options.split(" ")));
    return FfmpegMedia.make(root.resolve(name), words);
  }
}
