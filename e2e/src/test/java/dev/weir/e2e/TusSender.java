package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;

/** A client of tus 1.0 that remembers what it was told. Confined to one test. */
final class TusSender implements AutoCloseable {
  private final Path data;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String address = "";
  private String asset = "";
  private long acknowledged;

  /**
   * @param data of a server on this machine
   */
  TusSender(Path data) {
    this.data = data;
  }

  void begin(long length) throws Exception {
    assertThat(tryToBegin(length)).isEqualTo(201);
  }

  /** Asks for room for a film; the status. */
  int tryToBegin(long length) throws Exception {
    var answer =
        client.send(
            request("/api/v1/uploads")
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() == 201) {
      address = answer.headers().firstValue("Location").orElseThrow();
      asset = answer.headers().firstValue("Weir-Asset").orElseThrow();
    }
    return answer.statusCode();
  }

  String asset() {
    return asset;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Asks how far it is, which is no less than what was said before. */
  long ask() throws Exception {
    HttpResponse<Void> answer =
        client.send(request(address).HEAD().build(), BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    return hear(answer);
  }

  /** Sends a part of {@code film} from {@code offset} on; the status. */
  int send(byte[] film, long offset, int length) throws IOException, InterruptedException {
    int end = (int) Math.min(film.length, offset + length);
    byte[] part = Arrays.copyOfRange(film, (int) offset, end);
    HttpResponse<Void> answer =
        client.send(
            request(address)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", BodyPublishers.ofByteArray(part))
                .build(),
            BodyHandlers.discarding());
    if (answer.statusCode() == 204) {
      hear(answer);
    }
    return answer.statusCode();
  }

  private long hear(HttpResponse<?> answer) {
    long offset = Long.parseLong(answer.headers().firstValue("Upload-Offset").orElseThrow());
    assertThat(offset).as("never less than before").isGreaterThanOrEqualTo(acknowledged);
    acknowledged = offset;
    return offset;
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return LocalAccess.of(data).request(path).header("Tus-Resumable", "1.0.0");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
