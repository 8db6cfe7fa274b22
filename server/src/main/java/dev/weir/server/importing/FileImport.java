package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import dev.weir.server.importing.ServerAccess.Door;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file by tus 1.0, over as many connections as it takes, with growing pauses between
 * them. Confined to its thread; blocks.
 */
public final class FileImport {
  /** Without a byte that is safe for so long, there is no hope. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int MOST_BEGINNINGS = 3;

  private final ServerClient client;
  private final Path file;
  private final long length;
  private final Progress progress;

  // Of the upload; none before it was begun.
  private @Nullable String address;
  private String asset = "";
  private int beginnings;

  // Since the last that went well.
  private long safeBytes;
  private long safeNanos = System.nanoTime();
  private Duration pause = Duration.ofSeconds(1);

  public FileImport(ServerClient client, Path file, Progress progress) throws IOException {
    this.client = client;
    this.file = file;
    this.length = Files.size(file);
    this.progress = progress;
  }

  /**
   * Returns when all of it is safe.
   *
   * @return the ID of the asset that it becomes
   */
  public String send() throws IOException {
    if (length == 0) {
      throw new ImportException(
          Reach.THIS_FILE, "it is empty. Copy or export it anew, and send that");
    }
    while (true) {
      try {
        if (goOn()) {
          progress.end();
          return asset;
        }
      } catch (ImportException hopeless) {
        progress.end();
        throw hopeless;
      } catch (IOException failed) {
        rest(failed);
      }
    }
  }

  /** Whether all of it is safe now. */
  private boolean goOn() throws IOException {
    Door door = client.door();
    if (address == null) {
      begin(door);
    }
    long offset = offset(door);
    if (offset < 0) {
      beginAnew();
      return false;
    }
    advance(offset);
    if (offset < length) {
      bring(door, offset);
    }
    return safeBytes == length;
  }

  private void advance(long offset) {
    if (offset > safeBytes) {
      safeBytes = offset;
      safeNanos = System.nanoTime();
      pause = Duration.ofSeconds(1);
    }
  }

  private void begin(Door door) throws IOException {
    beginnings++;
    HttpResponse<String> answer =
        client.send(
            tus(door, "/api/v1/uploads")
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", "filename " + base64(file.getFileName()))
                .POST(BodyPublishers.noBody()),
            () -> 0);
    if (answer.statusCode() >= 500 && answer.statusCode() != 507) {
      throw new IOException(ServerClient.detail(answer));
    }
    if (answer.statusCode() != 201) {
      throw new ImportException(
          answer.statusCode() == 413 ? Reach.THIS_FILE : Reach.ALL_FILES,
          "the server does not take it: " + ServerClient.detail(answer));
    }
    asset = header(answer, "Weir-Asset");
    String location = header(answer, "Location");
    address = path(location);
  }

  /** The upload stays where it is also where the server moves to another port. */
  private static String path(String location) throws IOException {
    try {
      return URI.create(location).getPath();
    } catch (IllegalArgumentException malformed) {
      throw new ImportException(Reach.ALL_FILES, "this is no Weir: it sends us to " + location);
    }
  }

  private static String header(HttpResponse<String> answer, String name) throws IOException {
    return answer
        .headers()
        .firstValue(name)
        .orElseThrow(() ->
            new ImportException(Reach.ALL_FILES, "this is no Weir: its answer has no " + name));
  }

  /** How much is safe; less than 0 where the server has nothing of it any more. */
  private long offset(Door door) throws IOException {
    HttpResponse<String> answer = client.send(tus(door, String.valueOf(address)).HEAD(), () -> 0);
    return switch (answer.statusCode()) {
      case 200, 204 -> told(answer);
      case 404, 410 -> -1;
      default -> throw new IOException("HTTP status " + answer.statusCode());
    };
  }

  private long told(HttpResponse<String> answer) throws IOException {
    String offset = header(answer, "Upload-Offset");
    if (!offset.matches("[0-9]{1,18}") || Long.parseLong(offset) > length) {
      throw new ImportException(
          Reach.ALL_FILES, "this is no Weir: it has %s of %d bytes".formatted(offset, length));
    }
    return Long.parseLong(offset);
  }

  private void beginAnew() throws IOException {
    if (beginnings == MOST_BEGINNINGS) {
      throw new ImportException(
          Reach.ALL_FILES, "the server has lost it for the %dth time".formatted(beginnings));
    }
    progress.say("the server has lost it; from the beginning, then");
    address = null;
    safeBytes = 0;
  }

  private void bring(Door door, long offset) throws IOException {
    var part = new FilePart(file, offset, length - offset);
    HttpResponse<String> answer =
        client.send(
            tus(door, String.valueOf(address))
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .expectContinue(true)
                .method("PATCH", part.publisher()),
            () -> moved(offset + part.readBytes()));
    switch (answer.statusCode()) {
      case 204 -> advance(told(answer));
      case 404, 410 -> beginAnew();
      case 413, 415, 400, 412 ->
          throw new ImportException(
              Reach.THIS_FILE, "the server does not take it: " + ServerClient.detail(answer));
      default -> throw new IOException(ServerClient.detail(answer));
    }
    progress.at(safeBytes, System.nanoTime());
  }

  private long moved(long bytes) {
    progress.at(bytes, System.nanoTime());
    return bytes;
  }

  private void rest(IOException failed) throws IOException {
    if (System.nanoTime() - safeNanos > PATIENCE.toNanos()) {
      progress.end();
      throw new ImportException(
          Reach.ALL_FILES,
          "nothing has come through for %d minutes: %s"
              .formatted(PATIENCE.toMinutes(), failed.getMessage()));
    }
    progress.say("%s; goes on in %d s".formatted(failed.getMessage(), pause.toSeconds()));
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    pause = pause.multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
  }

  private HttpRequest.Builder tus(Door door, String path) {
    return client.request(door, path).header("Tus-Resumable", "1.0.0");
  }

  private static String base64(@Nullable Path name) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(name).getBytes(StandardCharsets.UTF_8));
  }
}
