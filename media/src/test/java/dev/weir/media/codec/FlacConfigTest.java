package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlacConfigTest {
  /** FFmpeg: blocks of 4,608, 48 kHz, two channels of 16 bits, length and checksum unknown. */
  private static final Bytes STREAMINFO =
      Bytes.ofHex("1200 1200 000000 00004a 0bb802f0 00000000" + "00".repeat(16));

  static final Bytes DFLA = Bytes.concat(List.of(Bytes.ofHex("00000000 80 000022"), STREAMINFO));

  @Test
  void readsStreamInfo() throws MediaFormatException {
    FlacConfig config = FlacConfig.ofStreamInfo(STREAMINFO);

    assertThat(config).isEqualTo(new FlacConfig(4608, 48_000, 2, 16, STREAMINFO));
    assertThat(config.codecString()).isEqualTo("fLaC");
    assertThat(config.toDfLa()).isEqualTo(DFLA);
    assertThat(FlacConfig.parse(DFLA)).isEqualTo(config);
  }

  @Test
  void readsAStreamsBeginningAndLeavesOtherBlocksOut() throws MediaFormatException {
    FlacConfig config = FlacConfig.ofStreamInfo(STREAMINFO);
    Bytes padding = Bytes.ofHex("81 000001 00");
    Bytes first = Bytes.concat(List.of(Bytes.ofHex("664c6143 00 000022"), STREAMINFO, padding));

    assertThat(FlacConfig.parseHead(first)).isEqualTo(config);
    assertThat(FlacConfig.parseHead(config.toHead())).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource({
    "1000 1200, 0bb802f0, 0, 48000, 2, 16", // varies
    "0010 0010, 0001013f, 16, 16, 1, 20",
    "1000 1000, 17706fff, 4096, 96006, 8, 32",
  })
  void readsOtherShapes(
      String blocks, String format, int frameSamples, int sampleRate, int channels, int sampleBits)
      throws MediaFormatException {
    Bytes streamInfo =
        Bytes.ofHex(blocks + "000000 000000" + format + "00000000" + "00".repeat(16));

    FlacConfig config = FlacConfig.ofStreamInfo(streamInfo);

    assertThat(config)
        .isEqualTo(new FlacConfig(frameSamples, sampleRate, channels, sampleBits, streamInfo));
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "00000000 81 000000, MALFORMED", // padding first
    "00000000 80 000021, MALFORMED", // 33 octets
    "00000000 80 000022 1200, MALFORMED" // cut
  })
  void refusesOtherBoxes(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FlacConfig.parse(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1200 1000, 0bb802f0, MALFORMED", // longest below shortest
    "000f 1000, 0bb802f0, MALFORMED", // 15 samples
    "1000 1000, 000002f0, LIMIT", // 0 Hz
    "1000 1000, a00002f0, LIMIT", // 655,360 Hz
    "1000 1000, 0bb80210, LIMIT" // 2 bits
  })
  void refusesOtherShapes(String blocks, String format, Kind kind) {
    Bytes streamInfo =
        Bytes.ofHex(blocks + "000000 000000" + format + "00000000" + "00".repeat(16));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FlacConfig.ofStreamInfo(streamInfo))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void refusesAnotherMarker() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FlacConfig.parseHead(Bytes.ofHex("664c6144 80 000022")));
  }
}
