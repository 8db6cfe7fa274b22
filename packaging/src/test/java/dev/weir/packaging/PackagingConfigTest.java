package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagingConfigTest {
  @ParameterizedTest
  @CsvSource({
    "99, 2000, 10000, 30000, part must be 100ms to 2s",
    "2001, 3000, 10000, 30000, part must be 100ms to 2s",
    "500, 999, 10000, 30000, segment must be 1s or more",
    "1500, 1000, 10000, 30000, part must not be longer than segment",
    "500, 2000, 1999, 30000, segment must not be longer than max-segment",
    "500, 2000, 10001, 31000, max-segment must be 10s or less",
    "500, 2000, 10000, 29999, window must be three times max-segment or more",
  })
  void refusesWhatCannotBeKept(
      long part, long segment, long maxSegment, long window, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PackagingConfig(
                Duration.ofMillis(part),
                Duration.ofMillis(segment),
                Duration.ofMillis(maxSegment),
                Duration.ofMillis(window)))
        .withMessage(complaint);
  }
}
