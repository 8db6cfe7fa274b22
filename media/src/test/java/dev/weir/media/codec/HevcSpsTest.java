package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HevcSpsTest {
  private static final HevcProfile MAIN =
      new HevcProfile(0, false, 1, 0x6000_0000, 0x9000_0000_0000L, 90);

  @Test
  void readsAPlainPicture() throws MediaFormatException {
    assertThat(HevcSps.parse(new HevcSpsBits().toUnit()))
        .isEqualTo(
            new HevcSps(
                MAIN,
                1,
                true,
                160,
                96,
                0,
                PixelFormat.YUV_420_8_BIT,
                PixelAspect.SQUARE,
                Optional.empty(),
                HevcFields.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 150, 86", // monochrome
    "1, 140, 76", // 4:2:0
    "2, 140, 86", // 4:2:2
    "3, 150, 86" // 4:4:4
  })
  void countsCroppingInChromaSamples(int chroma, int width, int height)
      throws MediaFormatException {
    HevcSps sps = HevcSps.parse(new HevcSpsBits().chroma(chroma).crop(3, 7, 4, 6).toUnit());

    assertThat(sps.width()).isEqualTo(width);
    assertThat(sps.height()).isEqualTo(height);
    assertThat(sps.pixelFormat()).isEqualTo(new PixelFormat(chroma, 8, 8));
  }

  @Test
  void passesOverTheLevelsOfSubLayers() throws MediaFormatException {
    // two sub-layers below the highest: profile and level of the first, level of the second
    HevcSpsBits bits =
        new HevcSpsBits()
            .subLayers(
                3,
                levels ->
                    levels
                        .put(3, 2)
                        .put(1, 2)
                        .put(0, 12)
                        .put(0, 32)
                        .put(0, 32)
                        .put(0, 32)
                        .put(0, 8));

    HevcSps sps = HevcSps.parse(bits.toUnit());

    assertThat(sps.subLayers()).isEqualTo(3);
    assertThat(sps.width()).isEqualTo(160);
  }

  @Test
  void passesOverScalingLists() throws MediaFormatException {
    // the first list is whole, one of 32x32 is whole with its middle, the others are predicted
    HevcSpsBits bits =
        new HevcSpsBits()
            .scaling(lists -> {
              lists.put(1, 1);
              for (int i = 0; i < 16; i++) {
                lists.se(1);
              }
              for (int i = 0; i < 5 + 6 + 6; i++) {
                lists.put(0, 1).ue(0);
              }
              lists.put(1, 1);
              for (int i = 0; i < 65; i++) {
                lists.se(-1);
              }
              lists.put(0, 1).ue(0);
            })
            .depth(10, 9);

    HevcSps sps = HevcSps.parse(bits.vui(HevcSpsTest::timing).toUnit());

    assertThat(sps.pixelFormat()).isEqualTo(new PixelFormat(1, 10, 9));
    assertThat(sps.frameRate()).isEqualTo(25);
  }

  @Test
  void passesOverRawBlocksAndLongTermPictures() throws MediaFormatException {
    // order counts have 8 bits here
    HevcSpsBits bits =
        new HevcSpsBits()
            .pcm(pcm -> pcm.put(0x77, 8).ue(0).ue(2).put(1, 1))
            .longTerm(pictures -> pictures.ue(2).put(0x1FF, 9).put(0, 9));

    assertThat(HevcSps.parse(bits.vui(HevcSpsTest::timing).toUnit()).frameRate()).isEqualTo(25);
  }

  @Test
  void passesOverSetsOfReferencesThatArePredicted() throws MediaFormatException {
    HevcSpsBits bits =
        new HevcSpsBits()
            .referenceSets(sets -> {
              sets.ue(3);
              // -1, -3 before and 2 after
              sets.ue(2).ue(1).ue(0).put(1, 1).ue(1).put(0, 1).ue(1).put(1, 1);
              // moved by +1: 0 is no picture, -2 and 3 stay, and 1 itself: three of them
              sets.put(1, 1).put(0, 1).ue(0).put(1, 1).put(1, 1).put(0b01, 2).put(1, 1);
              // moved by -1: so four flags, of which the last two say that nothing is used
              sets.put(1, 1).put(1, 1).ue(0).put(1, 1).put(1, 1).put(0, 2).put(0, 2);
            });

    assertThat(HevcSps.parse(bits.vui(HevcSpsTest::timing).toUnit()).frameRate()).isEqualTo(25);
  }

  @Test
  void readsAspectColoursAndTheFrameRate() throws MediaFormatException {
    HevcSpsBits bits =
        new HevcSpsBits()
            .vui(vui -> {
              vui.put(1, 1).put(255, 8).put(12, 16).put(11, 16); // aspect
              vui.put(1, 1).put(0, 1); // overscan
              vui.put(1, 1).put(5, 3).put(0, 1).put(1, 1).put(9, 8).put(16, 8).put(9, 8);
              vui.put(1, 1).ue(0).ue(0); // chroma location
              vui.put(0, 3).put(1, 1).ue(1).ue(1).ue(1).ue(1); // default display window
              vui.put(1, 1).put(1001, 32).put(60_000, 32);
            });

    HevcSps sps = HevcSps.parse(bits.toUnit());

    assertThat(sps.pixelAspect()).isEqualTo(new PixelAspect(12, 11));
    assertThat(sps.colour()).contains(new VideoColour(9, 16, 9, false));
    assertThat(sps.frameRate()).isEqualTo(60_000 / 1001.0);
  }

  @Test
  void refusesFieldsOutsideOfTheirRange() {
    assertRefused(new HevcSpsBits().size(0, 96), Kind.LIMIT);
    assertRefused(new HevcSpsBits().size(16_385, 96), Kind.LIMIT);
    assertRefused(new HevcSpsBits().crop(40, 40, 0, 0), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().crop(0x7FFF_FFFE, 0x7FFF_FFFE, 0, 0), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().chroma(4), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().depth(16, 8), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().subLayers(8, levels -> {}), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().referenceSets(sets -> sets.ue(65)), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().referenceSets(s -> s.ue(1).ue(9).ue(8)), Kind.MALFORMED);
    assertRefused(new HevcSpsBits().longTerm(pictures -> pictures.ue(33)), Kind.MALFORMED);
  }

  @Test
  void refusesEveryCutOfAUnit() {
    Bytes unit = new HevcSpsBits().crop(1, 2, 3, 4).vui(HevcSpsTest::timing).toUnit();

    for (int length = 0; length < unit.length() - 1; length++) {
      Bytes cut = unit.slice(0, length);
      assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> HevcSps.parse(cut));
    }
  }

  /** 25 pictures a second, at the end of what is read. */
  private static void timing(BitWriter vui) {
    vui.put(0, 4).put(0, 3).put(0, 1).put(1, 1).put(1, 32).put(25, 32);
  }

  private static void assertRefused(HevcSpsBits bits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> HevcSps.parse(bits.toUnit()))
        .returns(kind, MediaFormatException::kind);
  }
}
