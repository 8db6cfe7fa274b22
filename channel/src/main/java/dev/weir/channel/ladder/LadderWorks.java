package dev.weir.channel.ladder;

import dev.weir.media.Bytes;
import dev.weir.packaging.PeriodTrack;
import dev.weir.transcode.live.LiveRung;
import dev.weir.transcode.live.RungSink;
import java.io.IOException;
import java.util.List;

/** What makes rungs of the pictures of one stream. Thread-safe. */
public interface LadderWorks {
  /**
   * The rungs that a stream gets beside its source, highest first; none where it is to stay as it
   * is.
   *
   * @param leader what they would be made of
   * @param sourceBps what was measured of it; 0 where nothing was
   */
  List<LiveRung> plan(PeriodTrack leader, long sourceBps);

  /** Whether a rung is smaller than what it would be made of. */
  boolean isBelow(LiveRung rung, PeriodTrack leader);

  /**
   * Begins a run over one period.
   *
   * @param leader of the period
   * @param rungs to be made
   * @param sink told of what comes, on other threads; rungs by their number in {@code rungs}
   * @throws IOException where it cannot be started; the message says why, and what helps
   */
  Encoder start(PeriodTrack leader, List<LiveRung> rungs, RungSink sink) throws IOException;

  /** One run. {@link #write} and {@link #finish} are for one thread. */
  interface Encoder extends AutoCloseable {
    /**
     * The next part of the source, from a keyframe on; blocks while the encoder has no time.
     *
     * @throws IOException where the run is over
     */
    void write(List<Bytes> part) throws IOException;

    /** Nothing more comes; what it has been given still comes out. */
    void finish() throws IOException;

    /** Ends it; the sink is told of nothing more once this returns. */
    @Override
    void close();
  }
}
