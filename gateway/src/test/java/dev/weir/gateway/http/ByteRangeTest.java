package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.http.ByteRange.Stretch;
import dev.weir.gateway.http.ByteRange.Unsatisfiable;
import dev.weir.gateway.http.ByteRange.Whole;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final long LENGTH = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-999, 0, 1000",
    "bytes=0-, 0, 1000",
    "bytes=999-, 999, 1000",
    "bytes=10-19, 10, 20",
    "bytes=10-5000, 10, 1000",
    "bytes=-1, 999, 1000",
    "bytes=-1000, 0, 1000",
    "bytes=-5000, 0, 1000",
    "bytes=5-999999999999999999, 5, 1000",
    "bytes=000-009, 0, 10",
    "Bytes=0-0, 0, 1",
  })
  void readsOneRange(String header, long from, long to) {
    assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(new Stretch(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=999999999999999999-"})
  void nothingOfItIsThere(String header) {
    assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "items=0-1",
        "bytes=0x1-2",
        "bytes=+1-2",
        "bytes= 0-1",
        "bytes=0-1 ",
        "bytes=1--2",
        "bytes=\u0661-2",
        "bytes=9999999999999999999-",
        "bytes=0-9999999999999999999"
      })
  void whatCannotBeReadMeansTheWhole(String header) {
    assertThat(ByteRange.parse(header, LENGTH)).isEqualTo(new Whole());
  }

  @Test
  void noHeaderMeansTheWhole() {
    assertThat(ByteRange.parse(null, LENGTH)).isEqualTo(new Whole());
  }

  @Test
  void nothingCanBeTakenFromNothing() {
    assertThat(ByteRange.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
    assertThat(ByteRange.parse("bytes=-5", 0)).isEqualTo(new Unsatisfiable());
  }

  @Property
  void aStretchIsNeverEmptyNorBeyondTheEnd(
      @ForAll @LongRange(min = 0, max = 50) long from,
      @ForAll @LongRange(min = 0, max = 50) long last,
      @ForAll @LongRange(min = 0, max = 50) long length) {
    if (ByteRange.parse("bytes=%d-%d".formatted(from, last), length)
        instanceof Stretch(long begin, long end)) {
      assertThat(begin).isEqualTo(from).isLessThan(end);
      assertThat(end).isEqualTo(Math.min(last + 1, length));
    }
  }
}
