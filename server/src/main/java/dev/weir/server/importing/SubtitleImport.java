package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import dev.weir.server.importing.ServerAccess.Door;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Adds subtitles to an asset that the server has. Confined to its thread; blocks. */
public final class SubtitleImport {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_ATTEMPTS = 10;

  private final ServerClient client;
  private final String asset;

  public SubtitleImport(ServerClient client, String asset) {
    this.client = client;
    this.asset = asset;
  }

  /**
   * Returns when they are safe; the same ones may be sent again.
   *
   * @throws ImportException where the server does not take them
   */
  public void send(SubtitleFile subtitles) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        post(subtitles);
        return;
      } catch (ImportException hopeless) {
        throw hopeless;
      } catch (IOException failed) {
        if (attempt == MOST_ATTEMPTS) {
          throw new ImportException(
              Reach.THIS_FILE, "the server does not take it: " + failed.getMessage());
        }
        rest();
      }
    }
  }

  private void post(SubtitleFile subtitles) throws IOException {
    Door door = client.door();
    String path =
        "/api/v1/assets/%s/subtitles?language=%s&kind=%s"
            .formatted(asset, subtitles.language(), subtitles.kind());
    HttpResponse<String> answer =
        client.send(
            client.request(door, path).POST(BodyPublishers.ofFile(subtitles.file())), () -> 0);
    switch (answer.statusCode()) {
      case 201 -> {}
      case 400, 413 ->
          throw new ImportException(
              Reach.THIS_FILE, "the server does not take it: " + ServerClient.detail(answer));
      default -> throw new IOException(ServerClient.detail(answer));
    }
  }

  private static void rest() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
