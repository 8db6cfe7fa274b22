package dev.weir.media.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.codec.AacConfig;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How loud real sound is, tests of {@code stream} tell with FFmpeg. */
class SoundMeterTest {
  private static final AacConfig AAC = new AacConfig(2, 48_000, 2, 1024, Bytes.EMPTY);

  private static SoundMeter meter() {
    return SoundMeter.of(AAC).orElseThrow();
  }

  private static SoundMeter hearing(String frame) {
    var meter = meter();
    for (int i = 0; i < 10; i++) {
      meter.add(Bytes.ofHex(frame));
    }
    return meter;
  }

  /** From {@code anullsrc}: mono, stereo, 5.1, the first frame of a stream. */
  @Test
  void hearsDigitalSilence() {
    for (String silent :
        new String[] {
          "01182007",
          "211004608c1c",
          "011820010880230460231004608c0c230000e0",
          "de02004c61766336322e31312e31303000422008c11838",
        }) {
      assertThat(hearing(silent).take())
          .as(silent)
          .hasValue(new SoundLevel(SoundLevel.SILENCE_DBFS, SoundLevel.SILENCE_DBFS, 0));
    }
  }

  @Test
  void knowsNothingOfNothing() {
    assertThat(meter().take()).isEmpty();
  }

  @Test
  void beginsWithTheSecondFrame() {
    var meter = meter();
    meter.add(Bytes.ofHex("01182007"));
    assertThat(meter.take()).isEmpty();

    meter.add(Bytes.ofHex("01182007"));
    assertThat(meter.take()).isPresent();
    assertThat(meter.take()).isEmpty();
  }

  @Test
  void measuresNothingThatItCannotDecode() {
    assertThat(SoundMeter.of(new AacConfig(2, 48_000, 2, 960, Bytes.EMPTY))).isEmpty();
    assertThat(SoundMeter.of(new AacConfig(1, 48_000, 2, 1024, Bytes.EMPTY))).isEmpty();
    assertThat(hearing("ffffffffffff").take()).isEmpty();
    assertThat(hearing("a0").take()).isEmpty();
    assertThat(hearing("e0").take()).isEmpty();
    assertThat(hearing("").take()).isEmpty();
  }

  @Test
  void leavesOutFramesThatAreTooLong() {
    var meter = meter();
    meter.add(Bytes.wrap(new byte[BitCursor.MOST_OCTETS + 1]));
    meter.add(Bytes.wrap(new byte[16 << 20]));

    assertThat(meter.take()).isEmpty();
  }

  @Property
  void bearsAnything(@ForAll byte[] garbage) {
    var meter = meter();
    for (int i = 0; i < 3; i++) {
      meter.add(Bytes.copyOf(garbage));
    }

    assertPlausible(meter);
  }

  private static void assertPlausible(SoundMeter meter) {
    meter
        .take()
        .ifPresent(level -> {
          assertThat(level.rmsDbfs()).isBetween(SoundLevel.SILENCE_DBFS, 24.1);
          assertThat(level.peakDbfs()).isBetween(level.rmsDbfs() - 0.1, 24.1);
          assertThat(level.clippedPpm()).isBetween(0, 1_000_000);
        });
  }
}
