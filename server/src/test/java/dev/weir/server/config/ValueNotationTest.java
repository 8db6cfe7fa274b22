package dev.weir.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ValueNotationTest {
  @Test
  void readsUnits() {
    assertThat(DataSize.parse("8MiB").bytes()).isEqualTo(8 << 20);
    assertThat(Bitrate.parse("5Mbps").bitsPerSecond()).isEqualTo(5_000_000);
    assertThat(ValueTypes.parseDuration("2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(ValueTypes.parseDuration("5 min")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void refusesNumbersWithoutUnitAndUnitsThatOverflow() {
    assertThatThrownBy(() -> DataSize.parse("8")).hasMessageContaining("such as 64KiB");
    assertThatThrownBy(() -> Bitrate.parse("5mbps")).hasMessageContaining("such as 128kbps");
    assertThatThrownBy(() -> DataSize.parse("999999999999999999GiB"))
        .hasMessageContaining("too large");
  }

  @Property
  void printsSizesAsItReadsThem(@ForAll @LongRange(min = 0) long bytes) {
    var size = new DataSize(bytes % 1_000_000_000_000_000_000L);

    assertThat(DataSize.parse(size.toString())).isEqualTo(size);
  }
}
