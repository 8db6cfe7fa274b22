package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No input makes these parsers throw anything but {@link MediaFormatException}, and what they
 * accept they write so that they read the same again. To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test
 * -Dtest=CodecFuzzTest#parsesAvcC -Dtest.jvm.args= …}
 */
class CodecFuzzTest {
  private static final int MUTATIONS = 20_000;

  private static final Bytes AVCC =
      Bytes.ofHex(
          "0164001fffe1001c67640020acd9405005bb016a02020280000003008000001e478c18cb"
              + "010006 68ebe3cb22c0 fdf8f800");
  private static final Bytes SPS = AVCC.slice(8, 36);
  private static final Bytes SPECIFIC_CONFIG = Bytes.ofHex("138856e5a54880");
  private static final Bytes ADTS = Bytes.ofHex("fff1508002fffc");
  private static final Bytes SLICE = Bytes.ofHex("419a21000003000003");

  @FuzzTest
  void parsesAvcC(byte[] input) {
    try {
      AvcConfig config = AvcConfig.parse(Bytes.wrap(input));

      assertThat(AvcConfig.parse(config.toAvcC())).isEqualTo(config);
      assertThat(config.codecString()).hasSize(11);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesSps(byte[] input) {
    try {
      AvcSps sps = AvcSps.parse(Bytes.wrap(input));

      assertThat(sps.width()).isBetween(1, 16_384);
      assertThat(sps.height()).isBetween(1, 16_384);
      assertThat(sps.pixelAspect().displayWidth(sps.width())).isBetween(1, 65_535);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesSpecificConfigs(byte[] input) {
    try {
      AacConfig config = AacConfig.parse(Bytes.wrap(input));

      assertThat(config.channels()).isBetween(1, 8);
      assertThat(config.sampleRate()).isBetween(4_000, 192_000);
      assertThat(AdtsHeader.parse(AdtsHeader.of(config, 8_000).toBytes()).frameBytes())
          .isEqualTo(8_000);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesAdts(byte[] input) {
    try {
      AdtsHeader header = AdtsHeader.parse(Bytes.wrap(input));

      AdtsHeader plain = AdtsHeader.parse(header.toBytes());
      assertThat(plain.frameBytes()).isEqualTo(header.frameBytes());
      assertThat(plain.toConfig()).isEqualTo(header.toConfig());
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesSliceHeaders(byte[] input) {
    try {
      AvcSliceHeader header = AvcSliceHeader.parse(Bytes.wrap(input));

      assertThat(header.firstMacroblock()).isNotNegative();
      assertThat(header.ppsId()).isBetween(0, 255);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void splitsAccessUnits(byte[] input) {
    try {
      var units = NalUnits.splitAnnexB(Bytes.wrap(input));

      assertThat(NalUnits.splitAnnexB(NalUnits.joinAnnexB(units))).isEqualTo(units);
      assertThat(NalUnits.splitLengthPrefixed(NalUnits.joinLengthPrefixed(units), 4))
          .isEqualTo(units);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @Test
  void withstandsMutations() throws MediaFormatException {
    AvcConfig.parse(AVCC);
    AvcSps.parse(SPS);
    AacConfig.parse(SPECIFIC_CONFIG);
    AdtsHeader.parse(ADTS);
    AvcSliceHeader.parse(SLICE);
    var random = new Random(1);

    for (int i = 0; i < MUTATIONS; i++) {
      parsesAvcC(Mutation.of(AVCC, random));
      parsesSps(Mutation.of(SPS, random));
      parsesSpecificConfigs(Mutation.of(SPECIFIC_CONFIG, random));
      parsesAdts(Mutation.of(ADTS, random));
      parsesSliceHeaders(Mutation.of(SLICE, random));
    }
  }
}
