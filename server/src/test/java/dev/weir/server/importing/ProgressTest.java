package dev.weir.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.importing.Progress.Display;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final StringWriter written = new StringWriter();

  @Test
  void writesALineForEveryTenth() {
    var progress = new Progress(new PrintWriter(written), Display.LINES, "a.mkv", 1_000_000);
    for (int i = 0; i <= 100; i++) {
      progress.at(i * 10_000L, i * SECOND);
    }

    assertThat(written.toString().lines())
        .hasSize(11)
        .startsWith("a.mkv: 0 % of 1.0 MB, 0 B/s", "a.mkv: 10 % of 1.0 MB, 10 kB/s, 1:30 left")
        .endsWith("a.mkv: 100 % of 1.0 MB, 10 kB/s");
  }

  @Test
  void writesOneLineAnewOnATerminal() {
    var progress =
        new Progress(new PrintWriter(written), Display.TERMINAL, "a.mkv", 20_000_000_000L);
    progress.at(0, 0);
    progress.at(1_000_000, SECOND / 10);
    progress.at(2_000_000, SECOND);
    progress.say("the connection was lost");
    progress.end();

    assertThat(written.toString())
        .isEqualTo(
            "\r\u001b[Ka.mkv: 0 % of 20 GB, 2.0 MB/s, 2:46:39 left"
                + "\r\u001b[Ka.mkv: the connection was lost"
                + System.lineSeparator()
                + "\r\u001b[K");
  }

  @Test
  void beginsWhereTheFileGoesOn() {
    var progress = new Progress(new PrintWriter(written), Display.LINES, "a.mkv", 1000);
    progress.at(500, 0);
    progress.at(600, SECOND);

    assertThat(written.toString().lines())
        .last()
        .isEqualTo("a.mkv: 60 % of 1.0 kB, 100 B/s, 0:04 left");
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "999,999 B", "1000,1.0 kB", "9940,9.9 kB", "999499,999 kB", "999999,1.0 MB"})
  void writesSizes(long bytes, String text) {
    assertThat(Progress.size(bytes)).isEqualTo(text);
  }
}
