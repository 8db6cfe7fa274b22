package dev.weir.rtmp;

import dev.weir.container.amf.AmfLimits;
import dev.weir.rtmp.chunk.ChunkLimits;
import java.time.Duration;

/** What one RTMP connection may cost and how long it may take. Immutable. */
public record RtmpLimits(TimeOuts timeOuts, ChunkLimits chunks, AmfLimits amf, Flow flow) {
  public static final RtmpLimits DEFAULTS =
      new RtmpLimits(TimeOuts.DEFAULTS, ChunkLimits.DEFAULTS, AmfLimits.DEFAULTS, Flow.DEFAULTS);

  /**
   * How long the connection may take.
   *
   * @param handshake from the connection's beginning to the end of C2
   * @param publish from there, or from the end of a publication, to an accepted publication
   * @param idle between two arrivals of octets, and of media during a publication
   */
  public record TimeOuts(Duration handshake, Duration publish, Duration idle) {
    public static final TimeOuts DEFAULTS =
        new TimeOuts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    public TimeOuts {
      for (Duration timeOut : new Duration[] {handshake, publish, idle}) {
        if (!timeOut.isPositive() || timeOut.compareTo(Duration.ofDays(1)) > 0) {
          throw new IllegalArgumentException("a time-out of " + timeOut);
        }
      }
    }
  }

  /**
   * How much may go to and fro.
   *
   * @param ackWindowBytes how much either side may send before it wants an acknowledgement
   * @param outgoingChunkBytes the chunk size that we announce
   * @param maxCommandsOutsidePublication how many commands may come outside of a publication, which
   *     also bounds how many publications may follow one another
   * @param maxPendingOutputBytes how much output may wait for {@link RtmpConnection#pollOutput}
   * @param maxHeldInputBytes how much input may come while a publish request is unanswered
   * @param maxPendingEvents how many events may wait for {@link RtmpConnection#pollEvent}
   */
  public record Flow(
      int ackWindowBytes,
      int outgoingChunkBytes,
      int maxCommandsOutsidePublication,
      int maxPendingOutputBytes,
      int maxHeldInputBytes,
      int maxPendingEvents) {
    public static final Flow DEFAULTS = new Flow(2_500_000, 4096, 64, 256 << 10, 1 << 20, 16_384);

    /** The answer to a connect command, chunk headers and all, fits well into this. */
    private static final int LEAST_BUFFER_BYTES = 8192;

    public Flow {
      if (ackWindowBytes < 1024) {
        throw new IllegalArgumentException("ackWindowBytes must be at least 1,024");
      }
      if (outgoingChunkBytes < 128 || outgoingChunkBytes > ChunkLimits.LARGEST_CHUNK_BYTES) {
        throw new IllegalArgumentException("outgoingChunkBytes must be 128 to 16,777,215");
      }
      if (maxPendingOutputBytes < LEAST_BUFFER_BYTES) {
        throw new IllegalArgumentException(
            "maxPendingOutputBytes must be at least " + LEAST_BUFFER_BYTES);
      }
      if (maxHeldInputBytes < LEAST_BUFFER_BYTES) {
        throw new IllegalArgumentException(
            "maxHeldInputBytes must be at least " + LEAST_BUFFER_BYTES);
      }
      if (maxCommandsOutsidePublication < 8 || maxPendingEvents < 16) {
        throw new IllegalArgumentException(
            "maxCommandsOutsidePublication must be at least 8, maxPendingEvents at least 16");
      }
    }
  }
}
