package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Rendition.Role;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioEncoderTest {
  private static final TrackLabel LABEL = new TrackLabel("und", "", Set.of(Role.DEFAULT));
  private static final int RATE = 48_000;

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
  void keepsABeepWhereItWas() throws Exception {
    Path source =
        make("beep.mkv", "aevalsrc=gte(t\\,1)*lt(t\\,1.1)*sin(2000*t):s=48000:d=2", "flac");

    int at = firstLoud(encode(source, 2));

    assertThat(at).isBetween(RATE - 480, RATE + 480);
  }

  @Test
  void beginsWithTheFilmAlsoWhereTheSoundBeginsLater() throws Exception {
    Path beep = make("beep.mkv", "aevalsrc=lt(t\\,0.1)*sin(2000*t):s=44100:d=1", "flac");
    Path late = root.resolve("late.mp4");
    FfmpegMedia.make(
        late,
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=64x36:d=2",
            "-itsoffset",
            "0.7",
            "-i",
            beep.toString(),
            "-map",
            "1:a",
            "-map",
            "0:v",
            "-c:v",
            "libx264",
            "-c:a",
            "aac"));

    int at = firstLoud(encode(late, 2));

    assertThat(at).isBetween(7 * RATE / 10 - 1100, 7 * RATE / 10 + 1100);
  }

  @Test
  void keepsABeepWhereItWasBehindAShortHole() throws Exception {
    String beep = "aevalsrc=gte(t\\,1)*lt(t\\,1.1)*sin(2000*t):s=48000:d=2";
    Path source = make("hole.mkv", beep + ",asetpts=PTS+gt(T\\,0.5)*0.08/TB", "flac");

    int at = firstLoud(encode(source, 2));

    assertThat(at).isBetween(RATE * 108 / 100 - 480, RATE * 108 / 100 + 480);
  }

  @Test
  void beginsAtZeroWithItsPrimingBefore() throws Exception {
    Path made = encode(make("tone.mkv", "sine=r=48000:d=1", "flac"), 2);

    List<String> packets =
        FfmpegMedia.probe(made, List.of("-show_entries", "packet=pts", "-of", "csv=p=0"))
            .lines()
            .map(line -> line.split(",", -1)[0])
            .toList();

    assertThat(packets).startsWith("-1024", "0", "1024");
  }

  @Test
  void mixesCentreIntoBothSidesAndTheSubwooferIntoNone() throws Exception {
    Path centre =
        make("centre.mkv", "aevalsrc=0|0|0.5*sin(3000*t)|0|0|0:c=5.1:s=48000:d=1", "flac");
    Path deep = make("deep.mkv", "aevalsrc=0|0|0|0.5*sin(300*t)|0|0:c=5.1:s=48000:d=1", "flac");

    short[] mixed = samples(encode(centre, 2));
    short[] without = samples(encode(deep, 2));

    assertThat(peak(mixed, 0)).isBetween(0.32, 0.38);
    assertThat(peak(mixed, 1)).isBetween(0.32, 0.38);
    assertThat(peak(without, 0)).isLessThan(0.01);
  }

  @Test
  void doesNotOverdriveWhatIsLoudEverywhere() throws Exception {
    String loud = "0.9*sin(3000*t)";
    Path source =
        make(
            "loud.mkv",
            "aevalsrc=" + String.join("|", Collections.nCopies(6, loud)) + ":c=5.1:s=48000:d=1",
            "flac");

    assertThat(peak(samples(encode(source, 2)), 0)).isBetween(0.9, 0.999);
  }

  private Path encode(Path source, int channels) throws Exception {
    SourceFacts facts = Tools.probe(source, folder);
    int track = facts.sounds().getFirst().track().index();
    var rung = new AudioRung("sound", track, channels, 128_000, LABEL);
    return new AudioEncoder(Tools.ffmpeg())
        .encode(
            new FilmSource(source, track, facts.file().startMicros(), 0), rung, folder, told -> {});
  }

  private int firstLoud(Path sound) throws IOException {
    short[] samples = samples(sound);
    for (int i = 0; i < samples.length; i += 2) {
      if (Math.abs(samples[i]) > 3000) {
        return i / 2;
      }
    }
    throw new AssertionError("nothing is loud");
  }

  private static double peak(short[] samples, int channel) {
    int most = 0;
    for (int i = channel + RATE / 2; i < samples.length - RATE / 4; i += 2) {
      most = Math.max(most, Math.abs(samples[i]));
    }
    return most / 32768.0;
  }

  /** Left and right in turn, from the beginning of the film on. */
  private short[] samples(Path sound) throws IOException {
    Path raw = root.resolve("samples.raw");
    FfmpegMedia.make(raw, List.of("-i", sound.toString(), "-f", "s16le", "-ac", "2"));
    var octets = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    short[] samples = new short[octets.remaining() / 2];
    octets.asShortBuffer().get(samples);
    return samples;
  }

  private Path make(String name, String sound, String codec) {
    return FfmpegMedia.make(root.resolve(name), List.of("-f", "lavfi", "-i", sound, "-c:a", codec));
  }
}
