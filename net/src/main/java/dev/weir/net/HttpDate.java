package dev.weir.net;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The value of the Date field, an IMF-fixdate (RFC 9110 §5.6.7), written anew once a second.
 * Thread-safe.
 */
final class HttpDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private volatile Written latest = Written.at(0);

  private record Written(long seconds, CharSequence text) {
    static Written at(long seconds) {
      String text = IMF_FIXDATE.format(Instant.ofEpochSecond(seconds));
      return new Written(seconds, HttpHeaders.createOptimized(text));
    }
  }

  CharSequence at(long wallMillis) {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(wallMillis);
    Written known = latest;
    if (known.seconds() != seconds) {
      known = Written.at(seconds);
      latest = known;
    }
    return known.text();
  }
}
