package dev.weir.packaging.dash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRateTest {
  @ParameterizedTest
  @CsvSource({
    "30, 30",
    "29.97, 30000/1001",
    "23.976, 24000/1001",
    "59.94, 60000/1001",
    "60.001, 60",
    "24.999, 25",
    "12.5, 12500/1000",
  })
  void printsTheRateThatWasMeant(double measured, String expected) {
    assertThat(FrameRate.nearest(measured).toString()).isEqualTo(expected);
  }
}
