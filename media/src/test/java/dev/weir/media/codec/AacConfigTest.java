package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AacConfigTest {
  @ParameterizedTest
  @CsvSource({
    "1190, 2, 48000, 2, 1024, 48000", // LC
    "1210, 2, 44100, 2, 1024, 44100",
    "121056e500, 2, 44100, 2, 1024, 44100", // LC that says it has no SBR, as FFmpeg writes it
    "1194, 2, 48000, 2, 960, 48000", // frameLengthFlag
    "11b8, 2, 48000, 8, 1024, 48000", // 7.1
    "2b920800, 5, 22050, 2, 1024, 44100", // hierarchical SBR, 44.1 kHz
    "139056e5a0, 5, 22050, 2, 1024, 44100", // SBR behind the configuration
    "138856e5a54880, 29, 22050, 2, 1024, 44100", // SBR and PS behind the configuration
    "eb8a0800, 29, 22050, 2, 1024, 44100", // hierarchical PS
    "119056e598, 5, 48000, 2, 1024, 48000" // SBR that adds no samples (§4.6.18.4.3)
  })
  void readsConfigurations(
      String digits,
      int objectType,
      int sampleRate,
      int channels,
      int frameSamples,
      int heardSampleRate)
      throws MediaFormatException {
    Bytes bytes = Bytes.ofHex(digits);

    assertThat(AacConfig.parse(bytes))
        .isEqualTo(
            new AacConfig(objectType, sampleRate, channels, frameSamples, heardSampleRate, bytes));
  }

  @Test
  void readsAnExplicitSampleRate() throws MediaFormatException {
    Bytes bytes =
        new BitWriter().put(2, 5).put(15, 4).put(50_000, 24).put(1, 4).put(0, 3).toBytes();

    assertThat(AacConfig.parse(bytes).sampleRate()).isEqualTo(50_000);
  }

  @Test
  void countsTheChannelsOfAProgramConfig() throws MediaFormatException {
    var bits = new BitWriter().put(2, 5).put(3, 4).put(0, 4).put(0, 3);
    bits.put(0, 4).put(1, 2).put(3, 4); // tag, type, rate
    bits.put(2, 4).put(0, 4).put(1, 4).put(1, 2).put(1, 3).put(1, 4); // counts
    bits.put(1, 1).put(5, 4).put(0, 1).put(1, 1).put(5, 3); // mixdowns
    bits.put(0, 1).put(0, 4).put(1, 1).put(0, 4); // front: centre, pair
    bits.put(1, 1).put(1, 4); // back: pair
    bits.put(0, 4).put(0, 4).put(0, 5); // LFE, associated data, coupling
    Bytes bytes = bits.toBytes();
    Bytes comment = Bytes.of(2, 'h', 'i');

    AacConfig config = AacConfig.parse(Bytes.concat(List.of(bytes, comment)));

    assertThat(config.channels()).isEqualTo(6);
  }

  @Test
  void namesTheCodec() throws MediaFormatException {
    assertThat(AacConfig.parse(Bytes.ofHex("1190")).codecString()).isEqualTo("mp4a.40.2");
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "11, MALFORMED",
    "1690, MALFORMED", // samplingFrequencyIndex 13
    "f94800, UNSUPPORTED", // object type 42 by escape
    "0190, UNSUPPORTED", // object type 0
    "11e8, UNSUPPORTED", // channelConfiguration 13
    "1180, MALFORMED", // a program config element that is missing
    "17800000 08, LIMIT" // sample rate 0
  })
  void refusesOthers(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AacConfig.parse(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void refusesAProgramConfigWithoutChannels() {
    Bytes silent = Bytes.concat(List.of(Bytes.ofHex("1180"), Bytes.wrap(new byte[8])));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AacConfig.parse(silent))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void refusesLongConfigurations() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AacConfig.parse(Bytes.wrap(new byte[4097])))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1190", "1210", "0a10", "11b8"})
  void putsIntoAdtsWhatComesOutOfIt(String digits) throws MediaFormatException {
    AacConfig config = AacConfig.parse(Bytes.ofHex(digits));

    AdtsHeader header = AdtsHeader.of(config, 371);

    assertThat(AdtsHeader.parse(header.toBytes())).isEqualTo(header);
    assertThat(header.toBytes().length()).isEqualTo(header.headerBytes()).isEqualTo(7);
    assertThat(header.toConfig()).isEqualTo(config);
  }

  @Test
  void readsAdts() throws MediaFormatException {
    // FFmpeg: LC, 44.1 kHz, stereo, frame of 23 octets
    assertThat(AdtsHeader.parse(Bytes.ofHex("fff1 50 80 02 ff fc")))
        .isEqualTo(new AdtsHeader(2, 4, 2, 7, 16));
    // with a checksum
    assertThat(AdtsHeader.parse(Bytes.ofHex("fff0 50 80 02 ff fc")))
        .isEqualTo(new AdtsHeader(2, 4, 2, 9, 14));
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "ffe15080 02fffc, MALFORMED", // sync word
    "fff15080 02fffd, UNSUPPORTED", // two frames in one
    "fff17480 02fffc, MALFORMED", // samplingFrequencyIndex 13
    "fff15080 009ffc, MALFORMED", // shorter than its header
    "fff15000 02fffc, UNSUPPORTED" // program config element
  })
  void refusesOtherAdts(String digits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AdtsHeader.parse(Bytes.ofHex(digits)))
        .returns(kind, MediaFormatException::kind);
  }

  @Test
  void refusesWhatAdtsCannotCarry() throws MediaFormatException {
    AacConfig shortFrames = AacConfig.parse(Bytes.ofHex("1194"));
    AacConfig plain = AacConfig.parse(Bytes.ofHex("1190"));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AdtsHeader.of(shortFrames, 100))
        .returns(Kind.UNSUPPORTED, MediaFormatException::kind);
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AdtsHeader.of(plain, 8185))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }
}
