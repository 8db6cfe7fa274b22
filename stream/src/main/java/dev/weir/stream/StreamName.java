package dev.weir.stream;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a live stream: one safe path segment, which never looks like a secret. Immutable.
 *
 * @param value 1 to 64 of letters, digits, hyphen and underscore, not beginning with {@code wk_}
 */
public record StreamName(String value) {
  private static final Pattern VALID = Pattern.compile("(?!wk_)[A-Za-z0-9_-]{1,64}");

  public StreamName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a stream name");
    }
  }

  /** The name, or empty where {@code value} is none. */
  public static Optional<StreamName> parse(String value) {
    return isValid(value) ? Optional.of(new StreamName(value)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
