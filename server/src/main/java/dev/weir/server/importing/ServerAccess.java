package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which server to send files to, and what to show there. Thread-safe. */
public sealed interface ServerAccess {
  /**
   * What holds right now; a server on this machine has another token, and perhaps another port,
   * after each start.
   */
  Door now() throws IOException;

  /**
   * A server's address and what opens it. Immutable.
   *
   * @param url without a slash at its end
   */
  record Door(URI url, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** A server that was named. */
  static ServerAccess of(String url, String token) throws IOException {
    return new Named(new Door(parse(url), token));
  }

  private static URI parse(String url) throws IOException {
    String whole = url.contains("://") ? url : "http://" + url;
    try {
      URI uri = URI.create(whole.replaceAll("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // As below.
    }
    throw new ImportException(
        Reach.ALL_FILES, "--server has to be like https://video.example.com, not " + url);
  }

  /** See {@link #of}. */
  record Named(Door now) implements ServerAccess {}

  /**
   * The server of this machine that keeps everything in {@code data}: it leaves its address there,
   * for those who can read it.
   */
  record Local(Path data) implements ServerAccess {
    @Override
    public Door now() throws IOException {
      Path file = data.resolve("local.json");
      try {
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        return new Door(URI.create(json.path("url").asString()), json.path("token").asString());
      } catch (NoSuchFileException none) {
        throw new ImportException(
            Reach.ALL_FILES,
            "no server keeps its data in %s. Start one with ./weir serve, say where its data is with"
                    .formatted(data.toAbsolutePath().normalize())
                + " --data DIR, or name another with --server URL --token TOKEN");
      } catch (JacksonException | IllegalArgumentException malformed) {
        throw new IOException(file + " cannot be read: " + malformed.getMessage(), malformed);
      } catch (IOException refused) {
        throw new ImportException(
            Reach.ALL_FILES,
            "%s cannot be read (%s): be the user that runs the server, or use --server and --token"
                .formatted(file, refused.getClass().getSimpleName()));
      }
    }
  }
}
