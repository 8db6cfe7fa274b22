package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvcSpsTest {
  @Test
  void readsAPlainPicture() throws MediaFormatException {
    assertThat(AvcSps.parse(new SpsBits(66).toUnit())).isEqualTo(new AvcSps(66, 0, 31, 160, 96, 0));
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
    AvcSps sps = AvcSps.parse(new SpsBits(100).chroma(chroma).crop(3, 7, 4, 6).toUnit());

    assertThat(sps.width()).isEqualTo(width);
    assertThat(sps.height()).isEqualTo(height);
  }

  @Test
  void countsCroppingOfInterlacedPicturesInFields() throws MediaFormatException {
    AvcSps sps = AvcSps.parse(new SpsBits(77).size(120, 34).interlaced().crop(0, 0, 0, 2).toUnit());

    assertThat(sps.width()).isEqualTo(1920);
    assertThat(sps.height()).isEqualTo(1080);
  }

  @Test
  void passesOverScalingLists() throws MediaFormatException {
    // the first list ends at once, the second is whole, the others are absent
    SpsBits bits =
        new SpsBits(100)
            .scaling(lists -> {
              lists.put(1, 1).se(-8);
              lists.put(1, 1);
              for (int i = 0; i < 16; i++) {
                lists.se(1);
              }
              lists.put(0, 6);
            });

    assertThat(AvcSps.parse(bits.toUnit()).height()).isEqualTo(96);
  }

  @Test
  void passesOverAnOrderCountCycle() throws MediaFormatException {
    SpsBits bits =
        new SpsBits(66).orderCount(o -> o.ue(1).put(0, 1).se(-3).se(4).ue(2).se(7).se(-7));

    assertThat(AvcSps.parse(bits.toUnit()).width()).isEqualTo(160);
  }

  @Test
  void passesOverOrderCountBits() throws MediaFormatException {
    SpsBits bits = new SpsBits(66).orderCount(o -> o.ue(0).ue(12));

    assertThat(AvcSps.parse(bits.toUnit()).width()).isEqualTo(160);
  }

  @Test
  void readsAspectColoursAndAFixedFrameRate() throws MediaFormatException {
    SpsBits bits =
        new SpsBits(100)
            .vui(vui -> {
              vui.put(1, 1).put(255, 8).put(12, 16).put(11, 16); // aspect
              vui.put(1, 1).put(0, 1); // overscan
              vui.put(1, 1).put(5, 3).put(1, 1).put(1, 1).put(9, 8).put(16, 8).put(9, 8);
              vui.put(1, 1).ue(0).ue(0); // chroma location
              vui.put(1, 1).put(1001, 32).put(60_000, 32).put(1, 1); // timing
            });

    AvcSps sps = AvcSps.parse(bits.toUnit());

    assertThat(sps.pixelAspect()).isEqualTo(new PixelAspect(12, 11));
    assertThat(sps.pixelAspect().displayWidth(sps.width())).isEqualTo(174);
    assertThat(sps.colour()).isEqualTo(Optional.of(new VideoColour(9, 16, 9, true)));
    assertThat(sps.frameRate()).isEqualTo(30_000 / 1001.0);
  }

  @ParameterizedTest
  @CsvSource({"65535, 1, 65535", "1, 65535, 1", "65535, 65534, 160"})
  void givesAWidthOnTheScreenThatAHeaderCanHold(int width, int height, int displayWidth)
      throws MediaFormatException {
    SpsBits bits =
        new SpsBits(66).vui(v -> v.put(1, 1).put(255, 8).put(width, 16).put(height, 16).put(0, 4));

    assertThat(displayWidth(bits)).isEqualTo(displayWidth);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 60, 0, 0", // varies
    "0, 60, 1, 0", // no unit
    "1, 50, 1, 25"
  })
  void believesOnlyAFixedFrameRate(long unitsInTick, long timeScale, int fixed, double frameRate)
      throws MediaFormatException {
    SpsBits bits =
        new SpsBits(66)
            .vui(v -> v.put(0, 4).put(1, 1).put(unitsInTick, 32).put(timeScale, 32).put(fixed, 1));

    assertThat(AvcSps.parse(bits.toUnit()).frameRate()).isEqualTo(frameRate);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "14, 4, 3", "16, 2, 1", "17, 1, 1", "0, 1, 1"})
  void knowsAspectsByNumber(int idc, int width, int height) throws MediaFormatException {
    SpsBits bits = new SpsBits(66).vui(v -> v.put(1, 1).put(idc, 8).put(0, 4));

    assertThat(AvcSps.parse(bits.toUnit()).pixelAspect()).isEqualTo(new PixelAspect(width, height));
  }

  @Test
  void takesPicturesOf16384PixelsAndNoLarger() throws MediaFormatException {
    assertThat(AvcSps.parse(new SpsBits(66).size(1024, 1024).toUnit()).width()).isEqualTo(16_384);
    assertRefused(new SpsBits(66).size(1025, 6), Kind.LIMIT);
    assertRefused(new SpsBits(66).size(10, Integer.MAX_VALUE), Kind.LIMIT);
    assertRefused(new SpsBits(66).size(10, 513).interlaced(), Kind.LIMIT);
  }

  @Test
  void refusesFieldsOutsideOfTheirRange() {
    assertRefused(new SpsBits(66).crop(40, 40, 0, 0), Kind.MALFORMED);
    assertRefused(new SpsBits(66).crop(0x7FFF_FFFE, 0x7FFF_FFFE, 0, 0), Kind.MALFORMED);
    assertRefused(new SpsBits(66).orderCount(o -> o.ue(3)), Kind.MALFORMED);
    assertRefused(new SpsBits(100).chroma(4), Kind.MALFORMED);
    assertRefused(new SpsBits(100).depth(15, 8), Kind.MALFORMED);
    assertRefused(
        new SpsBits(66).orderCount(o -> o.ue(1).put(0, 1).se(0).se(0).ue(256)), Kind.MALFORMED);
  }

  @Test
  void refusesEveryCutOfAUnit() throws MediaFormatException {
    Bytes unit = new SpsBits(100).crop(1, 2, 3, 4).toUnit();

    for (int length = 0; length < unit.length() - 1; length++) {
      Bytes cut = unit.slice(0, length);
      assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> AvcSps.parse(cut));
    }
  }

  private static int displayWidth(SpsBits bits) throws MediaFormatException {
    AvcSps sps = AvcSps.parse(bits.toUnit());
    return sps.pixelAspect().displayWidth(sps.width());
  }

  private static void assertRefused(SpsBits bits, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> AvcSps.parse(bits.toUnit()))
        .returns(kind, MediaFormatException::kind);
  }
}
