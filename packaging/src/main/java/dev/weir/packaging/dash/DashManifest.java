package dev.weir.packaging.dash;

import dev.weir.media.MediaTime;
import dev.weir.media.TrackKind;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The MPD of a presentation, ISO/IEC 23009-1 §5.3: a pure function of it. Thread-safe: each call
 * has a writer of its own.
 *
 * <p>Times count from {@link Presentation#startMillis}, the availabilityStartTime, so that players
 * show how long the stream has been on and an ended one begins near zero. Media time is ticks since
 * 1970; {@code presentationTimeOffset} takes each period's part of it away. Listed are the complete
 * segments, and the {@link GrowingSegment} for those who play it as it comes. A period with a live
 * ladder is a Period for each {@link dev.weir.packaging.Lineup} of it. At the end the MPD turns
 * static, which players and FFmpeg take for the end; what was said of complete segments stays as it
 * was.
 */
public final class DashManifest {
  /** Where the clock is served that players set theirs by. */
  public static final String TIME_PATH = "/api/v1/time";

  private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";
  private static final String PROFILE = "urn:mpeg:dash:profile:isoff-live:2011";
  private static final String UTC_SCHEME = "urn:mpeg:dash:utc:http-xsdate:2014";

  private static final int DELAY_TARGETS = 3;

  /** In all; fewer than a segment has milliseconds. */
  private static final int MOST_LACKING = 400;

  private final Presentation presentation;
  private final List<Span> spans;
  private final Optional<LowLatency> lowLatency;
  private final XmlText xml = new XmlText();

  private DashManifest(Presentation presentation) {
    this.presentation = presentation.listed();
    this.lowLatency = LowLatency.of(this.presentation);
    List<Span> told = Span.of(this.presentation);
    boolean isAnyComplete = told.stream().anyMatch(span -> hasSegments(span.period()));
    this.spans =
        told.stream()
            .filter(span ->
                hasSegments(span.period())
                    || (isAnyComplete && growsInAll(this.presentation, span.period())))
            .toList();
  }

  /** Writes the MPD; empty until a first segment is complete. */
  public static Optional<String> write(Presentation presentation) {
    var manifest = new DashManifest(presentation);
    return manifest.spans.isEmpty() ? Optional.empty() : Optional.of(manifest.write());
  }

  /**
   * What tells one text from another: two presentations with an equal version have the same.
   *
   * @param publishMillis empty where there is nothing to list
   * @param shownTracks of the newest period
   * @param independent what grows begins where decoding may start
   */
  public record Version(
      OptionalLong publishMillis, long firstSequence, long shownTracks, boolean independent) {}

  /** The version of what {@link #write} would write, at a small part of the cost. */
  public static Version version(Presentation presentation) {
    var manifest = new DashManifest(presentation);
    OptionalLong publishMillis =
        manifest.spans.isEmpty() ? OptionalLong.empty() : OptionalLong.of(manifest.publishMillis());
    boolean independent =
        presentation.currentPeriod().tracks().stream()
            .flatMap(track -> track.segments().reversed().stream().limit(1))
            .allMatch(segment -> segment.parts().isEmpty() || segment.isIndependent());
    return new Version(
        publishMillis, manifest.presentation.firstSequence(), manifest.shownTracks(), independent);
  }

  /** Of the newest period that is listed. */
  private long shownTracks() {
    return spans.reversed().stream().limit(1).flatMap(this::shown).count();
  }

  private Stream<PeriodTrack> shown(Span span) {
    return span.period().tracks().stream()
        .filter(track -> isShown(presentation, span.period(), track));
  }

  private static boolean hasSegments(Period period) {
    return period.tracks().stream().anyMatch(DashManifest::hasSegments);
  }

  /**
   * Each track of the period has something to show, be it a chunk of the segment that grows: then a
   * period that follows another need not wait for its first segment.
   */
  static boolean growsInAll(Presentation presentation, Period period) {
    return LowLatency.of(presentation).isPresent()
        && presentation.awaitsParts()
        && period.id() == presentation.currentPeriod().id()
        && period.tracks().stream()
            .allMatch(track -> hasSegments(track) || newestGrowing(track).isPresent());
  }

  private static Optional<Segment> newestGrowing(PeriodTrack track) {
    return track.segments().reversed().stream()
        .limit(1)
        .filter(segment -> !segment.complete() && !segment.parts().isEmpty() && !segment.isGap())
        .findFirst();
  }

  static boolean isShown(Presentation presentation, Period period, PeriodTrack track) {
    return hasSegments(track) || growsInAll(presentation, period);
  }

  /** The newest that is complete, or else the first, which grows; of a track that is shown. */
  static Segment newest(PeriodTrack track) {
    return newestComplete(track).or(() -> newestGrowing(track)).orElseThrow();
  }

  static boolean hasSegments(PeriodTrack track) {
    return newestComplete(track).isPresent();
  }

  /** Gaps aside. */
  static Optional<Segment> newestComplete(PeriodTrack track) {
    return track.segments().reversed().stream()
        .filter(segment -> segment.complete() && !segment.isGap())
        .findFirst();
  }

  private String write() {
    xml.start("MPD").attribute("xmlns", NAMESPACE).attribute("profiles", PROFILE);
    writeTimes();
    lowLatency.ifPresent(
        live -> live.writeService(AdaptationSet.firstId(newestLeader().track().kind()), xml));
    spans.forEach(this::writePeriod);
    if (!isEnded()) {
      writeClock(xml);
    }
    return xml.end().toString();
  }

  static void writeClock(XmlText xml) {
    xml.start("UTCTiming").attribute("schemeIdUri", UTC_SCHEME).attribute("value", TIME_PATH).end();
  }

  private PeriodTrack newestLeader() {
    return shown(spans.getLast()).findFirst().orElseThrow();
  }

  private void writeTimes() {
    long targetMillis = (long) presentation.targetDurationSeconds() * MediaTime.MILLIS_PER_SECOND;
    xml.attribute("type", isEnded() ? "static" : "dynamic");
    if (presentation.isDated()) {
      xml.attribute("availabilityStartTime", Instant.ofEpochMilli(presentation.startMillis()))
          .attribute("publishTime", Instant.ofEpochMilli(publishMillis()));
    }
    if (isEnded()) {
      xml.attribute("mediaPresentationDuration", duration(endMillis()));
    } else {
      xml.attribute("minimumUpdatePeriod", duration(updateMillis(targetMillis)))
          .attribute("timeShiftBufferDepth", duration(presentation.windowMillis()))
          .attribute("suggestedPresentationDelay", duration(delayMillis(targetMillis)));
    }
    xml.attribute("minBufferTime", duration(targetMillis))
        .attribute("maxSegmentDuration", duration(longestSegmentMillis(targetMillis)));
  }

  private long updateMillis(long targetMillis) {
    return lowLatency.map(LowLatency::updateMillis).orElse(targetMillis / 2);
  }

  /** Less than the window, at whose beginning a player would lose what it is about to fetch. */
  private long delayMillis(long targetMillis) {
    return Math.min(DELAY_TARGETS * targetMillis, presentation.windowMillis() - targetMillis / 2);
  }

  /**
   * HLS's target duration is the longest one rounded to the nearest second, RFC 8216bis §4.4.3.1.
   */
  private static long longestSegmentMillis(long targetMillis) {
    return targetMillis + MediaTime.MILLIS_PER_SECOND / 2;
  }

  /**
   * When the newest segment was complete, or the growing one longer than those before it, or its
   * period began, which is when this text came to be; a millisecond later where nothing grows any
   * more, and another at the end, and one earlier for each segment that a rung still lacks, so that
   * no two texts share it.
   */
  private long publishMillis() {
    long endMillis = Math.max(Math.max(endMillis(), outgrownMillis()), begunMillis());
    long lacking = spans.stream().mapToLong(Span::lacking).sum();
    return presentation.startMillis()
        + endMillis
        - Math.min(lacking, MOST_LACKING)
        + (grows() ? 0 : 1)
        + (isEnded() ? 1 : 0);
  }

  /** The newest period that is listed, and not only one of which nothing is complete. */
  private boolean grows() {
    return presentation.awaitsParts() && spans.getLast().isOf(presentation.currentPeriod());
  }

  /** When a period began of which nothing is complete; later than the one before it ended. */
  private long begunMillis() {
    Span newest = spans.getLast();
    if (hasSegments(newest.period())) {
      return 0;
    }
    return 1 + Math.max(startMillis(newest), newest.hasLadder() ? endMillis() : 0);
  }

  /** How far what has outgrown expectations has come; 0 where nothing has. */
  private long outgrownMillis() {
    Span current = spans.getLast();
    return shown(current)
        .filter(_ -> lowLatency.isPresent())
        .flatMapToLong(track ->
            GrowingSegment.of(presentation, current, track).stream()
                .filter(GrowingSegment::outgrown)
                .mapToLong(growing -> track.segments().getLast().endTicks())
                .map(ticks -> millis(current, track, ticks)))
        .max()
        .orElse(0);
  }

  /** The end of the newest segment on the timeline of the MPD. */
  private long endMillis() {
    return spans.stream()
        .flatMapToLong(span ->
            span.period().tracks().stream()
                .filter(DashManifest::hasSegments)
                .mapToLong(track -> endMillis(span, track)))
        .max()
        .orElse(0);
  }

  private long endMillis(Span span, PeriodTrack track) {
    return millis(span, track, newestComplete(track).orElseThrow().endTicks());
  }

  private long millis(Span span, PeriodTrack track, long ticks) {
    return span.millis(track, ticks) - presentation.startMillis();
  }

  private long startMillis(Span span) {
    return span.startMillis() - presentation.startMillis();
  }

  private void writePeriod(Span span) {
    xml.start("Period").attribute("id", span.id()).attribute("start", duration(startMillis(span)));
    for (TrackKind kind : TrackKind.values()) {
      AdaptationSet.of(presentation, span, kind, lowLatency).forEach(set -> set.write(xml));
    }
    TextSet.of(presentation).forEach(set -> set.write(xml));
    xml.end();
  }

  private boolean isEnded() {
    return presentation.state() == Presentation.State.ENDED;
  }

  /** An xs:duration in seconds alone, as IOP asks. */
  private static String duration(long millis) {
    return "PT" + BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "S";
  }
}
