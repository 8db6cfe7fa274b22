package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.gateway.http.AssetView.Visibility;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.DatabaseException;
import dev.weir.media.Bytes;
import dev.weir.net.TlsCertificate;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VodRouteTest {
  private static final String HLS = "/vod/film/index.m3u8";

  @TempDir private Path folder;

  private FilmServer server;

  @BeforeEach
  void start() {
    server = new FilmServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** How an answer gets to the client. */
  enum Way {
    PLAIN,
    TLS,
    HTTP_2
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void sendsASegmentWholeOrInPart(Way way) throws Exception {
    Bytes segment = server.bytes();

    var whole = get(way, server.address());
    var part = get(way, server.address(), "Range", "bytes=300000-899999");
    var last = get(way, server.address(), "Range", "bytes=-7");

    assertThat(Bytes.wrap(whole.body())).isEqualTo(segment);
    assertThat(whole.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString(segment.length()));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .hasValue("bytes 300000-899999/" + segment.length());
    assertThat(Bytes.wrap(part.body())).isEqualTo(segment.slice(300_000, 900_000));
    assertThat(Bytes.wrap(last.body())).isEqualTo(segment.slice(segment.length() - 7));
    until(() -> server.memory.heldBytes() == 0);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void mediaCanBeKeptForEverAndNeedNotBeSentAgain(Way way) throws Exception {
    var first = get(way, server.address());
    String tag = first.headers().firstValue("ETag").orElseThrow();

    var again = get(way, server.address(), "If-None-Match", tag);
    var other = get(way, server.address(), "Range", "bytes=0-9", "If-Range", "\"other\"");
    var same = get(way, server.address(), "Range", "bytes=0-9", "If-Range", tag);
    var beyond = get(way, server.address(), "Range", "bytes=99999999-");

    assertThat(tag).startsWith("\"");
    assertThat(first.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(first.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(List.of(again.statusCode(), other.statusCode(), same.statusCode()))
        .containsExactly(304, 200, 206);
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range"))
        .hasValue("bytes */" + server.bytes().length());
    until(() -> server.memory.heldBytes() == 0);
  }

  @Test
  void tellsTheLengthWithoutTheSegment() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.plain(server.address())))
            .method("HEAD", HttpRequest.BodyPublishers.noBody());

    var answer = client(Way.PLAIN).send(request.build(), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Length"))
        .hasValue(Integer.toString(server.bytes().length()));
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void playlistsAndManifestsAreFreshForAWhile() throws Exception {
    var multivariant = get(Way.PLAIN, HLS);
    var media = get(Way.PLAIN, "/vod/film/audio/index.m3u8");
    var texts = get(Way.PLAIN, "/vod/film/text/index.m3u8");
    var manifest = get(Way.PLAIN, "/vod/film/index.mpd");

    assertThat(text(multivariant)).contains("audio/index.m3u8").contains("SUBTITLES=");
    assertThat(multivariant.headers().firstValue("Cache-Control")).hasValue("public, max-age=10");
    assertThat(text(media)).contains("#EXT-X-PLAYLIST-TYPE:VOD").contains("#EXT-X-ENDLIST");
    assertThat(text(texts)).contains("2.vtt");
    assertThat(text(manifest)).contains("type=\"static\"").contains("<Label>English</Label>");
    assertThat(get(Way.PLAIN, "/vod/film/audio/init-10000.mp4").statusCode()).isEqualTo(200);
  }

  @Test
  void subtitlesOfASegmentAreWhatIsSaidInIt() throws Exception {
    String head = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n";
    String both = "\n00:00:03.000 --> 00:00:05.000\nTwo\n";

    assertThat(text(get(Way.PLAIN, "/vod/film/text/0.vtt")))
        .isEqualTo(head + "\n00:00:01.000 --> 00:00:02.000\nOne\n" + both);
    assertThat(text(get(Way.PLAIN, "/vod/film/text/1.vtt"))).isEqualTo(head + both);
    assertThat(text(get(Way.PLAIN, "/vod/film/text/2.vtt")))
        .isEqualTo(head + "\n00:01:00.000 --> 00:01:01.000\nBehind the end\n");
    assertThat(get(Way.PLAIN, "/vod/film/text/3.vtt").statusCode()).isEqualTo(404);
    assertThat(text(get(Way.PLAIN, "/vod/film/text/all.vtt"))).contains("One", "Two", "Behind");
  }

  @Test
  void subtitlesThatTheDiskHasLostAreNotThere() throws Exception {
    get(Way.PLAIN, "/vod/film/text/0.vtt");

    server.disk.delete("vod/film/text/all.vtt");

    assertThat(get(Way.PLAIN, "/vod/film/text/0.vtt").statusCode()).isEqualTo(404);
    assertThat(get(Way.PLAIN, "/vod/film/text/all.vtt").statusCode()).isEqualTo(404);
    assertThat(get(Way.PLAIN, "/vod/film/text/index.m3u8").statusCode()).isEqualTo(200);
  }

  @Test
  void picturesLieBesideTheFilm() throws Exception {
    var poster = get(Way.PLAIN, "/vod/film/poster.jpg");

    assertThat(text(poster)).isEqualTo("picture");
    assertThat(poster.headers().firstValue("Content-Type")).hasValue("image/jpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/vod/other/index.m3u8",
        "/vod/film/other/index.m3u8",
        "/vod/film/audio/1.m4s",
        "/vod/film/audio/480000.0.m4s",
        "/vod/film/audio/init-1.mp4",
        "/vod/film/audio/init.mp4",
        "/vod/film/audio/480000.cmaf",
        "/vod/film/other.jpg",
        "/vod/film/..%2Ffilm/index.m3u8",
        "/vod/film/audio/../../film/index.m3u8",
        "/vod/a.b/index.m3u8"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(get(Way.PLAIN, path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"/vod/film/index.m3u8", "/vod/film/audio/init-10000.mp4"})
  void aPrivateFilmIsThereForThoseAloneWhoMayWatchIt(String path) throws Exception {
    server.publish(Visibility.PRIVATE, "audio");

    var admitted = get(Way.PLAIN, path, "X-Caller", "me");

    assertThat(get(Way.PLAIN, path).statusCode()).isEqualTo(404);
    assertThat(admitted.statusCode()).isEqualTo(200);
    assertThat(admitted.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");
  }

  @Test
  void theLibraryIsAskedOnceASecond() throws Exception {
    for (int i = 0; i < 5; i++) {
      get(Way.PLAIN, HLS);
    }
    assertThat(server.asked).hasValue(1);

    server.write("louder");
    server.publish(Visibility.PUBLIC, "audio", "louder");
    assertThat(text(get(Way.PLAIN, HLS))).doesNotContain("louder");
    server.clock.advance(Duration.ofSeconds(1));
    assertThat(text(get(Way.PLAIN, HLS))).contains("louder");
  }

  @Test
  void aFilmThatIsForgottenIsGoneAtOnce() throws Exception {
    get(Way.PLAIN, server.address());
    server.library.clear();
    server.route.forget(FilmServer.ID);

    assertThat(get(Way.PLAIN, HLS).statusCode()).isEqualTo(404);
  }

  @Test
  void whatEverybodyMayWatchGoesOnWhileTheLibraryCannotBeReached() throws Exception {
    get(Way.PLAIN, HLS);
    server.unreachable =
        catchThrowableOfType(
            DatabaseException.class, () -> Database.open(new DatabaseAddress.Sqlite(folder)));
    server.clock.advance(Duration.ofSeconds(1));

    assertThat(get(Way.PLAIN, HLS).statusCode()).isEqualTo(200);
    server.route.forget(FilmServer.ID);
    HttpResponse<byte[]> unknown = get(Way.PLAIN, HLS);
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
    assertThat(text(unknown)).contains("library");
  }

  @Test
  void anAnswerForWhichThereIsNoMemoryIsRefusedWhereTheSystemCannotSendIt() throws Exception {
    server.memory.hold(FilmServer.ANSWER_BYTES);

    assertThat(get(Way.TLS, server.address()).statusCode()).isEqualTo(503);
    assertThat(get(Way.PLAIN, server.address()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aFileThatIsMissingIsNotFound(Way way) throws Exception {
    get(way, HLS);
    String address = server.address();
    server.disk.delete("vod/film/audio/480000.cmaf");

    assertThat(get(way, address).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aClientThatGoesAwayLeavesNothingBehind(Way way) throws Exception {
    server.allowDownload("Film");
    var version = way == Way.HTTP_2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1;
    try (var client = new LeavingClient(version)) {
      for (int again = 0; again < 4; again++) {
        String path = again % 2 == 0 ? server.address() : "/vod/film/download.mp4";
        String address = way == Way.PLAIN ? server.plain(path) : server.secure(path);

        assertThat(client.ask(address)).isEqualTo(200);
      }
    }
    until(() -> server.memory.heldBytes() == 0);
    assertThat(get(way, server.address()).body()).hasSize(server.bytes().length());
  }

  private HttpResponse<byte[]> get(Way way, String path, String... headers) throws Exception {
    String address = way == Way.PLAIN ? server.plain(path) : server.secure(path);
    var request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client(way).send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpClient client(Way way) throws Exception {
    return HttpClient.newBuilder()
        .version(way == Way.HTTP_2 ? Version.HTTP_2 : Version.HTTP_1_1)
        .sslContext(trusting())
        .build();
  }

  private SSLContext trusting() throws Exception {
    var pkcs12 = (TlsCertificate.Pkcs12) server.certificate;
    var own = KeyStore.getInstance(pkcs12.keyStore().toFile(), pkcs12.password().toCharArray());
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("weir", own.getCertificate("weir"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String text(HttpResponse<byte[]> answer) throws IOException {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
