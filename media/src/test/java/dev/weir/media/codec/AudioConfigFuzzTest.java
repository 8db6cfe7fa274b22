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
 * -Dtest=AudioConfigFuzzTest#parsesOpus -Dtest.jvm.args= …}
 */
class AudioConfigFuzzTest {
  private static final int MUTATIONS = 20_000;
  private static final Bytes OPUS_HEAD =
      Bytes.ofHex("4f70757348656164 01 06 3801 80bb0000 0000 01 04 02 000401020305");
  private static final Bytes OPUS_PACKET = Bytes.ofHex("fb 03 0102");
  private static final Bytes EAC3_FRAMES =
      Bytes.ofHex("0b77 0005 3f 87 c0 0020f82000 0b77 4005 3e 87 c0 0020f82000");
  private static final Bytes MP3_FRAME = Bytes.ofHex("fffb9464");

  @FuzzTest
  void parsesOpus(byte[] input) {
    try {
      OpusConfig config = OpusConfig.parseHead(Bytes.wrap(input));

      assertThat(OpusConfig.parseHead(config.toHead())).isEqualTo(config);
      assertThat(OpusConfig.parse(config.toDOps())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void readsOpusPackets(byte[] input) {
    try {
      assertThat(OpusPacket.samples(Bytes.wrap(input))).isBetween(120, 5760);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesAc3(byte[] input) {
    try {
      Ac3Config config = Ac3Config.ofFrame(Bytes.wrap(input));

      assertThat(Ac3Config.parse(config.toDac3())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesEac3(byte[] input) {
    try {
      Eac3Config config = Eac3Config.ofAccessUnit(Bytes.wrap(input));

      assertThat(Eac3Config.parse(config.toDec3())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesDec3(byte[] input) {
    try {
      Eac3Config config = Eac3Config.parse(Bytes.wrap(input));

      assertThat(Eac3Config.parse(config.toDec3())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesDfLa(byte[] input) {
    try {
      FlacConfig config = FlacConfig.parse(Bytes.wrap(input));

      assertThat(FlacConfig.parse(config.toDfLa())).isEqualTo(config);
      assertThat(FlacConfig.parseHead(config.toHead())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesMp3(byte[] input) {
    try {
      Mp3Config config = Mp3Config.ofFrame(Bytes.wrap(input));

      assertThat(Mp3Config.of(config.sampleRate(), config.channels())).isEqualTo(config);
      assertSound(config);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  private static void assertSound(AudioConfig config) {
    assertThat(config.channels()).isBetween(1, 8);
    assertThat(config.sampleRate()).isBetween(1, 655_350);
    assertThat(config.frameSamples()).isBetween(0, 65_535);
  }

  @Test
  void withstandsMutations() throws MediaFormatException {
    OpusConfig.parseHead(OPUS_HEAD);
    Eac3Config.ofAccessUnit(EAC3_FRAMES);
    FlacConfig.parse(FlacConfigTest.DFLA);
    var random = new Random(1);

    for (int i = 0; i < MUTATIONS; i++) {
      parsesOpus(Mutation.of(OPUS_HEAD, random));
      readsOpusPackets(Mutation.of(OPUS_PACKET, random));
      parsesAc3(Mutation.of(DolbyConfigTest.AC3_FRAME, random));
      parsesEac3(Mutation.of(EAC3_FRAMES, random));
      parsesDec3(Mutation.of(DolbyConfigTest.DEC3, random));
      parsesDfLa(Mutation.of(FlacConfigTest.DFLA, random));
      parsesMp3(Mutation.of(MP3_FRAME, random));
    }
  }
}
