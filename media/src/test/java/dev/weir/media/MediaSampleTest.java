package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.media.codec.AacConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaSampleTest {
  private static final MediaSample SAMPLE =
      new MediaSample(1, 100, -20, 40, true, List.of(Bytes.of(1, 2), Bytes.of(3)));

  @Test
  void presentsAfterItsCompositionOffset() {
    assertThat(SAMPLE.ptsTicks()).isEqualTo(80);
  }

  @Test
  void countsTheOctetsOfAllUnits() {
    assertThat(SAMPLE.payloadBytes()).isEqualTo(3);
  }

  @Test
  void changesOneThingAtATime() {
    assertThat(SAMPLE.withDtsTicks(7))
        .isEqualTo(new MediaSample(1, 7, -20, 40, true, SAMPLE.units()));
    assertThat(SAMPLE.withDurationTicks(7))
        .isEqualTo(new MediaSample(1, 100, -20, 7, true, SAMPLE.units()));
  }

  @Test
  void keepsItsUnitsWhenTheListChanges() {
    var units = new ArrayList<>(List.of(Bytes.of(1)));
    var sample = new MediaSample(1, 0, 0, 1, true, units);
    units.clear();

    assertThat(sample.units()).hasSize(1);
  }

  @Test
  void belongsToATrackWithAnIdAndATimescale() {
    var config = new AacConfig(2, 48_000, 2, 1024, Bytes.ofHex("1190"));

    assertThat(new Track(1, 48_000, config).kind()).isEqualTo(TrackKind.AUDIO);
    assertThatIllegalArgumentException().isThrownBy(() -> new Track(0, 48_000, config));
    assertThatIllegalArgumentException().isThrownBy(() -> new Track(1, 0, config));
  }
}
