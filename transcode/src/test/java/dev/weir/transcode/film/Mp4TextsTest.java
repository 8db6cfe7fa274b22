package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.container.text.Cue;
import dev.weir.media.MediaFormatException;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4TextsTest {
  private static final int LONG = 60_000;

  @TempDir private Path root;

  @Test
  void readsLongCues() throws Exception {
    assertThat(read(film(3))).hasSize(3).allMatch(cue -> cue.text().length() >= LONG);
  }

  @Test
  void refusesMoreTextThanItWouldKeep() {
    assertThatThrownBy(() -> read(film(150)))
        .isInstanceOf(MediaFormatException.class)
        .hasMessageContaining("more than 8388608 characters");
  }

  private static List<Cue> read(Path film) throws IOException, MediaFormatException {
    try (OpenFilm open = OpenFilm.openForText(film)) {
      Mp4Track text = open.file().tracks().getFirst();
      return Mp4Texts.read(open.file(), text, 0);
    }
  }

  private Path film(int cues) throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < cues; i++) {
      String second = "00:%02d:%02d".formatted(i / 60, i % 60);
      lines.append("%d\n%s,000 --> %s,900\n".formatted(i + 1, second, second));
      lines.append("a".repeat(LONG)).append("\n\n");
    }
    Path subtitles = Files.writeString(root.resolve("film.srt"), lines);
    return FfmpegMedia.make(
        root.resolve("film.mp4"), List.of("-i", subtitles.toString(), "-c:s", "mov_text"));
  }
}
