package dev.weir.packaging.hls;

import dev.weir.media.MediaTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The lines of a playlist as they are written: tags, attribute lists and URIs, RFC 8216bis §4.1 and
 * §4.2. Confined to the method that makes it.
 */
final class PlaylistText {
  private static final int DECIMALS_OF_MICROS = 6;
  private static final int DECIMALS_OF_MILLIS = 3;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  /** With the line with which every playlist begins. */
  static PlaylistText begin() {
    return new PlaylistText().tag("M3U");
  }

  PlaylistText tag(String name) {
    text.append("#EXT").append(name).append('\n');
    return this;
  }

  PlaylistText tag(String name, Object value) {
    text.append("#EXT").append(name).append(':').append(value).append('\n');
    return this;
  }

  PlaylistText uri(String uri) {
    text.append(uri).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Seconds with six decimals, made of digits alone: no locale, no binary fractions. */
  static String secondsOfMicros(long micros) {
    return decimal(micros, DECIMALS_OF_MICROS);
  }

  /** Seconds with three decimals. */
  static String secondsOfMillis(long millis) {
    return decimal(millis, DECIMALS_OF_MILLIS);
  }

  /** Whole seconds in the form of a decimal-floating-point, §4.2. */
  static String seconds(long wholeSeconds) {
    return secondsOfMillis(wholeSeconds * MediaTime.MILLIS_PER_SECOND);
  }

  /** In UTC, with milliseconds, §4.4.4.6. */
  static String dateTime(long epochMillis) {
    return DATE_TIME.format(Instant.ofEpochMilli(epochMillis));
  }

  private static String decimal(long units, int decimals) {
    if (units < 0) {
      throw new IllegalArgumentException("A duration is never negative: " + units);
    }
    String digits = Long.toString(units);
    String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = padded.length() - decimals;
    return padded.substring(0, point) + "." + padded.substring(point);
  }

  /** An attribute list, §4.2, in the order in which attributes are added. */
  static final class Attributes {
    private final StringBuilder list = new StringBuilder();

    Attributes add(String name, Object value) {
      if (!list.isEmpty()) {
        list.append(',');
      }
      list.append(name).append('=').append(value);
      return this;
    }

    /** A quoted-string; nothing that we name holds a quote or a line break. */
    Attributes quoted(String name, String value) {
      return add(name, '"' + value + '"');
    }

    @Override
    public String toString() {
      return list.toString();
    }
  }
}
