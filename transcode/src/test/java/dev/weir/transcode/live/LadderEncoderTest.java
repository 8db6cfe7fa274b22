package dev.weir.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.SystemClock;
import dev.weir.media.codec.VideoRange;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LadderEncoderTest {
  private static final List<LiveRung> RUNGS =
      List.of(
          new LiveRung("video-72p", new Size(128, 72), 30, 100_000),
          new LiveRung("video-108p", new Size(192, 108), 30, 200_000),
          new LiveRung("video-144p", new Size(256, 144), 30, 300_000));

  @TempDir private Path folder;

  @Test
  void makesEveryPictureOfTheSourceAtItsMoment() throws Exception {
    var clip = LiveClip.irregular(folder, 8);

    KeptRungs kept = wholeRun(clip);

    assertThat(clip.samples()).anyMatch(sample -> sample.compositionTicks() != 0);
    for (int rung = 0; rung < RUNGS.size(); rung++) {
      assertThat(kept.moments(rung)).isEqualTo(clip.moments());
      assertThat(kept.keyMoments(rung)).isEqualTo(clip.keyMoments());
    }
  }

  @Test
  void makesTracksOfTheSizesInTheTicksOfTheSource() throws Exception {
    KeptRungs kept = wholeRun(LiveClip.irregular(folder, 1));

    assertThat(kept.tracks()).extracting(track -> track.id()).containsExactly(1, 2, 3);
    assertThat(kept.tracks()).allMatch(track -> track.timescale() == 90_000);
    assertThat(kept.tracks())
        .extracting(track -> track.config().codecString().substring(0, 7))
        .containsOnly("avc1.64");
  }

  @Test
  void keepsTicksThatAreCoarse() throws Exception {
    var clip =
        LiveClip.made(
            folder,
            1000,
            List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2"),
            List.of("-c:v", "libx264", "-preset", "ultrafast", "-g", "20"));

    KeptRungs kept = wholeRun(clip);

    assertThat(kept.tracks()).allMatch(track -> track.timescale() == 1000);
    assertThat(kept.moments(1)).isEqualTo(clip.moments());
    assertThat(kept.keyMoments(1)).isEqualTo(clip.keyMoments());
  }

  @Test
  void makesTheSameHeadersWhereverItBegins() throws Exception {
    var clip = LiveClip.irregular(folder, 6);

    KeptRungs whole = wholeRun(clip);
    KeptRungs later = wholeRun(clip.fromKeyframe(2));

    assertThat(headers(later)).isEqualTo(headers(whole));
    assertThat(later.moments(0)).isEqualTo(clip.fromKeyframe(2).moments());
  }

  private static List<Bytes> headers(KeptRungs kept) {
    return kept.tracks().stream().map(CmafWriter::header).toList();
  }

  @Test
  void holdsNoPictureBackButThoseThatADecoderPutsInOrder() throws Exception {
    var clip =
        LiveClip.made(
            folder,
            90_000,
            List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2"),
            List.of("-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "30"));
    var kept = new KeptRungs();

    try (var encoder = LadderEncoder.start(tools(), clip.header(), RUNGS, kept)) {
      int given = 0;
      for (Bytes part : clip.parts()) {
        encoder.write(List.of(part));
        given = Math.min(given + 12, clip.samples().size());
        for (int rung = 0; rung < RUNGS.size(); rung++) {
          kept.awaitPictures(rung, given);
        }
      }
      assertThat(encoder.stats().picturesIn()).isEqualTo(clip.samples().size());
      assertThat(encoder.stats().lagMillis()).containsExactly(0L, 0L, 0L);
    }

    assertThat(kept.failure()).isEmpty();
  }

  @Test
  void makesPicturesOfAnOpenGroupOfHevcToo() throws Exception {
    var clip =
        LiveClip.made(
            folder,
            90_000,
            List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=4"),
            List.of(
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-tag:v",
                "hvc1",
                "-x265-params",
                "log-level=error:open-gop=1:keyint=30:bframes=3"));

    KeptRungs kept = wholeRun(clip);

    assertThat(kept.moments(2)).isEqualTo(clip.moments());
    assertThat(kept.keyMoments(2)).isEqualTo(clip.keyMoments());
  }

  @Test
  void tellsWhyItEndedWhenFfmpegIsKilled() throws Exception {
    var clip = LiveClip.irregular(folder, 2);
    var kept = new KeptRungs();

    try (var encoder = LadderEncoder.start(tools(), clip.header(), RUNGS, kept)) {
      encoder.write(clip.parts());
      kept.awaitPictures(0, 12);
      encoder.process().destroyForcibly();

      assertThat(kept.failure().orElseThrow()).contains("status 137");
      assertThatThrownBy(() -> encoder.write(clip.parts())).isInstanceOf(IOException.class);
    }
  }

  /** Half a packet is no fault of what FFmpeg writes, but of who killed it. */
  @Test
  void tellsTheStatusWhereTheOutputIsCutOff() throws Exception {
    var clip = LiveClip.irregular(folder, 1);
    Path half = executable("printf 'nut/multimedia cont'; exit 7");
    var kept = new KeptRungs();

    try (var encoder = LadderEncoder.start(stub(half), clip.header(), RUNGS, kept)) {
      assertThat(kept.failure().orElseThrow())
          .contains("status 7")
          .contains("ends within a packet");
      assertThat(encoder.lastWords()).isNotEmpty();
    }
  }

  @Test
  void endsWithAReasonWhenPartsAreNone() throws Exception {
    var clip = LiveClip.irregular(folder, 1);
    var kept = new KeptRungs();

    try (var encoder = LadderEncoder.start(tools(), clip.header(), RUNGS, kept)) {
      assertThatThrownBy(() -> encoder.write(List.of(Bytes.ofHex("0000000c 6d6f6f66 00000001"))))
          .isInstanceOf(IOException.class);

      assertThat(kept.failure().orElseThrow()).contains("cannot be read");
    }
  }

  @Test
  void endsWithAReasonWhenNothingComesOfTheSource() throws Exception {
    var clip = LiveClip.irregular(folder, 1);
    var kept = new KeptRungs();
    List<MediaSample> noise =
        clip.samples().stream().map(LadderEncoderTest::withoutMeaning).toList();

    try (var encoder =
        LadderEncoder.start(tools(Duration.ofSeconds(1)), clip.header(), RUNGS, kept)) {
      encoder.write(new LiveClip(clip.track(), noise).parts());

      assertThat(kept.failure().orElseThrow()).contains("nothing for 1 s");
    }
  }

  private static MediaSample withoutMeaning(MediaSample sample) {
    return new MediaSample(
        sample.trackId(),
        sample.dtsTicks(),
        sample.compositionTicks(),
        sample.durationTicks(),
        sample.keyframe(),
        List.of(Bytes.ofHex("65ffffffffffffff")));
  }

  @Test
  void refusesAHeaderThatIsNone() {
    assertThatThrownBy(
            () -> LadderEncoder.start(tools(), Bytes.ofHex("00"), RUNGS, new KeptRungs()))
        .isInstanceOf(MediaFormatException.class);
  }

  @Test
  void endsAtOnceWhenItIsClosed() throws Exception {
    var clip = LiveClip.irregular(folder, 2);
    var kept = new KeptRungs();
    var encoder = LadderEncoder.start(tools(), clip.header(), RUNGS, kept);
    encoder.write(clip.parts().subList(0, 1));

    encoder.close();

    assertThat(kept.failure()).isEmpty();
    assertThat(encoder.process().isAlive()).isFalse();
  }

  /** Who reads nothing lets the pipe fill up. */
  @Test
  void closingEndsAWriteThatBlocks() throws Exception {
    var clip = LiveClip.irregular(folder, 8);
    Path deaf = executable("exec sleep 60");
    var kept = new KeptRungs();
    var outcome = new CompletableFuture<Throwable>();
    var encoder = LadderEncoder.start(stub(deaf), clip.header(), RUNGS, kept);
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              encoder.write(clip.parts());
            }
          } catch (IOException ended) {
            outcome.complete(ended);
          }
        });

    encoder.close();

    assertThat(outcome.join()).isInstanceOf(IOException.class);
    assertThat(kept.failure()).isEmpty();
  }

  @Test
  void makesOnePictureOfTwoFields() throws Exception {
    var clip =
        LiveClip.made(
            folder,
            90_000,
            List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=50:d=3,interlace"),
            List.of(
                "-c:v", "libx264", "-preset", "ultrafast", "-flags", "+ildct+ilme", "-g", "20"));

    KeptRungs kept = wholeRun(clip);

    assertThat(clip.samples()).hasSize(75);
    assertThat(kept.moments(0)).isEqualTo(clip.moments());
    assertThat(kept.keyMoments(0)).isEqualTo(clip.keyMoments());
  }

  @Test
  void mapsHighDynamicRangeToWhatEveryScreenHas() throws Exception {
    var clip =
        LiveClip.made(
            folder,
            90_000,
            List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1"),
            List.of(
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p10le",
                "-tag:v",
                "hvc1",
                "-x265-params",
                "log-level=error:colorprim=9:transfer=16:colormatrix=9:keyint=15"));

    KeptRungs kept = wholeRun(clip);

    assertThat(clip.track().range()).isEqualTo(VideoRange.PQ);
    assertThat(kept.tracks()).allMatch(track -> track.range() == VideoRange.SDR);
    assertThat(kept.moments(0)).isEqualTo(clip.moments());
  }

  @Test
  void opensNothingThatTheSourceNames() throws Exception {
    var clip = LiveClip.irregular(folder, 1);
    var words = LadderWords.of(tools(), clip.track(), RUNGS, /* cores= */ 2);

    assertThat(words.subList(0, words.indexOf("-i")))
        .containsSubsequence("-protocol_whitelist", "pipe")
        .containsSubsequence("-format_whitelist", "mov")
        .containsSubsequence("-f", "mov");
  }

  private Path executable(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("stub"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static LadderTools stub(Path executable) {
    return new LadderTools(
        new FfmpegExecutable(executable, "0"),
        Confinement.NONE,
        RungEncoder.SOFTWARE,
        Effort.FAST,
        Duration.ofSeconds(30),
        new SystemClock());
  }

  @Test
  void tellsOfAnExecutableThatDoesOtherThings() throws Exception {
    var clip = LiveClip.irregular(folder, 1);
    var kept = new KeptRungs();
    LadderTools tools = stub(Path.of("/bin/echo"));

    try (var encoder = LadderEncoder.start(tools, clip.header(), RUNGS, kept)) {
      assertThat(kept.failure().orElseThrow()).contains("cannot be read");
      assertThat(encoder.stats().picturesOut()).containsExactly(0L, 0L, 0L);
    }
  }

  private static KeptRungs wholeRun(LiveClip clip) throws Exception {
    var kept = new KeptRungs();
    try (var encoder = LadderEncoder.start(tools(), clip.header(), RUNGS, kept)) {
      for (Bytes part : clip.parts()) {
        encoder.write(List.of(part));
      }
      encoder.finish();
      assertThat(kept.failure()).isEqualTo(Optional.empty());
    }
    return kept;
  }

  private static LadderTools tools() throws IOException {
    return tools(Duration.ofSeconds(30));
  }

  private static LadderTools tools(Duration patience) throws IOException {
    return new LadderTools(
        FfmpegExecutable.find(Optional.empty()),
        Confinement.atFullPriority(8L << 30),
        RungEncoder.SOFTWARE,
        Effort.FAST,
        patience,
        new SystemClock());
  }
}
