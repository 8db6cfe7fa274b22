package dev.weir.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way into a server on this machine that its owner has. Immutable.
 *
 * @param url of the server
 */
record LocalAccess(String url, String token) {
  private static final Pattern ENTRY = Pattern.compile("\"(url|token)\":\"([^\"]+)\"");

  /** What the server that is running has left in its folder. */
  static LocalAccess of(Path data) throws IOException {
    String url = "";
    String token = "";
    Matcher entry = ENTRY.matcher(Files.readString(data.resolve("local.json")));
    while (entry.find()) {
      if (entry.group(1).equals("url")) {
        url = entry.group(2);
      } else {
        token = entry.group(2);
      }
    }
    return new LocalAccess(url, token);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Eventually.DEADLINE)
        .header("Authorization", "Bearer " + token);
  }
}
