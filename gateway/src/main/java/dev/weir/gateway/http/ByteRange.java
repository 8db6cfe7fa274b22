package dev.weir.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Range header asks for, RFC 9110 §14.2. Several ranges, other units and what cannot be read
 * are passed over, as §14.2 allows: the answer is the whole. Immutable.
 */
sealed interface ByteRange {
  /** Everything. */
  record Whole() implements ByteRange {}

  /** From {@code from} to before {@code to}, never empty. */
  record Stretch(long from, long to) implements ByteRange {}

  /** Nothing that is there: 416. */
  record Unsatisfiable() implements ByteRange {}

  /** Reads the header, null where there is none, for something of {@code length} octets. */
  static ByteRange parse(@Nullable String header, long length) {
    if (header == null) {
      return new Whole();
    }
    Matcher matcher = Syntax.RANGE.matcher(header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      return stretch(Math.max(0, length - Long.parseLong(matcher.group(2))), length, length);
    }
    long from = Long.parseLong(matcher.group(1));
    if (matcher.group(2).isEmpty()) {
      return stretch(from, length, length);
    }
    long last = Long.parseLong(matcher.group(2));
    return last < from ? new Whole() : stretch(from, Math.min(last + 1, length), length);
  }

  private static ByteRange stretch(long from, long to, long length) {
    return from < Math.min(to, length) ? new Stretch(from, to) : new Unsatisfiable();
  }

  /** The one form that we read. */
  final class Syntax {
    private static final Pattern RANGE = Pattern.compile("(?i:bytes)=([0-9]{0,18})-([0-9]{0,18})");

    private Syntax() {}
  }
}
