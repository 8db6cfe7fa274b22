package dev.weir.channel.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What FFmpeg makes of various settings comes out as parts of even length, in step, with nothing
 * lost. The printed rows are those of docs/decisions/0006-timeline.md.
 */
class TimelineExperimentTest {
  private static final int EVERY_STEP = 1;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          24 fps, GOP 1 s, 48 kHz       | 24         | -g 24        | 48000 | 12
          25 fps, GOP 1 s, B, 44.1 kHz  | 25         | -g 25 -bf 3  | 44100 | 12
          29.97 fps, GOP 3 s, 44.1 kHz  | 30000/1001 | -g 90        | 44100 | 20
          29.97 fps, GOP 1 s, B, 48 kHz | 30000/1001 | -g 30 -bf 2  | 48000 | 12
          30 fps, GOP 1 s, B, 48 kHz    | 30         | -g 30 -bf 2  | 48000 | 12
          30 fps, GOP 250, 48 kHz       | 30         | -g 250       | 48000 | 27
          30 fps, GOP 250, B, 44.1 kHz  | 30         | -g 250 -bf 3 | 44100 | 27
          60 fps, GOP 3 s, 44.1 kHz     | 60         | -g 180       | 44100 | 20
          60 fps, GOP 1 s, B, 48 kHz    | 60         | -g 60 -bf 2  | 48000 | 12
          """)
  void cutsEvenly(String name, String fps, String gop, int sampleRate, int seconds)
      throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments(fps, "", gop, sampleRate, seconds));

    Broadcast broadcast = new Broadcast(EVERY_STEP).play(clip).end();

    Measured measured = measure(name, broadcast);
    assertThat(measured.periods()).isEqualTo(1);
    assertThat(measured.shortestPart()).isGreaterThan(85);
    requireSound(measured, broadcast);
    PlayedBack.decodesEveryFrame(folder, broadcast);
  }

  /** Where a frame lasts long a part cannot be as long as it should. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 fps, every fifth left out | select=mod(n\\,5)-3
          30 fps, frames 10 ms off     | settb=1/1000,setpts=PTS+(random(0)-0.5)*20
          30 fps and 3 fps by turns    | select=lt(mod(t\\,4)\\,2)+not(mod(n\\,10))
          """)
  void losesNothingWhereTheRateVaries(String name, String filter)
      throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments("30", filter, "-g 30 -bf 2", 48_000, 16));

    Broadcast broadcast = new Broadcast(EVERY_STEP).play(clip).end();

    Measured measured = measure(name, broadcast);
    assertThat(measured.brokenJoints()).isZero();
    assertThat(measured.samplesOut() + measured.samplesLost()).isEqualTo(measured.samplesIn());
    assertThat(measured.avErrorMillis()).isLessThan(1);
    assertThat(broadcast.viewer().violations().keySet())
        .allMatch(violation -> violation.section().equals("4.4.4.9"));
    PlayedBack.decodesEveryFrame(folder, broadcast);
  }

  @Test
  void aRestartIsOneMorePeriod() throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments("30000/1001", "", "-g 30 -bf 2", 44_100, 11));

    Broadcast broadcast = new Broadcast(EVERY_STEP).play(clip);
    broadcast.pause(Duration.ofSeconds(3)).play(clip).end();

    Measured measured = measure("restart, 29.97 fps, B, 44.1 kHz", broadcast);
    assertThat(measured.periods()).isEqualTo(2);
    requireSound(measured, broadcast);
    PlayedBack.decodesEveryFrame(folder, broadcast);
    PlayedBack.playsByPlaylistAndManifest(folder, broadcast);
  }

  @ParameterizedTest
  @CsvSource({"+1 h, 3600000", "-10 s, -10000"})
  void aJumpIsOneMorePeriodFromItsKeyframeOn(String by, long byMillis)
      throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments("30", "", "-g 30 -bf 2", 48_000, 12));
    Clip jumping = clip.stampedLater(20_000).jumpingAt(5_500, byMillis);

    Broadcast broadcast = new Broadcast(EVERY_STEP).play(jumping).end();

    Measured measured = measure("jump of " + by + " within a GOP", broadcast);
    assertThat(measured.periods()).isEqualTo(2);
    requireSound(measured, broadcast);
    PlayedBack.decodesEveryFrame(folder, broadcast);
  }

  @ParameterizedTest
  @CsvSource({"100, 450", "-100, 45"})
  void soundFollowsItsTimestampsWhereClocksDrift(int ppm, int tiles)
      throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments("10", "", "-g 20", 48_000, 8));
    double frameMillis = 1024_000 / 48_000.0 * (1 + ppm / 1e6);
    Clip drifting = clip.tiled(tiles, 8_000, frameMillis);

    Broadcast broadcast = new Broadcast(50).play(drifting).end();

    Measured measured = measure("drift of %d ppm, %d s".formatted(ppm, tiles * 8), broadcast);
    assertThat(measured.periods()).isEqualTo(1);
    requireSound(measured, broadcast);
  }

  @ParameterizedTest
  @CsvSource({"30000/1001, -g 30 -bf 2, 44100", "30, -g 250, 48000"})
  void interleavingsMakeEqualBytes(String fps, String gop, int sampleRate)
      throws IOException, MediaFormatException {
    Clip clip = Clip.make(folder, Encoding.arguments(fps, "", gop, sampleRate, 10));

    List<Bytes> even = files(clip);

    assertThat(files(clip.withAudioLater(300))).isEqualTo(even);
    assertThat(files(clip.withAudioLater(40))).isEqualTo(even);
    assertThat(files(clip.withAudioLater(-300))).isEqualTo(even);
  }

  private static List<Bytes> files(Clip clip) throws MediaFormatException {
    Broadcast broadcast = new Broadcast(EVERY_STEP).play(clip).end();
    return broadcast.viewer().tracks().values().stream().map(WatchedTrack::file).toList();
  }

  private static Measured measure(String name, Broadcast broadcast) throws MediaFormatException {
    Measured measured = Measured.of(broadcast);
    System.out.println(measured.line(name));
    return measured;
  }

  private static void requireSound(Measured measured, Broadcast broadcast) {
    assertThat(broadcast.viewer().violations()).isEmpty();
    assertThat(broadcast.viewer().countsOn()).isTrue();
    assertThat(measured.longestPart()).isLessThanOrEqualTo(100);
    assertThat(measured.brokenJoints()).isZero();
    assertThat(measured.gaps()).isZero();
    assertThat(measured.avErrorMillis()).isLessThan(20);
    assertThat(measured.samplesOut() + measured.samplesLost()).isEqualTo(measured.samplesIn());
  }
}
