package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No input makes these parsers throw anything but {@link MediaFormatException}, and what they
 * accept they write so that they read the same again. To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test
 * -Dtest=VideoConfigFuzzTest#parsesHvcC -Dtest.jvm.args= …}
 */
class VideoConfigFuzzTest {
  private static final int MUTATIONS = 20_000;
  private static final Bytes HEVC_SPS = HevcConfigTest.HVCC.slice(57, 101);
  private static final Bytes TEMPORAL_UNIT =
      Bytes.ofHex("1200 0a0b000000043d06d4daf90040 3204 10008400");

  @FuzzTest
  void parsesHvcC(byte[] input) {
    try {
      HevcConfig config = HevcConfig.parse(Bytes.wrap(input));

      assertThat(HevcConfig.parse(config.toHvcC())).isEqualTo(config);
      assertSound(config, "hvc1.");
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesHevcSps(byte[] input) {
    try {
      HevcSps sps = HevcSps.parse(Bytes.wrap(input));

      assertThat(sps.width()).isBetween(1, 16_384);
      assertThat(sps.height()).isBetween(1, 16_384);
      assertThat(sps.subLayers()).isBetween(1, 7);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesAv1C(byte[] input) {
    try {
      Optional<Av1Config> config = Av1Config.parse(Bytes.wrap(input));

      if (config.isPresent()) {
        assertThat(Av1Config.parse(config.get().toAv1C())).isEqualTo(config);
        assertSound(config.get(), "av01.");
      }
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void splitsTemporalUnits(byte[] input) {
    try {
      Bytes unit = Bytes.wrap(input);
      Av1Config config = Av1Config.parse(Av1ConfigTest.AV1C).orElseThrow();

      List<Bytes> obus = Av1Obus.split(unit);

      assertThat(Bytes.concat(obus)).isEqualTo(unit);
      assertThat(unit.length()).isGreaterThanOrEqualTo(obus.size());
      if (config.isKeyframe(obus)) {
        assertThat(config.sampleUnits(obus)).isNotEmpty();
        assertSound(config.configuredBy(obus), "av01.");
      }
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesVpcC(byte[] input) {
    try {
      Vp9Config config = Vp9Config.parse(Bytes.wrap(input), 640, 360);

      assertThat(Vp9Config.parse(config.toVpcC(), 640, 360)).isEqualTo(config);
      assertSound(config, "vp09.");
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  @FuzzTest
  void parsesVp9Frames(byte[] input) {
    try {
      Bytes frame = Bytes.wrap(input);
      Vp9FrameHeader header = Vp9FrameHeader.parse(frame);
      Vp9Config config = Vp9Config.parse(Vp9ConfigTest.VPCC, 640, 360);

      assertThat(Vp9FrameHeader.isKeyFrame(frame)).isTrue();
      assertThat(config.configuredBy(List.of(frame)).width()).isEqualTo(header.width());
      assertSound(config.configuredBy(List.of(frame)), "vp09.");
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  private static void assertSound(VideoConfig config, String name) {
    assertThat(config.codecString()).startsWith(name).hasSizeLessThan(64);
    assertThat(config.width()).isBetween(1, 16_384);
    assertThat(config.height()).isBetween(1, 16_384);
    assertThat(config.pixelAspect().displayWidth(config.width())).isBetween(1, 65_535);
    assertThat(config.frameRate()).isNotNegative();
  }

  @Test
  void withstandsMutations() throws MediaFormatException {
    HevcConfig.parse(HevcConfigTest.HVCC);
    HevcSps.parse(HEVC_SPS);
    Av1Obus.split(TEMPORAL_UNIT);
    var random = new Random(1);

    for (int i = 0; i < MUTATIONS; i++) {
      parsesHvcC(Mutation.of(HevcConfigTest.HVCC, random));
      parsesHevcSps(Mutation.of(HEVC_SPS, random));
      parsesAv1C(Mutation.of(Av1ConfigTest.HLG_AV1C, random));
      splitsTemporalUnits(Mutation.of(TEMPORAL_UNIT, random));
      parsesVpcC(Mutation.of(Vp9ConfigTest.VPCC, random));
      parsesVp9Frames(Mutation.of(Vp9ConfigTest.KEY_FRAME, random));
    }
  }
}
