package dev.weir.packaging.hls;

import dev.weir.media.MediaTime;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request for a media playlist with its delivery directives, RFC 8216bis §6.2.5. Immutable.
 *
 * <p>Ask {@link #answer} first; a request that has to wait is satisfied by the first presentation
 * for which {@link #isSatisfiedBy} holds. One that has waited for three target durations deserves
 * 503.
 */
public final class PlaylistRequest {
  private static final long NONE = -1;
  private static final Pattern DECIMAL_INTEGER = Pattern.compile("[0-9]{1,18}");
  private static final int MAX_SEGMENTS_AHEAD = 2;
  private static final int PARTS_AHEAD_SECONDS = 3;
  private static final int MIN_PARTS_AHEAD = 3;
  private static final Segment NOTHING_YET = new Segment(0, 0, 0, 0, List.of(), false);

  private final String rendition;
  private final long sequence;
  private final long part;
  private final PlaylistForm form;
  private final String fault;

  private PlaylistRequest(
      String rendition, long sequence, long part, PlaylistForm form, String fault) {
    this.rendition = rendition;
    this.sequence = sequence;
    this.part = part;
    this.form = form;
    this.fault = fault;
  }

  /**
   * Reads the values of {@code _HLS_msn}, {@code _HLS_part} and {@code _HLS_skip}, null where the
   * query lacks them. Whatever they hold, {@link #answer} says what is wrong with it.
   */
  public static PlaylistRequest parse(
      String rendition, @Nullable String msn, @Nullable String part, @Nullable String skip) {
    PlaylistForm form = form(skip);
    if (!isDecimalInteger(msn)) {
      return new PlaylistRequest(rendition, NONE, NONE, form, "_HLS_msn is not a decimal integer");
    }
    if (!isDecimalInteger(part)) {
      return new PlaylistRequest(rendition, NONE, NONE, form, "_HLS_part is not a decimal integer");
    }
    String fault = part != null && msn == null ? "_HLS_part needs _HLS_msn" : "";
    return new PlaylistRequest(rendition, number(msn), number(part), form, fault);
  }

  private static PlaylistForm form(@Nullable String skip) {
    return switch (skip) {
      case "YES" -> PlaylistForm.DELTA;
      case "v2" -> PlaylistForm.DELTA_WITH_DATE_RANGES;
      case null, default -> PlaylistForm.WHOLE;
    };
  }

  private static boolean isDecimalInteger(@Nullable String value) {
    return value == null || DECIMAL_INTEGER.matcher(value).matches();
  }

  private static long number(@Nullable String value) {
    return value == null ? NONE : Long.parseLong(value);
  }

  public String rendition() {
    return rendition;
  }

  public PlaylistForm form() {
    return form;
  }

  /** Whether to send, to wait or to refuse, given what is there now. */
  public ReloadAnswer answer(Presentation presentation) {
    if (!fault.isEmpty()) {
      return new ReloadAnswer.BadRequest(fault);
    }
    if (isSatisfiedBy(presentation)) {
      return new ReloadAnswer.Ready();
    }
    Timeline foremost = foremost(presentation);
    if (sequence > foremost.lastCompleteSequence() + MAX_SEGMENTS_AHEAD) {
      return new ReloadAnswer.BadRequest("_HLS_msn is too far in the future");
    }
    if (isPartTooFarAhead(foremost, advancePartLimit(presentation))) {
      return new ReloadAnswer.BadRequest("_HLS_part is too far in the future");
    }
    return new ReloadAnswer.Wait();
  }

  /**
   * What says how far one may ask ahead. A rung comes after what it is made from: who has read of a
   * segment in another playlist may ask for it here, and waits.
   */
  private Timeline foremost(Presentation presentation) {
    Timeline own = Timeline.of(presentation, rendition);
    Timeline leader = Timeline.of(presentation, presentation.currentPeriod().leader().name());
    return leader.isAheadOf(own) ? leader : own;
  }

  /**
   * The presentation has the segment or part asked for, or a later one, or waiting is in vain: it
   * has ended, or does not know the rendition (any more).
   */
  public boolean isSatisfiedBy(Presentation presentation) {
    boolean inVain =
        presentation.state() == Presentation.State.ENDED
            || presentation.newestTrack(rendition).isEmpty();
    if (sequence == NONE || inVain) {
      return true;
    }
    Timeline timeline = Timeline.of(presentation, rendition);
    if (part == NONE) {
      return timeline.lastCompleteSequence() >= sequence;
    }
    return timeline.entries().reversed().stream()
            .map(Timeline.Entry::segment)
            .takeWhile(segment -> segment.sequence() >= sequence)
            .anyMatch(this::isAnsweredBy)
        || timeline.lastCompleteSequence() > sequence
        || sequence < timeline.firstSequence();
  }

  /** A part beyond the last of its complete segment stands for the first of the next segment. */
  private boolean isAnsweredBy(Segment segment) {
    return segment.sequence() > sequence || segment.parts().size() > part;
  }

  /** §6.2.5.2: three seconds of parts, and three parts at least. */
  private static long advancePartLimit(Presentation presentation) {
    long partsInTime =
        Math.ceilDiv(
            (long) PARTS_AHEAD_SECONDS * MediaTime.MILLIS_PER_SECOND,
            presentation.partTargetMillis());
    return Math.max(MIN_PARTS_AHEAD, partsInTime);
  }

  private boolean isPartTooFarAhead(Timeline timeline, long limit) {
    Segment open =
        timeline.entries().reversed().stream()
            .map(Timeline.Entry::segment)
            .filter(segment -> segment.sequence() == sequence)
            .findFirst()
            .orElse(NOTHING_YET);
    return !open.complete() && part >= open.parts().size() + limit;
  }
}
