package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Sample;
import dev.weir.container.mp4.Mp4Samples;
import dev.weir.container.mp4.Mp4Source;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.gateway.http.AssetView.Visibility;
import dev.weir.media.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilmDownloadTest {
  private static final String ADDRESS = "/vod/film/download.mp4";

  @TempDir private Path folder;

  private FilmServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() {
    server = new FilmServer(folder);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void isForFilmsAloneWhoseOwnerAllowsIt() throws Exception {
    assertThat(get().statusCode()).isEqualTo(403);

    server.allowDownload("Ein Film");
    server.clock.advance(Duration.ofSeconds(1));

    assertThat(get().statusCode()).isEqualTo(200);
  }

  @Test
  void isOneFileWithEverySampleInItsPlace() throws Exception {
    server.allowDownload("Über \"Wasser\"");

    HttpResponse<byte[]> answer = get();

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue(
            "attachment; filename=\"_ber _Wasser_.mp4\";"
                + " filename*=UTF-8''%C3%9Cber%20%22Wasser%22.mp4");
    Mp4File film = Mp4File.open(new Held(Bytes.wrap(answer.body())));
    Mp4Track track = film.tracks().getFirst();
    assertThat(film.note()).isEmpty();
    assertThat(film.tracks()).hasSize(1);
    assertThat(track.labels().language()).hasValue("en");
    assertThat(film.endMicros()).isEqualTo(12_010_667);
    assertThat(payloads(film, track)).isEqualTo(server.frames());
    until(() -> server.memory.heldBytes() == 0);
  }

  private static List<Bytes> payloads(Mp4File film, Mp4Track track) throws Exception {
    var found = new ArrayList<Bytes>();
    Mp4Samples samples = film.samples(track.id());
    long expectedTicks = 0;
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      assertThat(next.get().ptsTicks()).isEqualTo(expectedTicks);
      expectedTicks += next.get().durationTicks();
      found.add(film.read(next.get()));
    }
    return found;
  }

  @Test
  void canBeHadInAnyPieces() throws Exception {
    server.allowDownload("Film");
    HttpResponse<byte[]> whole = get();
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    var random = new Random(20_261_122);

    var pieces = new ByteArrayOutputStream();
    while (pieces.size() < whole.body().length) {
      int end = pieces.size() + 1 + random.nextInt(pieces.size() < 4_000 ? 900 : 900_000);
      HttpResponse<byte[]> piece =
          get("Range", "bytes=" + pieces.size() + "-" + end, "If-Range", tag);
      assertThat(piece.statusCode()).isEqualTo(206);
      pieces.write(piece.body());
    }

    assertThat(Bytes.wrap(pieces.toByteArray())).isEqualTo(Bytes.wrap(whole.body()));
    assertThat(get("If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("Range", "bytes=999999999-").statusCode()).isEqualTo(416);
    until(() -> server.memory.heldBytes() == 0);
  }

  @Test
  void isTheSameFileFromAnotherServer() throws Exception {
    server.allowDownload("Film");
    String tag = get().headers().firstValue("ETag").orElseThrow();

    try (var other = server.another()) {
      String address = "http://127.0.0.1:" + other.boundPort() + ADDRESS;

      assertThat(send(address).headers().firstValue("ETag")).hasValue(tag);
    }
  }

  @Test
  void hasNoTrackThatTheFilmHasNot() throws Exception {
    server.allowDownload("Film");

    assertThat(ask(ADDRESS + "?audio=audio").statusCode()).isEqualTo(200);
    assertThat(ask(ADDRESS + "?audio=other").statusCode()).isEqualTo(404);
    assertThat(ask(ADDRESS + "?video=720p").statusCode()).isEqualTo(404);
  }

  @Test
  void ofAPrivateFilmIsForThoseWhoMayWatch() throws Exception {
    server.publish(Visibility.PRIVATE, "audio");
    server.allowDownload("Film");

    assertThat(get().statusCode()).isEqualTo(404);
    HttpResponse<byte[]> mine = get("X-Caller", "me");
    assertThat(mine.statusCode()).isEqualTo(200);
    assertThat(mine.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");
  }

  private HttpResponse<byte[]> get(String... headers) throws Exception {
    return ask(ADDRESS, headers);
  }

  private HttpResponse<byte[]> ask(String path, String... headers) throws Exception {
    return send(server.plain(path), headers);
  }

  private HttpResponse<byte[]> send(String address, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** A file in memory. */
  private record Held(Bytes octets) implements Mp4Source {
    @Override
    public long lengthBytes() {
      return octets.length();
    }

    @Override
    public Bytes read(long offset, int count) {
      return octets.slice((int) offset, (int) offset + count);
    }
  }
}
