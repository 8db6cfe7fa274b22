package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3ConfigTest {
  @ParameterizedTest
  @CsvSource({
    "fffb9064, 44100, 2, 1152", // MPEG-1, 128 kbit/s, joint stereo
    "fffb94c4, 48000, 1, 1152", // single channel
    "fff348c4, 16000, 1, 576", // MPEG-2
    "ffe344c4, 12000, 1, 576" // MPEG-2.5
  })
  void readsFrames(String digits, int sampleRate, int channels, int frameSamples)
      throws MediaFormatException {
    Mp3Config config = Mp3Config.ofFrame(Bytes.ofHex(digits));

    assertThat(config).isEqualTo(new Mp3Config(sampleRate, channels));
    assertThat(config.frameSamples()).isEqualTo(frameSamples);
    assertThat(config.codecString()).isEqualTo("mp4a.40.34");
    assertThat(Mp3Config.of(sampleRate, channels)).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "fffb90, MALFORMED", // cut
    "fefb9064, MALFORMED", // sync word
    "fffd9064, UNSUPPORTED", // layer II
    "ffeb9064, MALFORMED", // reserved version
    "fffbf064, MALFORMED", // forbidden bit rate
    "fffb9c64, MALFORMED" // reserved sample rate
  })
  void refusesOtherFrames(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Mp3Config.ofFrame(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void refusesWhatAContainerMakesUp() {
    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> Mp3Config.of(44_000, 2));
    assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> Mp3Config.of(44_100, 3));
  }
}
