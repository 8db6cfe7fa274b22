package dev.weir.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubtitleFileTest {
  @TempDir private Path folder;

  @Test
  void haveTheNameOfTheFilm() throws Exception {
    Path film = file("My.film.mkv");
    for (String name :
        List.of(
            "My.film.srt",
            "My.film.GER.srt",
            "My.film.pt-BR.forced.ass",
            "My.film.en.hi.vtt",
            "My.film.hi.vtt",
            "My.film.sdh.srt",
            "My.film.2.srt",
            "My.film.extra.srt",
            "My.film.en.de.srt",
            "My.film.en.txt",
            "My.filming.srt",
            "film.srt")) {
      file(name);
    }
    Files.createDirectory(folder.resolve("My.film.fr.srt"));

    assertThat(SubtitleFile.beside(film))
        .extracting(
            found -> found.file().getFileName() + " " + found.language() + " " + found.kind())
        .containsExactly(
            "My.film.GER.srt de subtitles",
            "My.film.en.hi.vtt en captions",
            "My.film.hi.vtt hi subtitles",
            "My.film.pt-BR.forced.ass pt-BR forced",
            "My.film.sdh.srt  captions",
            "My.film.srt  subtitles");
  }

  private Path file(String name) throws Exception {
    return Files.createFile(folder.resolve(name));
  }
}
