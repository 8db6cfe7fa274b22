package dev.weir.server.config;

import dev.weir.container.amf.AmfLimits;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.rtmp.chunk.ChunkLimits;
import java.time.Duration;

/**
 * Keys {@code rtmp.limits.*}: what one RTMP peer may take of the server. What has no rule here is
 * checked by the engine's own records. Immutable.
 */
public record RtmpLimitsConfig(
    int maxConnections,
    int maxConnectionsPerAddress,
    DataSize maxSendQueue,
    Timeouts timeouts,
    Chunks chunks,
    Amf amf,
    Flow flow) {
  static final RtmpLimitsConfig DEFAULTS =
      new RtmpLimitsConfig(
          10_000,
          1_000,
          DataSize.parse("8MiB"),
          Timeouts.DEFAULTS,
          Chunks.DEFAULTS,
          Amf.DEFAULTS,
          Flow.DEFAULTS);

  public RtmpLimitsConfig {
    Require.size("max-send-queue", maxSendQueue);
    Require.positive("max-connections", maxConnections);
    Require.positive("max-connections-per-address", maxConnectionsPerAddress);
    Require.accepted("chunks", chunks::toEngine);
    Require.accepted("amf", amf::toEngine);
    Require.accepted("flow", flow::toEngine);
  }

  /** The same in the engine's own words. */
  public RtmpLimits toEngine() {
    return new RtmpLimits(timeouts.toEngine(), chunks.toEngine(), amf.toEngine(), flow.toEngine());
  }

  /** Keys {@code rtmp.limits.timeouts.*}. Immutable. */
  public record Timeouts(Duration handshake, Duration publish, Duration idle) {
    static final Timeouts DEFAULTS =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    public Timeouts {
      Require.between("handshake", handshake, Duration.ofMillis(100), Duration.ofMinutes(5));
      Require.between("publish", publish, Duration.ofMillis(100), Duration.ofHours(1));
      Require.between("idle", idle, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    private RtmpLimits.TimeOuts toEngine() {
      return new RtmpLimits.TimeOuts(handshake, publish, idle);
    }
  }

  /** Keys {@code rtmp.limits.chunks.*}. Immutable. */
  public record Chunks(
      int maxStreams,
      DataSize minSize,
      DataSize maxMediaMessage,
      DataSize maxOtherMessage,
      DataSize maxPartial) {
    static final Chunks DEFAULTS = of(ChunkLimits.DEFAULTS);

    private static Chunks of(ChunkLimits engine) {
      return new Chunks(
          engine.maxChunkStreams(),
          new DataSize(engine.minChunkBytes()),
          new DataSize(engine.maxMediaMessageBytes()),
          new DataSize(engine.maxOtherMessageBytes()),
          new DataSize(engine.maxPartialBytes()));
    }

    private ChunkLimits toEngine() {
      return new ChunkLimits(
          maxStreams,
          minSize.intBytes(),
          maxMediaMessage.intBytes(),
          maxOtherMessage.intBytes(),
          maxPartial.intBytes());
    }
  }

  /** Keys {@code rtmp.limits.amf.*}. Immutable. */
  public record Amf(int maxDepth, int maxNodes, DataSize maxSize) {
    static final Amf DEFAULTS = new Amf(16, 4096, DataSize.parse("64KiB"));

    private AmfLimits toEngine() {
      return new AmfLimits(maxDepth, maxNodes, maxSize.intBytes());
    }
  }

  /** Keys {@code rtmp.limits.flow.*}. Immutable. */
  public record Flow(
      DataSize ackWindow,
      DataSize chunkSize,
      int maxCommands,
      DataSize maxPendingOutput,
      DataSize maxHeldInput,
      int maxPendingEvents) {
    static final Flow DEFAULTS =
        new Flow(
            DataSize.parse("2500000B"),
            DataSize.parse("4KiB"),
            64,
            DataSize.parse("256KiB"),
            DataSize.parse("1MiB"),
            16_384);

    private RtmpLimits.Flow toEngine() {
      return new RtmpLimits.Flow(
          ackWindow.intBytes(),
          chunkSize.intBytes(),
          maxCommands,
          maxPendingOutput.intBytes(),
          maxHeldInput.intBytes(),
          maxPendingEvents);
    }
  }
}
