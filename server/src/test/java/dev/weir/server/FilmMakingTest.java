package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Asset;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Job;
import dev.weir.server.config.ConfigLoader;
import dev.weir.server.config.WeirConfig;
import dev.weir.testkit.ManualClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmMakingTest {
  @TempDir private Path data;

  @Test
  void tellsWhoeverKeepsFilesOpenThatAFilmIsGone() throws Exception {
    WeirConfig config = new ConfigLoader().assignments(List.of("data=" + data)).load();
    var gone = new ArrayList<String>();
    try (var database = Database.open(new DatabaseAddress.Sqlite(data.resolve("library.db")));
        var films = new FilmMaking(config, database, new ManualClock(1_000), gone::add)) {
      films
          .shelves()
          .assets()
          .add(
              Asset.waiting("a", "A", "a.mkv", 1, 1_000),
              Job.waiting("a.read", "a", Job.Kind.READ, "", 0, 1_000));

      assertThat(films.shelves().removal().remove("a")).isTrue();

      assertThat(gone).containsExactly("a");
    }
  }
}
