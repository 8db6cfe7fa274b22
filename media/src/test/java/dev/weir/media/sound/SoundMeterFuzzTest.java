package dev.weir.media.sound;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.media.codec.AacConfig;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever frames come, the decoder ends, throws nothing, and what it hears is possible. To fuzz:
 * {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=SoundMeterFuzzTest#hearsAnything -Dtest.jvm.args= …}
 */
class SoundMeterFuzzTest {
  private static final int MUTATIONS = 20_000;

  /** FFmpeg, a click in noise: a stereo frame of eight short windows, and a long one. */
  private static final Bytes SHORT =
      Bytes.ofHex(
          "2147da49d92ba6c96b259ffd7ff6f8eb4e8f9fffb3ff97d71c71fc7ffc5ffb7c71ae8174e25e7e65cb64"
              + "606859471651f26503e5c58134c2e5948683a6c818ca2a272a272a28f92885147ca701370d51ae0040ca"
              + "d6ad6afa1a71f4fa4e23ecfdd367f59fce41d1605000ba712f3f32e5b4d30b96521a0e9b4dc3546b8070");

  private static final Bytes LONG =
      Bytes.ofHex(
          "2116c8403000752c68c955f9f1f9ffebf9fff1ffd7efa9b5c9243c507d28a0f39e739d5186c1e79e79e7"
              + "9e79e79e79e79e79e79e79e79e79e79e79e79e79e79e7c0221015a3c222f310bc241013ffe4e9dfffd9f"
              + "b7ff8ffa73b807c4000145bd1ceaebe67e233ad838391bb778da510aee4a31413cf3cf3cf3cf3cf3cf3f");

  @FuzzTest
  void hearsAnything(byte[] input) {
    hear(new AacDecoder(48_000), Bytes.wrap(input));
    hear(new AacDecoder(8_000), Bytes.wrap(input));
  }

  private static boolean hear(AacDecoder decoder, Bytes frame) {
    var samples = new float[1024];
    boolean isReadable = decoder.read(frame);
    assertThat(decoder.channels()).isBetween(0, 8);
    for (int channel = 0; isReadable && channel < decoder.channels(); channel++) {
      decoder.hear(channel, samples);
    }
    return isReadable;
  }

  @Test
  void hearsDamagedFrames() {
    var random = new Random(5);
    var decoder = new AacDecoder(44_100);
    int readable = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] octets = (i % 2 == 0 ? SHORT : LONG).toArray();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      }
      int length = random.nextInt(3) == 0 ? random.nextInt(octets.length) : octets.length;
      readable += hear(decoder, Bytes.copyOf(octets, 0, length)) ? 1 : 0;
    }

    assertThat(readable).isBetween(MUTATIONS / 100, MUTATIONS - MUTATIONS / 100);
  }

  @Test
  void tellsNoLevelThatCannotBe() {
    var random = new Random(6);
    var meter = SoundMeter.of(new AacConfig(2, 48_000, 2, 1024, Bytes.EMPTY)).orElseThrow();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] octets = SHORT.toArray();
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      meter.add(Bytes.wrap(octets));
      meter
          .take()
          .ifPresent(
              level -> assertThat(level.peakDbfs()).isBetween(SoundLevel.SILENCE_DBFS, 24.1));
    }
  }
}
