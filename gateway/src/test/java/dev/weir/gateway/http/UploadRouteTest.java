package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Upload;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tus 1.0 says, request by request. */
class UploadRouteTest {
  private static final String UPLOADS = "/api/v1/uploads";
  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;
  private UploadServer server;

  @BeforeEach
  void open() {
    server = new UploadServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesAFileInTwoGoes() throws Exception {
    var created =
        server.send(
            server
                .request(UPLOADS)
                .header("Upload-Length", "11")
                .header("Upload-Metadata", "filename " + base64("C:\\Filme\\Ein Film.mkv") + ",x")
                .POST(BodyPublishers.noBody()));
    String address = header(created, "Location");
    String asset = header(created, "Weir-Asset");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(header(created, "Tus-Resumable")).isEqualTo("1.0.0");
    assertThat(header(created, "Upload-Expires")).isEqualTo("Fri, 21 Nov 2025 22:00:00 GMT");
    assertThat(address).matches("/api/v1/uploads/[a-z0-9]{24}");
    assertThat(asset).matches("[a-z0-9]{12}");

    var first = server.send(server.patch(address, 0, bytes("hello")));
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(header(first, "Upload-Offset")).isEqualTo("5");

    server.clock.advance(Duration.ofHours(1));
    var asked = server.head(address);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(header(asked, "Upload-Offset")).isEqualTo("5");
    assertThat(header(asked, "Upload-Length")).isEqualTo("11");
    assertThat(header(asked, "Upload-Metadata")).endsWith(",x");
    assertThat(header(asked, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(asked, "Tus-Resumable")).isEqualTo("1.0.0");

    var last = server.send(server.patch(address, 5, bytes(" world")));
    assertThat(last.statusCode()).isEqualTo(204);
    assertThat(header(last, "Upload-Offset")).isEqualTo("11");
    assertThat(last.headers().firstValue("Upload-Expires")).isEmpty();

    assertThat(server.taken.bytes(asset)).isEqualTo(HELLO);
    assertThat(server.taken.byAsset.get(asset).source().fileName()).contains("Ein Film.mkv");
    assertThat(server.folder).isEmptyDirectory();
    assertThat(header(server.head(address), "Upload-Offset")).isEqualTo("11");
    assertThat(server.intake.stats().completed()).isEqualTo(1);
    assertThat(server.intake.stats().receivedBytes()).isEqualTo(11);
  }

  @Test
  void takesBytesWithTheCreation() throws Exception {
    var whole = server.send(creationWith(HELLO, 11));
    assertThat(whole.statusCode()).isEqualTo(201);
    assertThat(header(whole, "Upload-Offset")).isEqualTo("11");
    assertThat(server.taken.bytes(header(whole, "Weir-Asset"))).isEqualTo(HELLO);

    var part = server.send(creationWith(bytes("hello"), 11));
    assertThat(header(part, "Upload-Offset")).isEqualTo("5");
    assertThat(server.offset(header(part, "Location"))).isEqualTo(5);

    var tooMuch = server.send(creationWith(HELLO, 10));
    assertThat(tooMuch.statusCode()).isEqualTo(413);

    var wrong = server.send(creationWith(HELLO, 11).header("Upload-Checksum", "sha1 " + sha1("x")));
    assertThat(wrong.statusCode()).isEqualTo(460);
    assertThat(server.uploads.in(Upload.State.RECEIVING)).hasSize(1);
  }

  private HttpRequest.Builder creationWith(byte[] bytes, long length) {
    return server
        .request(UPLOADS)
        .header("Upload-Length", Long.toString(length))
        .header("Content-Type", "application/offset+octet-stream")
        .POST(BodyPublishers.ofByteArray(bytes));
  }

  @Test
  void tellsWhatItCan() throws Exception {
    var answer = server.send(server.bare(UPLOADS).method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
    assertThat(header(answer, "Tus-Extension"))
        .isEqualTo("creation,creation-with-upload,checksum,termination,expiration");
    assertThat(header(answer, "Tus-Max-Size")).isEqualTo("1073741824");
    assertThat(header(answer, "Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
    assertThat(answer.headers().firstValue("Tus-Resumable")).isEmpty();
  }

  @Test
  void speaksThisVersionAlone() throws Exception {
    for (String version : new String[] {"0.2.2", "1.0.1", "", "1.0.0, 1.0.0"}) {
      var answer =
          server.send(
              server
                  .bare(UPLOADS)
                  .header("Authorization", server.authorization())
                  .header("Tus-Resumable", version)
                  .header("Upload-Length", "1")
                  .POST(BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(412);
      assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
    }
    assertThat(server.uploads.in(Upload.State.RECEIVING)).isEmpty();
  }

  @Test
  void asksWhoItIs() throws Exception {
    String address = server.create(11);

    for (String who : new String[] {null, "Bearer wt_wrong", "Basic YTpi"}) {
      for (String method : new String[] {"POST", "PATCH", "DELETE", "HEAD"}) {
        var request =
            server
                .bare(method.equals("POST") ? UPLOADS : address)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "11")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method(
                    method,
                    BodyPublishers.ofByteArray(method.equals("HEAD") ? new byte[0] : HELLO));
        if (who != null) {
          request.header("Authorization", who);
        }
        var answer = server.send(request);
        assertThat(answer.statusCode()).as(method + who).isEqualTo(401);
        assertThat(answer.headers().firstValue("Upload-Offset")).isEmpty();
      }
    }
    assertThat(server.offset(address)).isZero();
  }

  @Test
  void beginsNowhereButAtItsOffset() throws Exception {
    String address = server.create(11);
    server.send(server.patch(address, 0, bytes("hello")));

    for (long lie : new long[] {0, 4, 6, 11, 12, 999_999_999_999_999_999L}) {
      var answer = server.send(server.patch(address, lie, bytes(" ")));
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("goes on at 5");
    }
    assertThat(server.offset(address)).isEqualTo(5);
    assertThat(server.send(server.patch(address, 5, bytes(" worlds"))).statusCode()).isEqualTo(413);
    assertThat(server.send(server.patch(address, 5, bytes(" world"))).statusCode()).isEqualTo(204);
    assertThat(server.send(server.patch(address, 11, bytes("s"))).statusCode()).isEqualTo(413);
  }

  @Test
  void takesNoMoreThanWasSaidWhereTheBodyDoesNotSay() throws Exception {
    String address = server.create(11);
    var chunked =
        server
            .patch(address, 0, HELLO)
            .method(
                "PATCH",
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(bytes("hello world and more"))));

    assertThat(server.send(chunked).statusCode()).isEqualTo(413);
    assertThat(server.offset(address)).isZero();
  }

  @Test
  void looksAtChecksums() throws Exception {
    String address = server.create(11);

    var wrong =
        server.send(
            server
                .patch(address, 0, bytes("hello"))
                .header("Upload-Checksum", "sha1 " + sha1("hallo")));
    assertThat(wrong.statusCode()).isEqualTo(460);
    assertThat(server.offset(address)).isZero();

    for (String unknown :
        new String[] {"md5 XUFAKrxLKna5cZ2REBfFkg==", "sha1", "sha1 %%%", "sha1 aGVsbG8=", ""}) {
      var answer =
          server.send(server.patch(address, 0, bytes("hello")).header("Upload-Checksum", unknown));
      assertThat(answer.statusCode()).as(unknown).isEqualTo(400);
    }

    var right =
        server.send(
            server
                .patch(address, 0, bytes("hello"))
                .header("Upload-Checksum", "sha1 " + sha1("hello")));
    assertThat(right.statusCode()).isEqualTo(204);
    var sha256 =
        Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes(" world")));
    var last =
        server.send(
            server
                .patch(address, 5, bytes(" world"))
                .header("Upload-Checksum", "sha256 " + sha256));
    assertThat(header(last, "Upload-Offset")).isEqualTo("11");
  }

  @Test
  void endsAnUpload() throws Exception {
    String address = server.create(11);
    server.send(server.patch(address, 0, bytes("hello")));
    assertThat(server.folder).isNotEmptyDirectory();

    assertThat(server.delete(address).statusCode()).isEqualTo(204);

    assertThat(server.folder).isEmptyDirectory();
    assertThat(server.head(address).statusCode()).isEqualTo(404);
    assertThat(server.delete(address).statusCode()).isEqualTo(404);
    assertThat(server.send(server.patch(address, 5, bytes(" world"))).statusCode()).isEqualTo(404);
  }

  @Test
  void forgetsWhatNobodyGoesOnWith() throws Exception {
    String idle = server.create(11);
    String busy = server.create(11);
    server.send(server.patch(idle, 0, bytes("hello")));
    server.clock.advance(Duration.ofHours(23));
    server.send(server.patch(busy, 0, bytes("hello")));
    server.clock.advance(Duration.ofHours(1));

    assertThat(server.head(idle).statusCode()).isEqualTo(404);
    assertThat(server.send(server.patch(idle, 5, bytes(" "))).statusCode()).isEqualTo(404);
    server.intake.sweep();

    assertThat(server.folder.toFile().list()).hasSize(1);
    assertThat(server.offset(busy)).isEqualTo(5);
  }

  @Test
  void takesAnotherMethodFromAHeader() throws Exception {
    String address = server.create(11);

    var answer =
        server.send(
            server
                .patch(address, 0, HELLO)
                .POST(BodyPublishers.ofByteArray(HELLO))
                .header("X-HTTP-Method-Override", "PATCH"));

    assertThat(answer.statusCode()).isEqualTo(204);
    var read = server.request(address).header("X-HTTP-Method-Override", "DELETE").GET();
    assertThat(server.send(read).statusCode()).isEqualTo(405);
    assertThat(server.head(address).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "1.5", "0", "0x10", "", " ", "1,1", "9999999999999999999"})
  void refusesALengthThatIsNone(String length) throws Exception {
    var answer =
        server.send(
            server
                .request(UPLOADS)
                .setHeader("Upload-Length", length)
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void tellsPeopleThatAFileIsEmpty() throws Exception {
    assertThat(post("Upload-Length", "0").body()).contains("This file is empty. Copy or");
  }

  @Test
  void refusesWhatIsNotOffered() throws Exception {
    assertThat(post("Upload-Defer-Length", "1").statusCode()).isEqualTo(400);
    assertThat(post("Upload-Length", "1", "Upload-Concat", "partial").statusCode()).isEqualTo(400);
    assertThat(post("Upload-Length", "1073741825").statusCode()).isEqualTo(413);
    assertThat(post("Upload-Length", "1073741824").statusCode()).isEqualTo(201);
    String address = server.create(11);
    assertThat(server.send(server.request(address).GET()).statusCode()).isEqualTo(405);
    assertThat(server.send(server.request(UPLOADS).DELETE()).statusCode()).isEqualTo(405);
    assertThat(
            server
                .send(
                    server
                        .request(address)
                        .header("Content-Type", "video/mp4")
                        .header("Upload-Offset", "0")
                        .method("PATCH", BodyPublishers.ofByteArray(HELLO)))
                .statusCode())
        .isEqualTo(415);
    assertThat(
            server
                .send(
                    server
                        .request(address)
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", BodyPublishers.ofByteArray(HELLO)))
                .statusCode())
        .isEqualTo(400);
    for (String nowhere : new String[] {"/none", "/..%2f..%2fetc", "/a/b", "/" + "a".repeat(200)}) {
      assertThat(server.send(server.patch(UPLOADS + nowhere, 0, HELLO)).statusCode())
          .isIn(404, 405);
    }
    assertThat(server.handlerFailures()).isZero();
  }

  private HttpResponse<String> post(String... headers) throws Exception {
    return server.send(server.request(UPLOADS).headers(headers).POST(BodyPublishers.noBody()));
  }

  @Test
  void answersWhoSendsALotInVain() throws Exception {
    byte[] lot = new byte[8 << 20];
    new Random(1).nextBytes(lot);

    var answer = server.send(server.patch(UPLOADS + "/none", 0, lot));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such upload");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("no " + name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha1(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
  }
}
