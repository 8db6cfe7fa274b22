package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.library.Asset;
import dev.weir.library.AssetState;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Job;
import dev.weir.library.Jobs;
import dev.weir.library.Rendition;
import dev.weir.media.SystemClock;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.storage.DiskBlobStore;
import dev.weir.testkit.FfmpegMedia;
import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.LadderConfig;
import dev.weir.transcode.vod.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Films of all kinds from the file to what viewers get, with a real FFmpeg. */
class FilmWorkersTest {
  private static final String HEVC =
      "-c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=25 -tag:v hvc1 -c:a aac";
  private static final List<String> PACKETS =
      List.of("-show_entries", "packet=size", "-of", "csv=p=0");
  private static final String TONE = "sine=f=440:r=48000:d=8";

  @TempDir private Path root;
  private Database database;
  private FilmTools tools;
  private FilmWorkers workers;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(new DatabaseAddress.Sqlite(root.resolve("library.db")));
    var ladder =
        new LadderConfig(
            VideoEncoder.H264, Effort.BALANCED, List.of(96, 144), Duration.ofSeconds(4), 1);
    tools = Workshop.tools(root, database, ladder, new SystemClock());
    workers = FilmWorkers.start(tools, "test", 2);
  }

  @AfterEach
  void close() {
    workers.close();
    database.close();
  }

  @Test
  void showsWhatPlayersKnowAsItIsAndMakesTheRest() throws Exception {
    film(
        "a",
        "film.mp4",
        "testsrc2=s=256x144:d=8:r=25",
        "-c:v libx264 -preset veryfast -g 25 -bf 2 -c:a aac");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(names()).containsExactly("video", "96p", "audio-1");
    Presentation presentation = read();
    assertThat(starts(presentation, "96p")).isEqualTo(starts(presentation, "video"));
    assertThat(seconds(presentation, "video")).isEqualTo(8.0);
    assertThat(seconds(presentation, "96p")).isEqualTo(8.0);
    assertThat(tools.files().original("a")).doesNotExist();
    assertThat(Files.exists(root.resolve("media/vod/a/poster.jpg"))).isTrue();
    assertThat(Files.readString(root.resolve("media/vod/a/thumbnails.vtt")))
        .startsWith("WEBVTT")
        .contains("sprites-0.jpg#xywh=0,0,");
  }

  @Test
  void makesWhatPlayersDoNotKnow() throws Exception {
    film("a", "film.mkv", "testsrc2=s=256x144:d=8:r=25", "-c:v mpeg2video -g 12 -c:a pcm_s16le");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(names()).containsExactly("144p", "96p", "audio-1-mono");
    assertThat(seconds(read(), "144p")).isEqualTo(8.0);
    assertThat(tools.files().original("a")).exists();
  }

  @Test
  void keepsSoundThatHadToBeMadeAnew() throws Exception {
    Path wave = tools.files().original("a");
    FfmpegMedia.make(wave, List.of("-f", "lavfi", "-i", TONE, "-c:a", "pcm_s16le", "-f", "wav"));
    add("a", "film.wav");

    assertThat(await("a").state()).isEqualTo(AssetState.READY);

    assertThat(names()).containsExactly("audio-0-mono");
    assertThat(wave).exists();
  }

  @Test
  void isNotReadyBeforeEveryBrowserCanShowIt() throws Exception {
    film("a", "film.mp4", "testsrc2=s=256x144:d=8:r=25", HEVC);

    while (state() == AssetState.WAITING || state() == AssetState.READING) {
      LockSupport.parkNanos(1_000_000);
    }

    assertThat(state()).isEqualTo(AssetState.READY);
    assertThat(tools.renditions().of("a"))
        .filteredOn(rendition -> rendition.state() == Rendition.State.READY)
        .extracting(Rendition::name)
        .contains("video", "96p");
  }

  @Test
  void isReadyForSomeWhereTheRestIsCalledOff() throws Exception {
    film("a", "film.mp4", "testsrc2=s=256x144:d=60:r=25", HEVC);
    while (tools.jobs().of("a").stream().noneMatch(FilmWorkersTest::isRead)) {
      LockSupport.parkNanos(1_000_000);
    }

    workers.cancel("a");

    assertThat(await("a").state()).isEqualTo(AssetState.READY);
    assertThat(tools.renditions().of("a"))
        .filteredOn(rendition -> rendition.name().equals("96p"))
        .extracting(Rendition::state)
        .containsExactly(Rendition.State.FAILED);
  }

  @Test
  @Timeout(60)
  void refusesWhatAServerThatWasKilledHadGivenUp() throws Exception {
    workers.close();
    add("a", "film.mkv");
    tools.assets().read("a", 0);
    for (int attempt = 1; attempt <= Jobs.MOST_ATTEMPTS; attempt++) {
      Job job = tools.jobs().claim("killed", attempt, Long.MAX_VALUE).orElseThrow();
      tools.jobs().fail(job, "killed", "FFmpeg broke.\nIts last words", 0);
    }

    workers = FilmWorkers.start(tools, "next", 2);

    Asset asset = await("a");
    assertThat(asset.state()).isEqualTo(AssetState.FAILED);
    assertThat(asset.reason()).contains("It could not be read. FFmpeg broke.");
  }

  private static boolean isRead(Job job) {
    return job.kind() == Job.Kind.READ && job.state() == Job.State.DONE;
  }

  private AssetState state() {
    return tools.assets().find("a").orElseThrow().state();
  }

  @Test
  void notesWhatAServerThatWasKilledDidNot() throws Exception {
    film("a", "film.mkv", "testsrc2=s=256x144:d=8:r=25", "-c:v mpeg2video -g 12 -c:a pcm_s16le");
    assertThat(await("a").state()).isEqualTo(AssetState.READY);
    workers.close();
    tools.assets().read("a", 0);

    workers = FilmWorkers.start(tools, "next", 2);

    assertThat(await("a").state()).isEqualTo(AssetState.READY);
  }

  @Test
  void goesOnWithWhatWasPlannedUnderOtherSettings() throws Exception {
    stopAfterTheFirstChunk();

    restart(
        new LadderConfig(
            VideoEncoder.H264, Effort.BALANCED, List.of(120, 144), Duration.ofSeconds(8), 1));

    assertThat(await("a").state()).isEqualTo(AssetState.READY);
    assertThat(names()).containsExactly("144p", "96p", "audio-1-mono");
    assertThat(tools.renditions().of("a"))
        .allMatch(rendition -> rendition.state() == Rendition.State.READY);
    assertThat(read().newestTrack("96p").orElseThrow().segments()).noneMatch(Segment::isGap);
    assertThat(seconds(read(), "96p")).isEqualTo(8.0);
    assertThat(seconds(read(), "144p")).isEqualTo(8.0);
  }

  @Test
  void makesAnewWhatWasMadeUnderSettingsThatDoNotFit() throws Exception {
    stopAfterTheFirstChunk();

    restart(
        new LadderConfig(
            VideoEncoder.HEVC, Effort.FAST, List.of(96, 144), Duration.ofSeconds(4), 1));

    assertThat(await("a").state()).isEqualTo(AssetState.READY);
    assertThat(tools.renditions().of("a"))
        .filteredOn(rendition -> rendition.kind() == Rendition.Kind.VIDEO)
        .allMatch(rendition -> rendition.codec().startsWith("hvc1"));
    assertThat(read().newestTrack("96p").orElseThrow().segments()).noneMatch(Segment::isGap);
    assertThat(seconds(read(), "96p")).isEqualTo(8.0);
  }

  /** Of the lower quality; the second is being made. */
  private void stopAfterTheFirstChunk() throws Exception {
    workers.close();
    var second = new CountDownLatch(1);
    Craft encoding = new VideoEncoding(tools, new FilmReader(tools));
    Craft halting =
        (job, progress) -> {
          if (job.firstSegment() == 0 && job.rendition().equals("pass-0")) {
            encoding.run(job, progress);
            return;
          }
          second.countDown();
          new CountDownLatch(1).await();
        };
    workers = FilmWorkers.start(tools, "first", 1, Map.of(Job.Kind.VIDEO, halting));
    film("a", "film.mkv", "testsrc2=s=256x144:d=8:r=25", "-c:v mpeg2video -g 12 -c:a pcm_s16le");
    second.await();
    workers.close();
  }

  private void restart(LadderConfig other) throws IOException {
    tools = Workshop.tools(root, database, other, new SystemClock());
    workers = FilmWorkers.start(tools, "next", 2);
  }

  @Test
  void goesOnWithSoundWhereThePicturesEnd() throws Exception {
    film("a", "film.mkv", "testsrc2=s=256x144:d=3:r=25", "-c:v mpeg2video -g 12 -c:a aac");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(names()).containsExactly("144p", "96p", "audio-1");
    assertThat(tools.jobs().of("a")).allMatch(job -> job.state() == Job.State.DONE);
    assertThat(seconds(read(), "144p")).isEqualTo(3.0);
    assertThat(seconds(read(), "audio-1")).isCloseTo(8.0, within(0.05));
  }

  @Test
  void beginsWithSoundWherePicturesComeLater() throws Exception {
    film(
        "a",
        "film.mkv",
        "testsrc2=s=256x144:d=2:r=25",
        "-c:v mpeg2video -g 12 -vf setpts=PTS+5/TB -fps_mode passthrough -c:a aac");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(tools.jobs().of("a")).allMatch(job -> job.state() == Job.State.DONE);
    PeriodTrack picture = read().newestTrack("96p").orElseThrow();
    assertThat(picture.segments()).extracting(Segment::isGap).containsExactly(true, false);
  }

  @Test
  void hasAPictureAboveTheBarForLessThanAMillisecond() throws Exception {
    film(
        "a",
        "film.mov",
        "testsrc2=s=128x72:d=8:r=25",
        "-c:v libx264 -g 50 -af apad=whole_len=384019 -c:a pcm_s16le");

    await("a");

    assertThat(tools.jobs().of("a")).allMatch(job -> job.state() == Job.State.DONE);
    assertThat(Files.readString(root.resolve("media/vod/a/thumbnails.vtt")))
        .contains("00:00:08.000 --> 00:00:08.001");
  }

  @Test
  void findsOutHowLongAFilmIsThatDoesNotSay() throws Exception {
    film(
        "a",
        "film.webm",
        "testsrc2=s=256x144:d=8:r=25",
        "-c:v libvpx -deadline realtime -an -live 1");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(asset.durationMicros().orElseThrow()).isBetween(7_900_000L, 8_100_000L);
    assertThat(starts(read(), "144p")).containsExactly(10_000L, 14_000L);
    assertThat(tools.jobs().of("a")).allMatch(job -> job.state() == Job.State.DONE);
  }

  @Test
  void findsOutHowLongPicturesAreThatStandAlone() throws Exception {
    film("a", "film.h264", "testsrc2=s=256x144:d=8:r=25", "-map 0:v -c:v libx264 -bf 0 -g 100");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(asset.durationMicros().orElseThrow()).isBetween(7_800_000L, 8_100_000L);
    assertThat(starts(read(), "96p")).containsExactly(10_000L, 14_000L);
    assertThat(tools.jobs().of("a")).allMatch(job -> job.state() == Job.State.DONE);
  }

  @Test
  void takesOverWhatIsInOtherContainers() throws Exception {
    film("a", "film.ts", "testsrc2=s=128x72:d=8:r=25", "-c:v libx264 -g 50 -c:a aac -f mpegts");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(names()).startsWith("video");
    assertThat(seconds(read(), "video")).isEqualTo(8.0);
  }

  @Test
  void leavesOutALastFrameOfSoundThatIsCutOff() throws Exception {
    Path whole = root.resolve("film.aac");
    FfmpegMedia.make(whole, List.of("-f", "lavfi", "-i", TONE, "-c:a", "aac", "-f", "adts"));
    byte[] octets = Files.readAllBytes(whole);
    Files.write(tools.files().original("a"), Arrays.copyOf(octets, octets.length - 20));
    add("a", "film.aac");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    int frames = FfmpegMedia.probe(whole, PACKETS).lines().toList().size();
    assertThat(seconds(read(), "audio-0")).isEqualTo((frames - 1) * 1024 / 48_000.0);
  }

  @Test
  void beginsWhereTheFirstTrackOfAnMp4Does() throws Exception {
    film(
        "a",
        "film.mp4",
        "testsrc2=s=256x144:d=8:r=25",
        "-c:v libx264 -g 50 -bf 0 -c:a aac -output_ts_offset 10"
            + " -movflags frag_keyframe+delay_moov");

    Asset asset = await("a");

    assertThat(asset.durationMicros().orElseThrow()).isBetween(8_000_000L, 8_050_000L);
    Presentation presentation = read();
    assertThat(starts(presentation, "video").getFirst()).isBetween(10_000L, 10_025L);
    assertThat(starts(presentation, "audio-1").getFirst()).isEqualTo(10_000L);
    assertThat(starts(presentation, "96p")).isEqualTo(starts(presentation, "video"));
    assertThat(seconds(presentation, "96p")).isEqualTo(8.0);
  }

  @Test
  void makesAnewWhatIsTooDamagedToBeTakenOver() throws Exception {
    film(
        "a",
        "film.mp4",
        "testsrc2=s=256x144:d=8:r=25",
        "-c:v libx264 -g 25 -c:a aac",
        octets -> {
          for (int i = octets.length / 4; i < octets.length / 2; i++) {
            octets[i] = (byte) 0xFF;
          }
        });

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.READY);
    assertThat(names()).containsExactly("144p", "96p", "audio-1-mono");
    assertThat(seconds(read(), "144p")).isGreaterThan(5);
  }

  @Test
  void saysWhyItShowsNothing() throws Exception {
    Files.writeString(tools.files().original("a"), "Once upon a time there was a film.");
    add("a", "story.mp4");

    Asset asset = await("a");

    assertThat(asset.state()).isEqualTo(AssetState.FAILED);
    assertThat(asset.reason().orElseThrow()).contains(": it is text. Send the film itself");
  }

  @Test
  void removesAFilmWithAllThatWasMadeOfIt() throws Exception {
    film("a", "film.mp4", "testsrc2=s=256x144:d=8:r=25", "-c:v libx264 -c:a aac");
    await("a");
    assertThat(root.resolve("media/vod/a/poster.jpg")).exists();

    assertThat(workers.remove("a")).isTrue();

    assertThat(workers.remove("a")).isFalse();
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .allMatch(name -> name.startsWith("library.db"));
    }
  }

  private void film(String id, String name, String picture, String codecs) throws Exception {
    film(id, name, picture, codecs, whole -> {});
  }

  private void film(String id, String name, String picture, String codecs, Consumer<byte[]> damage)
      throws Exception {
    Path made = root.resolve(name);
    FfmpegMedia.make(
        made,
        Stream.concat(
                Stream.of("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", TONE),
                Stream.of(codecs.split(" ")))
            .toList());
    byte[] octets = Files.readAllBytes(made);
    damage.accept(octets);
    Files.write(tools.files().original(id), octets);
    Files.delete(made);
    add(id, name);
  }

  private void add(String id, String name) {
    tools
        .assets()
        .add(
            Asset.waiting(id, name, name, 1, 0),
            Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 0));
    workers.wake();
  }

  /** Until nothing is to be done any more. */
  private Asset await(String id) {
    Predicate<Job> isOpen =
        job -> job.state() == Job.State.WAITING || job.state() == Job.State.RUNNING;
    while (tools.jobs().of(id).stream().anyMatch(isOpen) || isUntold(id)) {
      LockSupport.parkNanos(20_000_000);
    }
    return tools.assets().find(id).orElseThrow();
  }

  /** The last job is done, and the library is not told yet what of. */
  private boolean isUntold(String id) {
    AssetState state = tools.assets().find(id).orElseThrow().state();
    return state == AssetState.WAITING
        || state == AssetState.READING
        || tools.assets().unsettled().contains(id);
  }

  private List<String> names() {
    return tools.renditions().of("a").stream().map(Rendition::name).toList();
  }

  private Presentation read() throws IOException {
    try (DiskBlobStore disk = tools.files().openDisk()) {
      return new AssetReader(disk).read("a", names()).orElseThrow();
    }
  }

  private static List<Long> starts(Presentation presentation, String name) {
    PeriodTrack track = presentation.newestTrack(name).orElseThrow();
    return track.segments().stream()
        .map(segment -> segment.startTicks() * 1000 / track.timescale())
        .toList();
  }

  private static double seconds(Presentation presentation, String name) {
    PeriodTrack track = presentation.newestTrack(name).orElseThrow();
    return track.segments().stream().mapToLong(track::durationMicros).sum() / 1e6;
  }
}
