package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts films into chunks, encodes each alone, and compares the frames of all of them with those of
 * the film.
 */
class ChunkEncoderTest {
  private static final String PICTURE = "testsrc2=s=128x72:d=8:r=";
  private static final Duration CHUNK = Duration.ofMillis(2500);

  /** A tick of the coarsest timestamps, milliseconds, either way. */
  private static final long ROUNDING_MICROS = 1100;

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

  @Test
  void keepsTheFramesOfAFilmWithBFrames() throws Exception {
    keepsFrames(make("b.mp4", "30000/1001", "-c:v libx264 -preset veryfast -g 30 -bf 3"));
  }

  @Test
  void keepsTheFramesOfAFilmWithOpenGroups() throws Exception {
    keepsFrames(make("open.mp4", "25", "-c:v libx264 -x264-params open-gop=1:keyint=25:bframes=3"));
  }

  @Test
  void keepsTheFramesOfHevcWithOpenGroups() throws Exception {
    keepsFrames(
        make(
            "cra.mp4",
            "25",
            "-c:v libx265 -preset ultrafast -x265-params open-gop=1:keyint=25:log-level=none"));
  }

  @Test
  void keepsTheFramesOfAVariableRate() throws Exception {
    keepsFrames(
        make(
            "variable.mp4",
            "30",
            "-vf select='not(mod(n\\,7))+gt(random(1)\\,0.4)' -fps_mode vfr -c:v libx264 -g 20"));
  }

  @Test
  void keepsTheFramesOfMatroskaWithItsMilliseconds() throws Exception {
    keepsFrames(make("film.mkv", "30000/1001", "-c:v libx264 -g 30 -bf 2"));
  }

  @Test
  void leavesOutWhatAnEditListLeavesOut() throws Exception {
    Path whole = make("whole.mp4", "25", "-c:v libx264 -g 50 -bf 2");
    Path edited = root.resolve("edited.mp4");
    FfmpegMedia.make(edited, List.of("-ss", "1.3", "-i", whole.toString(), "-c", "copy"));

    keepsFrames(edited);
  }

  /** Such a keyframe of an open group is decoded before the cut, but shown after it. */
  @Test
  void losesNothingWhereAKeyframeComesRightAfterACut() throws Exception {
    Path film = make("right.mp4", "25", "-c:v libx264 -x264-params open-gop=1:keyint=50:bframes=3");
    Path edited = root.resolve("edited.mp4");
    FfmpegMedia.make(edited, List.of("-ss", "1.3", "-i", film.toString(), "-c", "copy"));

    losesNothing(film, List.of(0L, 1_960_000L, 3_960_000L, 5_960_000L));
    losesNothing(edited, List.of(0L, 2_660_000L, 4_660_000L));
  }

  private void losesNothing(Path film, List<Long> cuts) throws Exception {
    SourceFacts facts = Tools.probe(film, folder);

    List<Long> made = encode(facts, film, cuts, List.of(rung(Optional.empty()))).getFirst();

    assertThat(made).isEqualTo(Frames.all(film));
  }

  @Test
  void countsFromTheBeginningOfATransportStream() throws Exception {
    Path stream = make("film.ts", "25", "-c:v libx264 -g 25 -bf 2");
    SourceFacts facts = Tools.probe(stream, folder);
    Path film = new Remux(Tools.ffmpeg()).run(stream, facts, folder, progress -> {}).film();

    keepsFrames(film);
  }

  @Test
  void leavesOutEverySecondFrameButNoneAtACut() throws Exception {
    Path film = make("fast.mp4", "50", "-c:v libx264 -g 43 -bf 2");
    SourceFacts facts = Tools.probe(film, folder);
    List<Long> cuts = Frames.keyframes(film);
    VideoRung rung = rung(Optional.of(FrameRate.of(25)));

    List<Long> made = encode(facts, film, cuts, List.of(rung)).getFirst();

    assertThat(made).containsAll(cuts).hasSizeBetween(200, 200 + cuts.size());
    assertThat(made)
        .allSatisfy(moment ->
            assertThat((moment - lastUpTo(cuts, moment)) % 40_000).as("%s", moment).isZero());
  }

