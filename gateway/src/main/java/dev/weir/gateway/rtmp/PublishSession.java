package dev.weir.gateway.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.container.flv.FlvEvent;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.gateway.rtmp.PublishDoor.Answer;
import dev.weir.media.Clock;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import dev.weir.net.TcpConnection;
import dev.weir.rtmp.RtmpConnection;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.stream.LeaseLoss;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one connection publishes, one stream at a time. Confined to the connection's loop. */
final class PublishSession {
  private static final Logger LOG = LoggerFactory.getLogger(PublishSession.class);

  private final PublishDoor door;
  private final RtmpConnection engine;
  private final IncompleteInput input;
  private final Clock clock;
  private final Owner owner;

  // of the publication
  private @Nullable PublisherLease lease;
  private FlvReader reader = new FlvReader();
  private Uptake uptake = new Uptake();
  private String stream = "-";

  /** The session that it is a part of. */
  interface Owner {
    String id();

    /** Sends what the engine has to say, then ends the connection. */
    void endAfterFlush(String reason);

    void endNow(String reason);

    /** Ends it because of what the publisher sent. */
    void fail(String code, String text);
  }

  PublishSession(
      PublishDoor door, RtmpConnection engine, IncompleteInput input, Clock clock, Owner owner) {
    this.door = door;
    this.engine = engine;
    this.input = input;
    this.clock = clock;
    this.owner = owner;
  }

  /** Decides over a wish to publish, and answers it. */
  void begin(RtmpEvent.PublishRequested wish, TcpConnection open) {
    switch (door.knock(wish, open.remoteAddress(), loss -> lost(loss, open))) {
      case Answer.Welcome(PublisherLease granted) -> {
        lease = granted;
        input.moveTo(granted.stream().memory().transit());
        reader = new FlvReader();
        uptake = new Uptake();
        stream = granted.stream().name().value();
        engine.acceptPublish();
        LOG.info("session={} stream={} publishing", owner.id(), stream);
      }
      case Answer.TurnedAway(var refusal, String code, String explanation) -> {
        engine.rejectPublish(refusal, explanation);
        owner.endAfterFlush(code + ": " + explanation);
      }
    }
  }

  /** Called on another thread. By the time of the task the session may publish anew. */
  private void lost(LeaseLoss loss, TcpConnection open) {
    open.loop()
        .execute(() -> {
          if (lease != null && !lease.isHeld()) {
            owner.endNow(reason(loss));
          }
        });
  }

  private static String reason(LeaseLoss loss) {
    return switch (loss) {
      case LeaseLoss.TakenOver(PublisherIdentity successor) ->
          "TAKEN_OVER: by session " + successor.session();
      case LeaseLoss.Revoked() -> "REVOKED: its key was deleted";
    };
  }

  boolean isOn() {
    return lease != null;
  }

  /** What onMetaData promises; encoders leave out or zero the codec of a track they don't send. */
  void expect(Map<String, AmfValue> metadata) {
    Set<TrackKind> kinds = EnumSet.noneOf(TrackKind.class);
    if (isPromised(metadata.get("videocodecid"))) {
      kinds.add(TrackKind.VIDEO);
    }
    if (isPromised(metadata.get("audiocodecid"))) {
      kinds.add(TrackKind.AUDIO);
    }
    if (lease != null && !kinds.isEmpty()) {
      lease.expect(kinds);
    }
  }

  private static boolean isPromised(@Nullable AmfValue codec) {
    return codec != null && (codec.asString().isPresent() || codec.asNumber().orElse(0) != 0);
  }

  void take(RtmpEvent.MediaMessage media) {
    if (lease == null) {
      return;
    }
    FlvTagType type =
        switch (media.kind()) {
          case VIDEO -> FlvTagType.VIDEO;
          case AUDIO -> FlvTagType.AUDIO;
        };
    try {
      List<FlvEvent> events =
          reader.read(new FlvTag(type, media.timestampMillis(), media.payload()));
      for (FlvEvent event : events) {
        feed(lease, event);
      }
      if (events.isEmpty() || events.getFirst() instanceof FlvEvent.StreamRefused) {
        uptake
            .leftOut(reader.refusedPackets() + reader.droppedSamples(), clock.monotonicNanos())
            .ifPresent(explanation -> owner.fail("NOTHING_PLAYABLE", explanation));
      }
    } catch (MediaFormatException fault) {
      owner.fail(fault.kind().name(), String.valueOf(fault.getMessage()));
    }
  }

  private void feed(PublisherLease publisher, FlvEvent event) {
    switch (event) {
      case FlvEvent.TrackConfigured(var track) -> publisher.track(track);
      case FlvEvent.SampleRead(var sample) -> {
        uptake.taken();
        publisher.sample(sample);
      }
      case FlvEvent.StreamRefused(var refused, String reason) -> {
        uptake.refused(refused.kind(), reason);
        LOG.warn(
            "session={} stream={} {} track {} is left out: {}",
            owner.id(),
            stream,
            refused.kind() == TrackKind.VIDEO ? "video" : "audio",
            refused.number(),
            reason);
      }
      case FlvEvent.ScriptRead _ -> {}
    }
  }

  /** For how long nothing should be read, because what came is ahead of real time. */
  long holdBackNanos() {
    return lease == null ? 0 : lease.holdBack();
  }

  /** Does nothing where nothing is published. */
  void end(String reason) {
    if (lease != null) {
      lease.lost(reason);
      lease = null;
      input.moveBack();
    }
  }

  /** What there is to say of it once it has ended, also where nothing was published. */
  String summary() {
    return "stream=%s received_bytes=%d ignored_messages=%d dropped_samples=%d refused_packets=%d"
        .formatted(
            stream,
            engine.stats().receivedBytes(),
            engine.stats().ignoredMessages(),
            reader.droppedSamples(),
            reader.refusedPackets());
  }
}
