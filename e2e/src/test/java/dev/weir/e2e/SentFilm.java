package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A film in the library of a server. Immutable. */
record SentFilm(LiveServer server, String id) {
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\",\"kind\"");

  /**
   * Sends a file by tus, in one piece.
   *
   * @param data folder of the server
   */
  static SentFilm send(LiveServer server, Path data, Path file) throws Exception {
    byte[] octets = Files.readAllBytes(file);
    try (var sender = new TusSender(data)) {
      sender.begin(octets.length);
      assertThat(sender.send(octets, 0, octets.length)).isEqualTo(204);
      return new SentFilm(server, sender.asset());
    }
  }

  /** Blocks until all is made of it. */
  void awaitMade() throws Exception {
    Eventually.until("everything is made of " + id, () -> isMade(facts()));
  }

  private static boolean isMade(String facts) {
    return facts.contains("\"progress\":null,\"renditions\"") && !facts.contains("\"making\"");
  }

  /** Their names, as the library lists them. */
  List<String> renditions() throws Exception {
    return NAME.matcher(facts()).results().map(found -> found.group(1)).toList();
  }

  /** What the library says of it. */
  String facts() throws Exception {
    return server.get("/api/v1/assets/" + id).body();
  }

  /** The media playlist of one of its renditions. */
  URI playlist(String rendition) {
    return server.http("/vod/" + id + "/" + rendition + "/index.m3u8");
  }

  /** The page where it is watched. */
  URI page(String query) {
    return server.http("/watch/vod/" + id + "?" + query);
  }
}