  @Test
  void makesAPictureOfEachFieldAndLosesNoneAtABorder() throws Exception {
    Path film =
        make(
            "fields.mp4",
            "50",
            "-vf tinterlace=interleave_top,setfield=tff -c:v mpeg2video -q:v 5 -g 25 -bf 2"
                + " -flags +ildct+ilme");
    SourceFacts facts = Tools.probe(film, folder);

    List<Long> made = encode(facts, film, seconds(8), List.of(rung(Optional.empty()))).getFirst();

    assertThat(Ladder.of(facts, LadderConfig.DEFAULTS).treatment().deinterlacing())
        .isEqualTo(Deinterlacing.PICTURE_PER_FIELD);
    assertThat(made).hasSize(400).startsWith(0L, 20_000L, 40_000L).endsWith(7_980_000L);
  }

  @Test
  void makesAllRungsOfAPassAtOnce() throws Exception {
    Path film = make("film.mp4", "25", "-c:v libx264 -g 25");
    SourceFacts facts = Tools.probe(film, folder);
    var small = new VideoRung("36p", new Size(64, 36), FrameRate.of(25), Optional.empty(), 64_000);

    List<List<Long>> made = encode(facts, film, seconds(8), List.of(small, rung(Optional.empty())));

    assertThat(made.getFirst()).hasSize(200).isEqualTo(made.getLast());
  }

  @ParameterizedTest
  @EnumSource(VideoEncoder.class)
  void makesClosedGroupsWithKeyframesAtTheCutsAlone(VideoEncoder encoder) throws Exception {
    Path film = make("film.mp4", "25", "-c:v libx264 -g 25");
    SourceFacts facts = Tools.probe(film, folder);
    var config = new LadderConfig(encoder, Effort.FAST, List.of(144), CHUNK, 1);
    var chunk = new Chunk(1, List.of(2_000_000L, 3_000_000L, 4_000_000L), 5_000_000);
    var work =
        new ChunkWork(
            source(facts, film),
            PictureTreatment.of(facts.mainVideo().orElseThrow()),
            List.of(rung(Optional.empty())),
            chunk);

    Path made =
        new ChunkEncoder(Tools.ffmpeg(), config).encode(work, folder, progress -> {}).getFirst();

    FfmpegMedia.decode(made);
    assertThat(Frames.keyframes(made)).containsExactlyElementsOf(chunk.cuts());
    assertThat(Frames.all(made)).hasSize(75).startsWith(2_000_000L).endsWith(4_960_000L);
  }

  @Test
  void mapsTonesOfHighDynamicRange() throws Exception {
    Path film =
        make(
            "hdr.mp4",
            "25",
            "-vf setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc"
                + " -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le"
                + " -x265-params log-level=none");
    SourceFacts facts = Tools.probe(film, folder);

    Path made =
        new ChunkEncoder(Tools.ffmpeg(), LadderConfig.DEFAULTS)
            .encode(work(facts, film, seconds(8).subList(0, 1)), folder, progress -> {})
            .getFirst();

    assertThat(FfmpegMedia.probe(made, List.of("-show_entries", "stream=color_transfer,pix_fmt")))
        .contains("color_transfer=bt709", "pix_fmt=yuv420p\n");
  }

  @Test
  void makesAFileWithoutFramesWhereTheFilmHasNone() throws Exception {
    Path film = make("film.mp4", "25", "-c:v libx264 -g 25");
    SourceFacts facts = Tools.probe(film, folder);
    var beyond = new Chunk(4, List.of(9_000_000L), Chunk.TO_THE_END);
    var work =
        new ChunkWork(
            source(facts, film),
            PictureTreatment.of(facts.mainVideo().orElseThrow()),
            List.of(rung(Optional.empty())),
            beyond);

    Path made =
        new ChunkEncoder(Tools.ffmpeg(), LadderConfig.DEFAULTS)
            .encode(work, folder, progress -> {})
            .getFirst();

    assertThat(Files.exists(made) ? Frames.all(made) : List.of()).isEmpty();
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    Path film = make("film.mp4", "25", "-c:v libx264 -g 25");
    SourceFacts facts = Tools.probe(film, folder);
    var told = new ArrayList<Progress>();

    new ChunkEncoder(Tools.ffmpeg(), LadderConfig.DEFAULTS)
        .encode(work(facts, film, List.of(0L)), folder, told::add);

    assertThat(told.getLast().frames()).isEqualTo(200);
  }

