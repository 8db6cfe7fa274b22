package dev.weir.media;

import java.util.List;

/**
 * What a live stream tells its subscribers, in order. Equal sequences of events make equal bytes
 * downstream, so everything that time or chance decides is an event too. Immutable.
 */
public sealed interface StreamEvent {
  /**
   * An unbroken timeline begins: these tracks and configurations hold, and samples count from
   * {@code anchor}, until the next one. Its sequence number is 0 for the first period of a stream.
   */
  record PeriodStarted(int period, List<Track> tracks, Anchor anchor) implements StreamEvent {
    public PeriodStarted {
      tracks = List.copyOf(tracks);
    }
  }

  /** The next sample of one track of the current period. */
  record Sample(MediaSample sample) implements StreamEvent {}

  /** The encoder's clock has drifted from ours: from here on this anchor gives the wall clock. */
  record AnchorCorrected(Anchor anchor) implements StreamEvent {}

  /** No sample has come for a while: what is open may be closed and shown. */
  record Stalled() implements StreamEvent {}

  /** The publisher is lost; the stream waits for its return. */
  record Interrupted() implements StreamEvent {}

  /** The stream is over. Nothing follows. */
  record Ended() implements StreamEvent {}
}
