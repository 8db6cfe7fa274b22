package dev.weir.gateway.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request, cut at its slashes. Our addresses need letters, digits and {@code . _ - ~}
 * alone, so whatever is escaped, empty or climbs is not one of ours. Immutable.
 *
 * @param segments without slashes; empty for the root
 */
public record RequestPath(List<String> segments) {
  private static final int MAX_LENGTH = 512;
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._~-]{1,128}");

  public RequestPath {
    segments = List.copyOf(segments);
  }

  /** Empty where the path cannot be an address of ours. */
  public static Optional<RequestPath> parse(String path) {
    if (path.equals("/")) {
      return Optional.of(new RequestPath(List.of()));
    }
    if (path.length() > MAX_LENGTH || !path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> segments = List.of(path.substring(1).split("/", -1));
    boolean isOurs = segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches());
    return isOurs ? Optional.of(new RequestPath(segments)) : Optional.empty();
  }

  public int size() {
    return segments.size();
  }

  /** The segment at {@code index}, from 0. */
  public String at(int index) {
    return segments.get(index);
  }

  /** Whether it has {@code size} segments of which the first are {@code beginning}. */
  public boolean is(int size, String... beginning) {
    return segments.size() == size
        && segments.subList(0, beginning.length).equals(List.of(beginning));
  }
}
