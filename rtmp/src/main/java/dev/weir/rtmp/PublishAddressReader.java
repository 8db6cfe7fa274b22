package dev.weir.rtmp;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.PublishAddress.BySecret;
import dev.weir.rtmp.PublishAddress.Named;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@link PublishAddress}; its error texts quote nothing of the peer's. Stateless. */
final class PublishAddressReader {
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern SECRET_ALONE = Pattern.compile("wk_[A-Za-z0-9_-]{1,253}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");
  private static final String SECRET_PREFIX = "wk_";

  private PublishAddressReader() {}

  static PublishAddress read(String app, String tcUrl, String streamName)
      throws MediaFormatException {
    String appName = withoutSlashes(pathOf(app));
    if (!SEGMENT.matcher(appName).matches()) {
      throw malformed(
          "the application must be one path segment of letters, digits, _ and -, such as live");
    }
    Optional<StreamSecret> secret = secret(streamName, app, tcUrl);
    String name = withoutSlashes(pathOf(streamName));
    if (name.startsWith(SECRET_PREFIX)) {
      return bySecret(appName, name, secret);
    }
    if (name.isEmpty()) {
      throw malformed("the stream key is missing: NAME, NAME?key=SECRET or wk_…");
    }
    if (!SEGMENT.matcher(name).matches()) {
      throw malformed("the stream name must be 1 to 64 letters, digits, _ and -");
    }
    return new Named(appName, name, secret);
  }

  private static BySecret bySecret(String app, String name, Optional<StreamSecret> other)
      throws MediaFormatException {
    if (other.isPresent()) {
      throw malformed("a key that begins with wk_ stands alone, without ?key=");
    }
    if (!SECRET_ALONE.matcher(name).matches()) {
      throw malformed("a key that begins with wk_ goes on with letters, digits, _ and -");
    }
    return new BySecret(app, new StreamSecret(name));
  }

  /** The first {@code key} in the queries of {@code places}. */
  private static Optional<StreamSecret> secret(String... places) throws MediaFormatException {
    Optional<String> raw =
        Stream.of(places)
            .filter(place -> place.indexOf('?') >= 0)
            .flatMap(place -> Stream.of(place.substring(place.indexOf('?') + 1).split("[&?/]")))
            .filter(parameter -> parameter.startsWith("key="))
            .map(parameter -> parameter.substring("key=".length()))
            .filter(value -> !value.isEmpty())
            .findFirst();
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    String secret = PercentEncoding.decode(raw.get());
    if (!SECRET.matcher(secret).matches()) {
      throw malformed("the key must be 1 to 256 printable ASCII characters");
    }
    return Optional.of(new StreamSecret(secret));
  }

  private static String pathOf(String text) {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private static String withoutSlashes(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }

  private static MediaFormatException malformed(String problem) {
    return new MediaFormatException(MALFORMED, "publish address", problem);
  }
}
