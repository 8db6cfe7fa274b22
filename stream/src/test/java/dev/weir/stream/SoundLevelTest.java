package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AdtsHeader;
import dev.weir.media.sound.SoundMeter;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.testkit.FfmpegMedia;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How loud sound is that FFmpeg has coded, by what is known of it and by FFmpeg's own decoder. */
class SoundLevelTest {
  private static final String TONE = "0.1*sin(2*PI*1000*t)";

  /** Sweeps, bursts of noise and clicks: all window sequences, noise substitution and shaping. */
  private static final String VARIED =
      "0.4*sin(2*PI*(200+900*t)*t)*gt(mod(t\\,0.5)\\,0.2)+0.3*(random(0)-0.5)*lt(mod(t\\,0.4)\\,0.1)"
          + "+0.8*lt(mod(t\\,0.37)\\,0.0002)";

  private static final double AUDIBLE_POWER = 1e-6;

  @TempDir private Path folder;

  private record Sound(AacConfig config, List<Bytes> frames) {}

  private Sound coded(String source, String... options) throws Exception {
    var arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source, "-c:a", "aac"));
    arguments.addAll(List.of(options));
    Bytes adts = Bytes.wrap(Files.readAllBytes(FfmpegMedia.make(file("sound.aac"), arguments)));
    var frames = new ArrayList<Bytes>();
    AacConfig config = AdtsHeader.parse(adts).toConfig();
    for (int at = 0; at < adts.length(); ) {
      AdtsHeader header = AdtsHeader.parse(adts.slice(at));
      int start = at + header.headerBytes();
      at = start + header.frameBytes();
      frames.add(adts.slice(start, at));
    }
    return new Sound(config, frames);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private FloatBuffer decoded() throws Exception {
    Path raw =
        FfmpegMedia.make(
            file("sound.f32"), List.of("-i", file("sound.aac").toString(), "-f", "f32le"));
    return ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  /** By way of the registry: the second second, of RMS and peak. */
  private static Series<TrackMeasure> measured(Sound sound) {
    var time = new ManualTime();
    var registry = new StreamRegistry(RegistryLimits.DEFAULT, time);
    var name = new StreamName("heard");
    var identity = new PublisherIdentity("s1", "192.0.2.1", "none");
    var granted = registry.publish(name, PublishPolicy.TAKE_OVER, identity, _ -> {});
    PublisherLease lease = ((Granted) granted).lease();
    int rate = sound.config().sampleRate();
    lease.track(new Track(1, rate, sound.config()));
    for (int i = 0; i < sound.frames().size(); i++) {
      lease.sample(new MediaSample(1, i * 1024L, 0, 1024, true, List.of(sound.frames().get(i))));
      time.advance(Duration.ofNanos(1024L * 1_000_000_000 / rate));
    }
    return registry.health(name).orElseThrow().audio().orElseThrow().series();
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 1, -23.01",
    "44100, 1, -23.01",
    "48000, 2, -23.01",
    "44100, 2, -23.01",
    "48000, leftAlone, -26.02",
    "44100, leftAlone, -26.02",
    "32000, 2, -23.01",
    "24000, 1, -23.01",
    "16000, 2, -23.01",
    "96000, 2, -23.01",
  })
  void measuresATone(int rate, String channels, double rmsDbfs) throws Exception {
    String expression =
        switch (channels) {
          case "1" -> TONE;
          case "2" -> TONE + "|" + TONE;
          default -> TONE + "|0";
        };

    Series<TrackMeasure> series =
        measured(coded("aevalsrc=exprs=%s:s=%d:d=4".formatted(expression, rate)));

    double measured = series.at(TrackMeasure.RMS_DBFS_CENTI, 2).orElseThrow() / 100.0;
    double peak = series.at(TrackMeasure.PEAK_DBFS_CENTI, 2).orElseThrow() / 100.0;
    assertThat(measured).isCloseTo(rmsDbfs, within(0.2));
    assertThat(peak).isCloseTo(-20, within(0.5));
    assertThat(series.at(TrackMeasure.CLIPPED_PPM, 2)).hasValue(0);
  }

  /** HE-AAC is AAC-LC of half the rate with SBR in fill elements; and parametric stereo is mono. */
  @ParameterizedTest
  @CsvSource({"131056e598, 2", "2b118800, 2", "130856e59d4880, 1", "eb098800, 1"})
  void hearsTheCoreOfHeAac(String configuration, int coreChannels) throws Exception {
    String expression = coreChannels == 1 ? TONE : TONE + "|" + TONE;
    Sound core = coded("aevalsrc=exprs=%s:s=24000:d=4".formatted(expression));
    List<Bytes> frames = core.frames().stream().map(SoundLevelTest::withBandReplication).toList();

    var series = measured(new Sound(AacConfig.parse(Bytes.ofHex(configuration)), frames));

    double rmsDbfs = series.at(TrackMeasure.RMS_DBFS_CENTI, 2).orElseThrow() / 100.0;
    assertThat(rmsDbfs).isCloseTo(-23.01, within(0.2));
    assertThat(series.at(TrackMeasure.PEAK_DBFS_CENTI, 2))
        .isEqualTo(measured(core).at(TrackMeasure.PEAK_DBFS_CENTI, 2));
  }

  /**
   * Puts fill_element(), ISO/IEC 14496-3 §4.4.2.7, of 40 octets before the id_syn_ele of the end.
   */
  private static Bytes withBandReplication(Bytes frame) {
    var bits = new StringBuilder(new BigInteger(1, frame.toArray()).toString(2));
    bits.insert(0, "0".repeat(8 * frame.length() - bits.length()));
    bits.setLength(bits.lastIndexOf("111"));
    bits.append("110").append("1111").append("00011010"); // ID_FIL, count, esc_count
    bits.append("1101").append("10".repeat(158)); // EXT_SBR_DATA, and whatever SBR says
    bits.append("111"); // ID_END
    bits.append("0".repeat(7 - (bits.length() + 7) % 8));
    byte[] octets = new BigInteger("1" + bits, 2).toByteArray();
    return Bytes.wrap(octets).slice(octets.length - bits.length() / 8);
  }

  @Test
  void findsNoLevelButSilenceInSilence() throws Exception {
    Series<TrackMeasure> series = measured(coded("anullsrc=r=48000:cl=stereo,atrim=0:3"));

    assertThat(series.at(TrackMeasure.RMS_DBFS_CENTI, 1)).hasValue(-12_000);
    assertThat(series.at(TrackMeasure.PEAK_DBFS_CENTI, 1)).hasValue(-12_000);
  }

  @Test
  void findsClipping() throws Exception {
    String overdriven = "aevalsrc=exprs=0.5*sin(2*PI*400*t):s=48000:d=3,volume=12dB";

    Series<TrackMeasure> series = measured(coded(overdriven));

    assertThat(series.at(TrackMeasure.PEAK_DBFS_CENTI, 1).orElseThrow()).isGreaterThan(0);
    assertThat(series.at(TrackMeasure.CLIPPED_PPM, 1).orElseThrow()).isGreaterThan(10_000);
  }

  /** Whatever tools of AAC the encoder takes, the figure is that of its samples. */
  @ParameterizedTest
  @CsvSource({
    "48000, 1, 96k, twoloop",
    "48000, 2, 160k, twoloop",
    "48000, 2, 48k, twoloop",
    "44100, 2, 24k, twoloop",
    "44100, 2, 128k, fast",
    "22050, 2, 32k, twoloop",
    "48000, 6, 128k, twoloop",
  })
  void agreesWithAnotherDecoder(int rate, int channels, String bitrate, String coder)
      throws Exception {
    var expression = new StringBuilder(VARIED);
    for (int i = 1; i < channels; i++) {
      expression.append('|').append(i % 2 == 0 ? "0.5*(%s)".formatted(VARIED) : VARIED);
    }
    String source = "aevalsrc=exprs=%s:s=%d:d=4".formatted(expression, rate);
    Sound sound = coded(source, "-b:a", bitrate, "-aac_coder", coder);
    FloatBuffer samples = decoded();

    double[] measured = powerOfEachFrame(sound);

    int compared = 0;
    int width = 1024 * channels;
    for (int i = 1; i < measured.length; i++) {
      double expected = 0;
      for (int at = i * width; at < (i + 1) * width; at++) {
        expected += samples.get(at) * samples.get(at) / width;
      }
      if (expected > AUDIBLE_POWER) {
        assertThat(10 * Math.log10(measured[i] / expected)).as("dB at %d", i).isBetween(-1.0, 1.0);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(measured.length / 2);
  }

  /** A meter hears some frames alone, so several are set to work, each a frame later. */
  private static double[] powerOfEachFrame(Sound sound) {
    var powers = new double[sound.frames().size()];
    for (int start = 0; start < 16; start++) {
      SoundMeter meter = SoundMeter.of(sound.config()).orElseThrow();
      for (int i = start; i < powers.length; i++) {
        meter.add(sound.frames().get(i));
        int frame = i;
        meter.take().ifPresent(level -> powers[frame] = Math.pow(10, level.rmsDbfs() / 10));
      }
    }
    return powers;
  }
}
