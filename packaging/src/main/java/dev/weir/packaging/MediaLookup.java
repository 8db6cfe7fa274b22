package dev.weir.packaging;

import dev.weir.media.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a presentation has to answer to a request for one file of one rendition. Immutable.
 *
 * <p>Looks among all that the presentation holds, so a segment that has left the playlists is still
 * found for as long as the presentation keeps it.
 */
public sealed interface MediaLookup {
  /** A CMAF header; it never changes. */
  record FoundHeader(Bytes header) implements MediaLookup {}

  /** A part, or all the parts of a complete segment in order; they never change. */
  record FoundParts(List<Part> parts) implements MediaLookup {
    public FoundParts {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What there is of a segment that is not complete: further parts will follow those in {@code
   * parts}, which are none where the segment is the next to begin. Wait for the next presentation
   * and ask again.
   */
  record Growing(List<Part> parts) implements MediaLookup {
    public Growing {
      parts = List.copyOf(parts);
    }
  }

  /** Not there yet, but the very next to come: wait for the next presentation and ask again. */
  record Expected() implements MediaLookup {}

  /** Not there, and nobody was told that it would come. */
  record Missing() implements MediaLookup {}

  /**
   * Finds the file {@code name} of {@code rendition}; a playlist is always missing, since it is no
   * stored file.
   */
  static MediaLookup find(Presentation presentation, String rendition, MediaName name) {
    return switch (name) {
      case MediaName.Playlist(), MediaName.IFramePlaylist() -> new Missing();
      case MediaName.Header(long periodId) -> header(presentation, rendition, periodId);
      case MediaName.SegmentFile(long startTicks) -> segment(presentation, rendition, startTicks);
      case MediaName.PartFile(long startTicks, int index) ->
          part(presentation, rendition, startTicks, index);
    };
  }

  private static MediaLookup header(Presentation presentation, String rendition, long periodId) {
    return presentation.periods().stream()
        .filter(period -> period.id() == periodId)
        .flatMap(period -> period.track(rendition).stream())
        .filter(PeriodTrack::isPlayable)
        .<MediaLookup>map(track -> new FoundHeader(track.header()))
        .findFirst()
        .orElseGet(Missing::new);
  }

  private static MediaLookup segment(Presentation presentation, String rendition, long startTicks) {
    Optional<Segment> segment = segmentAt(presentation, rendition, startTicks);
    if (segment.isEmpty()) {
      return isNext(presentation, rendition, startTicks) ? new Growing(List.of()) : new Missing();
    }
    if (segment.get().isGap()) {
      return new Missing();
    }
    if (segment.get().complete()) {
      return new FoundParts(segment.get().parts());
    }
    return presentation.awaitsParts() ? new Growing(segment.get().parts()) : new Missing();
  }

  /** The segment that follows the last complete one has been announced, and nothing of it came. */
  private static boolean isNext(Presentation presentation, String rendition, long startTicks) {
    return presentation
        .nextPart(rendition)
        .filter(new MediaName.PartFile(startTicks, 0)::equals)
        .isPresent();
  }

  private static MediaLookup part(
      Presentation presentation, String rendition, long startTicks, int index) {
    Optional<Segment> segment = segmentAt(presentation, rendition, startTicks);
    if (segment.isPresent() && index < segment.get().parts().size()) {
      return new FoundParts(List.of(segment.get().parts().get(index)));
    }
    return presentation
        .nextPart(rendition)
        .filter(new MediaName.PartFile(startTicks, index)::equals)
        .<MediaLookup>map(next -> new Expected())
        .orElseGet(Missing::new);
  }

  private static Optional<Segment> segmentAt(
      Presentation presentation, String rendition, long startTicks) {
    return presentation.periods().reversed().stream()
        .flatMap(period -> period.track(rendition).stream())
        .flatMap(track -> track.segments().reversed().stream())
        .filter(segment -> segment.startTicks() == startTicks)
        .findFirst();
  }
}
