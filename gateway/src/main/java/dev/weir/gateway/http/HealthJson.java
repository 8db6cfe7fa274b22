package dev.weir.gateway.http;

import dev.weir.channel.health.ClockDrift;
import dev.weir.channel.health.Examination;
import dev.weir.channel.health.Finding;
import dev.weir.channel.health.HealthSnapshot;
import dev.weir.stream.HealthHistory;
import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import dev.weir.stream.TrackHealth;
import dev.weir.stream.TrackMeasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a stream comes in, for pages and scripts. A measure is called as its enum constant, in camel
 * case, which carries its unit; what was not measured is null. Immutable.
 *
 * @param verdict the worst severity of the findings
 * @param from the first second of the series
 * @param next the second after the last of the series; {@code since} of the next question
 * @param endsAt when the last second of the series was over
 * @param steadySince the second since which the publisher sends what it sends now
 * @param now the newest of each measure, of the last ten seconds
 */
record HealthJson(
    String name,
    boolean publishing,
    String verdict,
    List<FindingJson> findings,
    long from,
    long next,
    String endsAt,
    long steadySince,
    @Nullable Double driftPpm,
    long delayMillis,
    Map<String, @Nullable Integer> now,
    Map<String, List<@Nullable Integer>> series,
    List<TrackJson> tracks) {

  private static final int NOW_SECONDS = 10;

  record FindingJson(
      String code,
      String severity,
      String title,
      String measured,
      @Nullable String effect,
      @Nullable String obs,
      @Nullable String ffmpeg) {}

  record TrackJson(
      int id,
      String kind,
      String codec,
      long openGopMillis,
      Map<String, @Nullable Integer> now,
      Map<String, List<@Nullable Integer>> series) {}

  static HealthJson of(String name, Examination examination, long since) {
    HealthSnapshot snapshot = examination.snapshot();
    HealthHistory history = snapshot.history();
    long from = Math.clamp(since, history.from(), history.next());
    int wanted = (int) (history.next() - from);
    return new HealthJson(
        name,
        history.publishing(),
        lower(examination.verdict()),
        examination.findings().stream().map(HealthJson::toJson).toList(),
        from,
        history.next(),
        Instant.ofEpochMilli(history.endWallMillis()).toString(),
        history.steadySince(),
        examination.drift().map(HealthJson::rounded).orElse(null),
        snapshot.delayMillis(),
        newest(history.stream(), StreamMeasure.values()),
        columns(history.stream().tail(wanted), StreamMeasure.values()),
        history.tracks().stream().map(track -> toJson(track, wanted)).toList());
  }

  private static Double rounded(ClockDrift drift) {
    return Math.round(drift.partsPerMillion() * 10) / 10.0;
  }

  private static FindingJson toJson(Finding finding) {
    return new FindingJson(
        finding.code(),
        lower(finding.severity()),
        finding.title(),
        finding.measured(),
        orNull(finding.effect()),
        orNull(finding.remedy().obs()),
        orNull(finding.remedy().ffmpeg()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static TrackJson toJson(TrackHealth track, int wanted) {
    return new TrackJson(
        track.track().id(),
        lower(track.track().kind()),
        track.track().config().codecString(),
        track.openGopMillis(),
        newest(track.series(), TrackMeasure.values()),
        columns(track.series().tail(wanted), TrackMeasure.values()));
  }

  private static <M extends Enum<M>> Map<String, @Nullable Integer> newest(
      Series<M> series, M[] measures) {
    var newest = new LinkedHashMap<String, @Nullable Integer>();
    for (M measure : measures) {
      newest.put(camel(measure), boxed(series.tail(NOW_SECONDS).newest(measure)));
    }
    return newest;
  }

  private static <M extends Enum<M>> Map<String, List<@Nullable Integer>> columns(
      Series<M> series, M[] measures) {
    var columns = new LinkedHashMap<String, List<@Nullable Integer>>();
    for (M measure : measures) {
      var column = new ArrayList<@Nullable Integer>(series.size());
      for (int i = 0; i < series.size(); i++) {
        column.add(boxed(series.at(measure, i)));
      }
      columns.put(camel(measure), column);
    }
    return columns;
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** LONGEST_GAP_MILLIS → longestGapMillis. */
  private static String camel(Enum<?> constant) {
    String[] words = lower(constant).split("_", -1);
    var name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }
}
