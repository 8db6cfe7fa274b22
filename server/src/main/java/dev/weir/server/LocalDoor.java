package dev.weir.server;

import dev.weir.access.SignIn;
import dev.weir.library.ApiToken;
import dev.weir.library.ApiTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leaves the server's address in its data folder, with a token, for commands on this machine:
 * whoever can read what the server keeps is its administrator anyway. Confined to whoever starts
 * and stops the server; blocks.
 */
final class LocalDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDoor.class);

  private static final String FILE = "local.json";

  private final Path file;
  private final ApiTokens tokens;

  private LocalDoor(Path file, ApiTokens tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /**
   * Opens it, with another token than the last server had, which may have had no time to take its
   * own away.
   */
  static LocalDoor open(Path data, String url, SignIn signIn, ApiTokens tokens) throws IOException {
    var door = new LocalDoor(data.resolve(FILE), tokens);
    door.removeTokens();
    Optional<String> token = signIn.makeToken(StoredMedia.ADMINISTRATOR, FILE);
    if (token.isEmpty()) {
      LOG.warn("there are too many tokens for one more: commands on this machine need --token");
      return door;
    }
    door.write(JsonMapper.shared().writeValueAsString(Map.of("url", url, "token", token.get())));
    return door;
  }

  /** Nobody else may read it at any moment. */
  private void write(String json) throws IOException {
    Path beside = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(beside);
    PrivateFile.create(beside);
    Files.writeString(beside, json);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void removeTokens() {
    for (ApiToken token : tokens.of(StoredMedia.ADMINISTRATOR)) {
      if (token.title().equals(FILE)) {
        tokens.remove(StoredMedia.ADMINISTRATOR, token.id());
      }
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      removeTokens();
    } catch (IOException | RuntimeException failed) {
      LOG.warn("{} could not be taken away: {}", file, failed.getMessage());
    }
  }
}
