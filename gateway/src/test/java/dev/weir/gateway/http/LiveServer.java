package dev.weir.gateway.http;

import dev.weir.access.AccessConfig;
import dev.weir.access.Authoriser;
import dev.weir.access.ChannelDirectory;
import dev.weir.access.FixedChannel;
import dev.weir.access.Secret;
import dev.weir.channel.CatchUp;
import dev.weir.channel.ChannelLimits;
import dev.weir.channel.Dvr;
import dev.weir.channel.DvrConfig;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.LiveStore;
import dev.weir.channel.PresentationFeed;
import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.channel.health.StreamHealth;
import dev.weir.library.ChannelPolicies;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AacConfig;
import dev.weir.net.CidrBlock;
import dev.weir.net.HttpListener;
import dev.weir.net.HttpOptions;
import dev.weir.net.Loops;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.TimelineLimits;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything from a publisher's samples to HTTP on a free port of this machine, with a stream of
 * sound alone. Confined to its test.
 */
final class LiveServer implements AutoCloseable {
  static final StreamName NAME = new StreamName("demo");
  static final int MAX_WAITERS = 3;
  static final long START_MILLIS = 1_763_676_000_000L;

  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  static final HttpOptions OPTIONS =
      new HttpOptions(
          "127.0.0.1",
          0,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          4096,
          16_384,
          1024,
          100,
          100,
          List.of());

  /** Compressing them takes a while. */
  private static final PageRoute PAGES = pages();

  static final int ANSWER_BYTES = 1_000_000;

  private static final DvrConfig DVR = new DvrConfig(_ -> Duration.ofMinutes(30), 0);

  private static final Map<String, FixedChannel> FIXED =
      Map.of("filed", new FixedChannel(ChannelPolicies.DEFAULT, List.of(Secret.of("wk_filed"))));

  final ManualClock clock = new ManualClock(START_MILLIS);
  final MemoryBlobStore store = new MemoryBlobStore(10_000_000);
  final MemoryBudget.Share answers =
      new MemoryBudget(ANSWER_BYTES).open(ANSWER_BYTES).orElseThrow();
  final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT
              .withGrace(Duration.ZERO)
              .withTimeline(TimelineLimits.DEFAULT.withSettle(Duration.ZERO)),
          clock);
  final Path folder = temporaryFolder();
  final FaultyDisk faults = new FaultyDisk();
  private final DiskBlobStore disk = new DiskBlobStore(faults.at(folder));
  private final LiveStore live = new LiveStore(store, Optional.of(disk), clock);
  private final Dvr dvr = new Dvr(disk, store, live, DVR, clock);
  final LiveChannels channels =
      new LiveChannels(
          PackagingConfig.DEFAULT,
          new ChannelLimits(
              MAX_WAITERS, Duration.ofMinutes(1), 8_192, 1 << 20, Duration.ofSeconds(5)),
          store,
          Optional.of(dvr));
  final Viewers viewers = new Viewers(clock);
  final ChannelDirectory directory = new ChannelDirectory(FIXED, new SecureRandom(), clock);
  private final Loops loops = Loops.start(1);
  final HttpGateway gateway;
  private final HttpListener listener;
  private final HttpClient client = HttpClient.newHttpClient();
  private long nextTicks;

  LiveServer() {
    this(List.of());
  }

  LiveServer(List<CidrBlock> proxies) {
    registry.addListener(channels);
    var authoriser = new Authoriser(AccessConfig.DEFAULT, directory, clock);
    var catchUp = new CatchUp(disk, clock);
    var reads = new DiskReads(answers, clock);
    var trusted = new TrustedProxies(proxies);
    var facts = new ApiRoute.ServerFacts("Weir", "1.2.3", 1935, 1936, "loopback");
    try {
      dvr.recover();
      gateway =
          new HttpGateway(
              List.of(
                  new LiveRoute(
                      channels,
                      new LiveRoute.Storage(live, catchUp, reads),
                      authoriser,
                      viewers,
                      trusted),
                  new DvrRoute(dvr, catchUp, reads, authoriser, trusted),
                  new HealthRoute(
                      new StreamHealth(registry, PackagingConfig.DEFAULT, Optional.empty(), clock)),
                  new ApiRoute(
                      new ChannelsRoute.Stage(directory, registry, viewers),
                      channels,
                      facts,
                      clock),
                  OpenApiRoute.load(),
                  PAGES));
      listener = HttpListener.plain(loops, OPTIONS, gateway);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static PageRoute pages() {
    try {
      return PageRoute.load();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("weir-dvr");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int port() {
    return listener.boundPort();
  }

  long handlerFailures() {
    return listener.stats().handlerFailures();
  }

  PublisherLease publish() {
    PublishResult result =
        registry.publish(
            NAME, PublishPolicy.REFUSE, new PublisherIdentity("s1", "127.0.0.1", "none"), _ -> {});
    if (!(result instanceof PublishResult.Granted(PublisherLease lease))) {
      throw new IllegalStateException(result.toString());
    }
    lease.expect(Set.of(TrackKind.AUDIO));
    lease.track(new Track(2, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90))));
    return lease;
  }

  /** Sends {@code seconds} more of sound. */
  void sound(PublisherLease lease, double seconds) {
    for (long end = nextTicks + (long) (seconds * RATE); nextTicks < end; nextTicks += FRAME) {
      lease.sample(new MediaSample(2, nextTicks, 0, FRAME, true, List.of(Bytes.of(1, 2, 3))));
    }
  }

  /**
   * A stream with five seconds of sound, of which all whole parts are seen: two segments, and two
   * parts of the third.
   */
  PublisherLease onAir() throws InterruptedException {
    PublisherLease lease = publish();
    sound(lease, 5);
    await(now -> {
      Segment last = now.currentPeriod().leader().segments().getLast();
      return !last.complete()
          && last.sequence() == now.firstSequence() + 2
          && last.parts().size() == 2;
    });
    return lease;
  }

  PresentationFeed feed() {
    return channels.find(NAME).orElseThrow().feed();
  }

  Presentation await(Predicate<Presentation> wanted) throws InterruptedException {
    var answers = new ArrayBlockingQueue<Snapshot>(1);
    feed().await(wanted, answer -> answers.add(answer.orElseThrow()));
    Snapshot answer = answers.poll(60, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("nothing like it was published");
    }
    return answer.presentation();
  }

  /** Waits for something that nothing tells, such as the arrival of a request. */
  static void until(BooleanSupplier condition) {
    for (int attempt = 0; attempt < 60_000; attempt++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    throw new AssertionError("it did not come about");
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)));
  }

  HttpResponse<String> get(String path, String... headers) throws InterruptedException {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> head(String path, String... headers) throws InterruptedException {
    var request = request(path).method("HEAD", HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  HttpResponse<byte[]> bytes(String path, String... headers)
      throws IOException, InterruptedException {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Whose body is read as it comes. */
  CompletableFuture<HttpResponse<InputStream>> stream(String path, String... headers) {
    var request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.sendAsync(request.build(), BodyHandlers.ofInputStream());
  }

  CompletableFuture<HttpResponse<String>> later(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    channels.close();
    client.shutdownNow();
    listener.close();
    loops.close();
    dvr.close();
    try (disk) {
      deleteFolder();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