  @Test
  void tellsWhyAFileCannotBeDecoded() throws Exception {
    SourceFacts facts = Tools.probe(make("film.mp4", "25", "-c:v libx264"), folder);
    Path text = Files.writeString(root.resolve("text.mp4"), "no film");

    assertThatThrownBy(() ->
            new ChunkEncoder(Tools.ffmpeg(), LadderConfig.DEFAULTS)
                .encode(work(facts, text, List.of(0L)), folder, progress -> {}))
        .isInstanceOfSatisfying(
            TranscodeException.class, failure -> assertThat(failure.log()).contains("text.mp4"));
  }

  private void keepsFrames(Path film) throws Exception {
    SourceFacts facts = Tools.probe(film, folder);
    List<Long> cuts = new ArrayList<>(List.of(0L));
    Frames.keyframes(film).stream().filter(at -> at > 500_000).forEach(cuts::add);
    List<Long> wanted = Frames.all(film);

    List<Long> made = encode(facts, film, cuts, List.of(rung(Optional.empty()))).getFirst();

    assertThat(made).hasSameSizeAs(wanted);
    for (int i = 0; i < made.size(); i++) {
      assertThat(Math.abs(made.get(i) - wanted.get(i)))
          .as("frame %d", i)
          .isLessThan(ROUNDING_MICROS);
    }
  }

  /** The frames of each rung, of all chunks one after the other. */
  private List<List<Long>> encode(
      SourceFacts facts, Path film, List<Long> cuts, List<VideoRung> rungs) throws Exception {
    var encoder = new ChunkEncoder(Tools.ffmpeg(), LadderConfig.DEFAULTS);
    var made = new ArrayList<List<Long>>();
    rungs.forEach(rung -> made.add(new ArrayList<>()));
    List<Chunk> chunks = Chunks.of(cuts, CHUNK);
    assertThat(chunks).hasSizeGreaterThan(2);
    for (Chunk chunk : chunks) {
      var work =
          new ChunkWork(
              source(facts, film),
              PictureTreatment.of(facts.mainVideo().orElseThrow()),
              rungs,
              chunk);
      List<Path> files = encoder.encode(work, folder, progress -> {});
      for (int i = 0; i < files.size(); i++) {
        made.get(i).addAll(Frames.all(files.get(i)));
        assertThat(Frames.keyframes(files.get(i))).hasSameSizeAs(chunk.cuts());
      }
    }
    return made;
  }

  private static ChunkWork work(SourceFacts facts, Path film, List<Long> cuts) {
    return new ChunkWork(
        source(facts, film),
        PictureTreatment.of(facts.mainVideo().orElseThrow()),
        List.of(rung(Optional.empty())),
        new Chunk(0, cuts, Chunk.TO_THE_END));
  }

  private static FilmSource source(SourceFacts facts, Path film) {
    VideoFacts video = facts.mainVideo().orElseThrow();
    long lead = video.timing().spacing().leadSpreadMicros();
    return new FilmSource(film, video.track().index(), 0, lead);
  }

  private static VideoRung rung(Optional<FrameRate> thinnedTo) {
    return new VideoRung("72p", new Size(128, 72), FrameRate.of(25), thinnedTo, 300_000);
  }

  private static long lastUpTo(List<Long> cuts, long moment) {
    return cuts.stream().filter(cut -> cut <= moment).reduce(0L, Math::max);
  }

  private static List<Long> seconds(int count) {
    var cuts = new ArrayList<Long>();
    for (long second = 0; second < count; second++) {
      cuts.add(second * 1_000_000);
    }
    return cuts;
  }

  private Path make(String name, String rate, String options) {
    var words = new ArrayList<>(List.of("-f", "lavfi", "-i", PICTURE + rate));
    words.addAll(Arrays.asList(options.split(" ")));
    return FfmpegMedia.make(root.resolve(name), words);
  }
}
