package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpDateTest {
  private final HttpDate date = new HttpDate();

  /** The example of RFC 9110 §5.6.7, and a day of one digit. */
  @Test
  void isWrittenAsRfc9110Says() {
    assertThat(date.at(784_111_777_000L)).hasToString("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(date.at(1_763_676_000_999L)).hasToString("Thu, 20 Nov 2025 22:00:00 GMT");
  }

  @Test
  void isWrittenOncePerSecond() {
    CharSequence first = date.at(1_763_676_000_000L);

    assertThat(date.at(1_763_676_000_999L)).isSameAs(first);
    assertThat(date.at(1_763_676_001_000L)).hasToString("Thu, 20 Nov 2025 22:00:01 GMT");
  }
}
