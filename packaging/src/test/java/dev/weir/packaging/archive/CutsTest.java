package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.MediaFormatException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {
  @Test
  void areReadBackFromTheirText() throws MediaFormatException {
    Cuts cuts = Cuts.of(0, 6_006_000, 12_012_000, 16_016_000);

    assertThat(cuts.text()).isEqualTo("6006000x2 4004000");
    assertThat(Cuts.parse(cuts.text())).isEqualTo(cuts);
    assertThat(Cuts.parse(Cuts.of(0).text())).isEqualTo(Cuts.of(0));
  }

  @Test
  void ofALongFilmAreAShortText() {
    assertThat(Cuts.every(Duration.ofSeconds(4), Duration.ofHours(3)).text())
        .isEqualTo("4000000x2699");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "0", "4000000x", "4000000x0", "-1", "4000000  1", "4000000x99999"})
  void whatIsNoTextOfCutsIsRefused(String text) {
    assertThatThrownBy(() -> Cuts.parse(text)).isInstanceOf(MediaFormatException.class);
  }

  @Test
  void lieAtKeyframesNearestToSixSecondsApart() {
    List<Long> everyTwoSeconds =
        LongStream.rangeClosed(0, 10).mapToObj(i -> i * 2_000_000).toList();

    assertThat(atKeyframes(everyTwoSeconds))
        .isEqualTo(Cuts.of(0, 6_000_000, 12_000_000, 18_000_000));
    assertThat(atKeyframes(List.of(0L, 5_000_000L, 10_000_000L)))
        .isEqualTo(Cuts.of(0, 5_000_000, 10_000_000));
  }

  @Test
  void leaveALongGroupOfPicturesWhole() {
    assertThat(atKeyframes(List.of(0L, 1_000_000L, 14_000_000L, 15_000_000L, 19_000_000L)))
        .isEqualTo(Cuts.of(0, 14_000_000, 19_000_000));
  }

  private static Cuts atKeyframes(List<Long> micros) {
    var cuts = new KeyframeCuts();
    micros.forEach(cuts::add);
    return cuts.finish();
  }
}
