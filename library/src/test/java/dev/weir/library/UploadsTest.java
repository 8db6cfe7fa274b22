package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Databases.Engine;
import dev.weir.library.Upload.State;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class UploadsTest {
  private static final long LENGTH = 100L << 30;
  private static final Upload FILM = upload("u1", "a1", 1_000);

  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Uploads uploads;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    uploads = new Uploads(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void findsWhatWasAdded() {
    var nameless =
        new Upload(
            "u2",
            "a2",
            new Upload.Source("admin", Optional.empty(), Optional.empty(), ""),
            1,
            0,
            State.RECEIVING,
            2_000,
            3_000);

    assertThat(uploads.add(FILM)).isTrue();
    assertThat(uploads.add(nameless)).isTrue();

    assertThat(uploads.find("u1")).contains(FILM);
    assertThat(uploads.find("u2")).contains(nameless);
    assertThat(uploads.find("u3")).isEmpty();
    assertThat(uploads.in(State.RECEIVING)).containsExactly(FILM, nameless);
    assertThat(uploads.in(State.COMPLETE)).isEmpty();
  }

  @Test
  void advancesAndNeverGoesBack() {
    uploads.add(FILM);

    assertThat(uploads.advance("u1", 50, 5_000)).isTrue();
    assertThat(uploads.advance("u1", 50, 6_000)).isTrue();
    assertThat(uploads.advance("u1", 49, 7_000)).isFalse();
    assertThat(uploads.advance("none", 50, 5_000)).isFalse();

    assertThat(uploads.find("u1")).contains(at(FILM, 50, State.RECEIVING, 6_000));
  }

  @Test
  void isCompleteWithTheLastByte() {
    uploads.add(FILM);

    assertThat(uploads.advance("u1", LENGTH, 5_000)).isTrue();
    assertThat(uploads.advance("u1", LENGTH, 6_000)).isFalse();

    assertThat(uploads.in(State.COMPLETE)).containsExactly(at(FILM, LENGTH, State.COMPLETE, 5_000));
  }

  @Test
  void remembersWhatHasEnded() {
    uploads.add(FILM);
    uploads.add(upload("u2", "a2", 1_000));
    uploads.advance("u1", LENGTH, 5_000);

    uploads.take("u1", 8_000);
    uploads.lose("u2", 9_000);

    assertThat(uploads.find("u1")).contains(at(FILM, LENGTH, State.TAKEN, 8_000));
    assertThat(uploads.find("u2").orElseThrow().state()).isEqualTo(State.LOST);
    assertThat(uploads.advance("u2", 1, 10_000)).isFalse();
  }

  @Test
  void tellsWhatHasExpired() {
    uploads.add(FILM);
    uploads.add(upload("u2", "a2", 2_000));
    uploads.add(upload("u3", "a3", 1_000));
    uploads.advance("u3", LENGTH, 11_000);

    assertThat(uploads.expired(10_999)).isEmpty();
    assertThat(uploads.expired(11_000)).containsExactly(FILM);

    assertThat(uploads.remove("u1")).isTrue();
    assertThat(uploads.remove("u1")).isFalse();
    assertThat(uploads.expired(12_000)).extracting(Upload::id).containsExactly("u2");
  }

  @Test
  void takesSoManyAtOnceAndNoMore() {
    for (int i = 0; i < Uploads.MOST; i++) {
      assertThat(uploads.add(upload("u" + i, "a" + i, i))).isTrue();
    }
    assertThat(uploads.add(upload("more", "more", 1))).isFalse();

    uploads.advance("u0", LENGTH, 1);

    assertThat(uploads.add(upload("more", "more", 1))).isTrue();
  }

  private static Upload upload(String id, String asset, long createdMillis) {
    var source =
        new Upload.Source(
            "admin", Optional.of("film.mkv"), Optional.of("Ein Film"), "filename Zg==");
    return new Upload(
        id, asset, source, LENGTH, 0, State.RECEIVING, createdMillis, createdMillis + 10_000);
  }

  private static Upload at(Upload upload, long offsetBytes, State state, long expiresMillis) {
    return new Upload(
        upload.id(),
        upload.asset(),
        upload.source(),
        upload.lengthBytes(),
        offsetBytes,
        state,
        upload.createdMillis(),
        expiresMillis);
  }
}
