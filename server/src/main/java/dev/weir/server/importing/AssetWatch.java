package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import dev.weir.server.importing.ServerAccess.Door;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits until an asset can be watched. Confined to its thread; blocks. */
public final class AssetWatch {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** For so long the server may not know of it, or not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServerClient client;
  private final String asset;
  private final Progress progress;
  private long answeredNanos = System.nanoTime();

  public AssetWatch(ServerClient client, String asset, Progress progress) {
    this.client = client;
    this.asset = asset;
    this.progress = progress;
  }

  /**
   * Returns when it is ready.
   *
   * @throws ImportException if it has failed
   */
  public void await() throws IOException {
    while (!isReady()) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
    progress.end();
  }

  private boolean isReady() throws IOException {
    try {
      JsonNode json = ask();
      answeredNanos = System.nanoTime();
      return isReady(json);
    } catch (ImportException hopeless) {
      throw hopeless;
    } catch (IOException | JacksonException noAnswer) {
      if (System.nanoTime() - answeredNanos > PATIENCE.toNanos()) {
        throw new ImportException(
            Reach.ALL_FILES,
            "the server does not tell what becomes of it: " + noAnswer.getMessage());
      }
      return false;
    }
  }

  private JsonNode ask() throws IOException {
    Door door = client.door();
    HttpResponse<String> answer =
        client.send(client.request(door, "/api/v1/assets/" + asset).GET(), () -> 0);
    if (answer.statusCode() != 200) {
      throw new IOException(ServerClient.detail(answer));
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  private boolean isReady(JsonNode json) throws IOException {
    String state = json.path("state").asString("");
    return switch (state) {
      case "ready" -> true;
      case "failed" ->
          throw new ImportException(
              Reach.THIS_FILE, "it cannot be made watchable: " + json.path("reason").asString("?"));
      default -> {
        JsonNode done = json.path("progress");
        progress.sayForNow(
            done.isNumber() ? "%s, %d %%".formatted(state, (int) (done.asDouble() * 100)) : state);
        yield false;
      }
    };
  }
}
