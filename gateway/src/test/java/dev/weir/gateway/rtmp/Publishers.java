package dev.weir.gateway.rtmp;

import dev.weir.access.AccessConfig;
import dev.weir.access.Authoriser;
import dev.weir.access.ChannelDirectory;
import dev.weir.access.FixedChannel;
import dev.weir.access.PublishKeys;
import dev.weir.access.Secret;
import dev.weir.gateway.http.Viewers;
import dev.weir.library.ChannelPolicies;
import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.net.CloseReason;
import dev.weir.net.ConnectionHandler;
import dev.weir.net.Loop;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.stream.LiveStream;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.RecordingSubscriber;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamListener;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.TimelineLimits;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A gateway and those who publish by it, over connections that go nowhere. Confined to its test.
 */
final class Publishers {
  static final String FFMPEG = "ffmpeg-5.1";

  /** The key in the recording of FFmpeg, which publishes {@code mychannel}. */
  static final String KEY = "s3cret";

  static final StreamName CHANNEL = new StreamName("mychannel");

  final ManualClock clock = new ManualClock(1_763_676_000_000L);
  final StreamRegistry registry;
  final List<RecordingSubscriber> recordings = new ArrayList<>();
  final Viewers viewers = new Viewers(clock);
  PublishPolicy policy = PublishPolicy.REFUSE;
  RtmpGateway gateway;

  private final Loop loop;

  Publishers(Loop loop) {
    this(loop, MemoryBudget.unlimited());
  }

  Publishers(Loop loop, MemoryBudget memory) {
    this.loop = loop;
    registry =
        new StreamRegistry(
            RegistryLimits.DEFAULT.withTimeline(TimelineLimits.DEFAULT.withSettle(Duration.ZERO)),
            memory,
            clock);
    registry.addListener(new Recorder());
    gateway = gateway(Map.of(CHANNEL.value(), List.of(Secret.of(KEY))));
  }

  /** From now on the channel has this key. */
  Publishers giveKey(String channel, String key) {
    gateway = gateway(Map.of(channel, List.of(Secret.of(key))));
    return this;
  }

  /** From now on these let in. */
  Publishers letInBy(PublishKeys keys) {
    gateway = gateway(keys);
    return this;
  }

  /** From now on no channel has a key. */
  Publishers takeKeys() {
    gateway = gateway(Map.of());
    return this;
  }

  private RtmpGateway gateway(Map<String, List<Secret>> keys) {
    var fixed = new HashMap<String, FixedChannel>();
    keys.forEach(
        (name, secrets) -> fixed.put(name, new FixedChannel(ChannelPolicies.DEFAULT, secrets)));
    return gateway(new ChannelDirectory(fixed, new SecureRandom(), clock));
  }

  private RtmpGateway gateway(PublishKeys keys) {
    var authoriser = new Authoriser(AccessConfig.DEFAULT, keys, clock);
    return new RtmpGateway(
        registry, authoriser, _ -> policy, RtmpGateway.Limits.DEFAULTS, viewers, clock);
  }

  Publisher connect(String remote) {
    return new Publisher(gateway.newSession(), new RecordingConnection(loop, remote));
  }

  LiveStream stream() {
    return registry.find(CHANNEL).orElseThrow();
  }

  /** What a real encoder has sent, from the handshake on. */
  static Bytes recorded(String encoder) {
    try (var in = PublisherBytes.class.getResourceAsStream(encoder + ".bin")) {
      return Bytes.wrap(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private final class Recorder implements StreamListener {
    @Override
    public void opened(LiveStream stream) {
      recordings.add(new RecordingSubscriber(stream));
    }

    @Override
    public void closed(LiveStream stream) {}
  }

  /** One connection as its publisher sees it. Confined to its test. */
  static final class Publisher {
    final ConnectionHandler session;
    final RecordingConnection connection;

    private Publisher(ConnectionHandler session, RecordingConnection connection) {
      this.session = session;
      this.connection = connection;
      session.onOpen(connection);
    }

    Publisher send(Bytes bytes) {
      session.onBytes(bytes.asByteBuffer());
      return this;
    }

    /** What a real connection does once it is told to close. */
    void finish() {
      session.onClosed(CloseReason.CLOSED_HERE);
    }

    String sentText() {
      return new String(Bytes.concat(connection.sent).toArray(), StandardCharsets.ISO_8859_1);
    }
  }
}
