package dev.weir.gateway.http;

import dev.weir.channel.CatchUp;
import dev.weir.packaging.Interval;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?start=&end=}, the stretch of a stream that a request wants: moments as RFC 3339 writes
 * them or in seconds since 1970. Immutable.
 */
sealed interface IntervalQuery {
  /** The stream as it is listed. */
  record None() implements IntervalQuery {}

  record Wanted(Interval interval) implements IntervalQuery {}

  /**
   * One that cannot be read.
   *
   * @param explanation for people: what to do about it
   */
  record Bad(String explanation) implements IntervalQuery {}

  Pattern SECONDS = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");
  int MILLIS_DIGITS = 3;

  static IntervalQuery of(HttpServerRequest request) {
    String start = request.getParam("start");
    String end = request.getParam("end");
    if (start == null) {
      return end == null ? new None() : new Bad("An end needs a start: ?start=…&end=…");
    }
    Optional<Long> startMillis = millis(start);
    Optional<Long> endMillis = end == null ? Optional.of(Interval.OPEN_END) : millis(end);
    if (startMillis.isEmpty() || endMillis.isEmpty()) {
      return new Bad(
          "start and end are moments such as 2026-11-21T18:00:00Z, or seconds since 1970.");
    }
    return of(startMillis.get(), endMillis.get());
  }

  private static IntervalQuery of(long startMillis, long endMillis) {
    if (endMillis <= startMillis) {
      return new Bad("The end is not after the start.");
    }
    var interval = new Interval(startMillis, endMillis);
    return interval.isOpen() || endMillis - startMillis <= CatchUp.LONGEST.toMillis()
        ? new Wanted(interval)
        : new Bad("At most " + CatchUp.LONGEST.toHours() + " hours at once, please.");
  }

  private static Optional<Long> millis(@Nullable String moment) {
    if (moment == null) {
      return Optional.empty();
    }
    if (SECONDS.matcher(moment).matches()) {
      return Optional.of(new BigDecimal(moment).movePointRight(MILLIS_DIGITS).longValue());
    }
    try {
      Instant instant = OffsetDateTime.parse(moment).toInstant();
      return instant.isBefore(Instant.EPOCH)
          ? Optional.empty()
          : Optional.of(instant.toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }
}
