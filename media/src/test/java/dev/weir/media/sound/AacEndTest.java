package dev.weir.media.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.codec.AacConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AacEndTest {
  private static final AacConfig AAC = new AacConfig(2, 48_000, 2, 1024, Bytes.EMPTY);

  /** From FFmpeg: silence in mono, stereo and 5.1, a first frame, a click in noise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "01182007",
        "211004608c1c",
        "011820010880230460231004608c0c230000e0",
        "de02004c61766336322e31312e31303000422008c11838",
        "2147da49d92ba6c96b259ffd7ff6f8eb4e8f9fffb3ff97d71c71fc7ffc5ffb7c71ae8174e25e7e65cb64"
            + "606859471651f26503e5c58134c2e5948683a6c818ca2a272a272a28f92885147ca701370d51ae0040ca"
            + "d6ad6afa1a71f4fa4e23ecfdd367f59fce41d1605000ba712f3f32e5b4d30b96521a0e9b4dc3546b8070"
      })
  void tellsAWholeFrameFromItsBeginnings(String hex) {
    Bytes frame = Bytes.ofHex(hex);

    assertThat(AacEnd.isCutOff(AAC, frame)).isFalse();
    for (int length = 0; length < frame.length(); length++) {
      assertThat(AacEnd.isCutOff(AAC, frame.slice(0, length))).as("%d octets", length).isTrue();
    }
  }

  @Test
  void knowsNothingOfWhatItCannotDecode() {
    Bytes beginning = Bytes.ofHex("2110");

    assertThat(AacEnd.isCutOff(new AacConfig(2, 48_000, 2, 960, Bytes.EMPTY), beginning)).isFalse();
    assertThat(AacEnd.isCutOff(AAC, Bytes.ofHex("a0"))).isFalse();
    assertThat(AacEnd.isCutOff(AAC, Bytes.wrap(new byte[7000]))).isFalse();
  }
}
