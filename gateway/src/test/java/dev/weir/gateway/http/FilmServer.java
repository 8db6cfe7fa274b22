package dev.weir.gateway.http;

import dev.weir.gateway.http.AssetView.Visibility;
import dev.weir.library.DatabaseException;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.net.HttpListener;
import dev.weir.net.Loops;
import dev.weir.net.SelfSignedCertificate;
import dev.weir.net.TlsCertificate;
import dev.weir.net.TlsCertificate.Pkcs12;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.TrackLabel;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A film of sound of twelve seconds, with subtitles, on HTTP and HTTPS of this machine. Its
 * segments are of a megabyte. Confined to its test.
 */
final class FilmServer implements AutoCloseable {
  static final String ID = "film";
  static final long ANSWER_BYTES = 4 << 20;

  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final int FRAME_BYTES = 6000;
  private static final int SECONDS = 12;

  /** One for all tests: to make one takes a process. */
  private static final TlsCertificate CERTIFICATE = certificate();

  final ManualClock clock = new ManualClock(0);
  final DiskBlobStore disk;
  final Map<String, AssetView> library = new ConcurrentHashMap<>();
  final AtomicInteger asked = new AtomicInteger();

  /** What the library says instead of films. */
  volatile @Nullable DatabaseException unreachable;

  final MemoryBudget.Share memory = new MemoryBudget(ANSWER_BYTES).open(ANSWER_BYTES).orElseThrow();
  final TlsCertificate certificate = CERTIFICATE;
  final VodRoute route;
  private final Loops loops = Loops.start(1);
  private final HttpListener plain;
  private final HttpListener tls;

  FilmServer(Path folder) {
    try {
      disk = new DiskBlobStore(folder);
      write("audio");
      text(
          "text/all.vtt",
          """
          WEBVTT

          00:01.000 --> 00:02.000
          One

          00:03.000 --> 00:05.000
          Two

          01:00.000 --> 01:01.000
          Behind the end
          """);
      text("poster.jpg", "picture");
      publish(Visibility.PUBLIC, "audio");
      route = route();
      var gateway = new HttpGateway(List.of(route));
      plain = HttpListener.plain(loops, LiveServer.OPTIONS, gateway);
      tls = HttpListener.tls(loops, LiveServer.OPTIONS, certificate, gateway);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private VodRoute route() {
    return new VodRoute(
        this::find,
        (request, _) -> "me".equals(request.getHeader("X-Caller")),
        disk,
        new DiskReads(memory, clock),
        clock);
  }

  /** Another server over the same films. */
  HttpListener another() throws IOException {
    return HttpListener.plain(loops, LiveServer.OPTIONS, new HttpGateway(List.of(route())));
  }

  private static TlsCertificate certificate() {
    try {
      Path folder = Files.createTempDirectory("certificate");
      folder.toFile().deleteOnExit();
      var made = (Pkcs12) SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
      made.keyStore().toFile().deleteOnExit();
      return made;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<AssetView> find(String id) {
    asked.incrementAndGet();
    if (unreachable != null) {
      throw unreachable;
    }
    return Optional.ofNullable(library.get(id));
  }

  void publish(Visibility visibility, String... renditions) {
    var label = new TrackLabel("en", "English", Set.of());
    List<AssetView.Rendition> named =
        List.of(renditions).stream().map(name -> new AssetView.Rendition(name, label)).toList();
    library.put(
        ID,
        new AssetView(
            ID, visibility, named, List.of(new TextRendition("text", label)), Optional.empty(), 1));
  }

  /** Its owner has nothing against it. */
  void allowDownload(String name) {
    AssetView view = library.get(ID);
    library.put(
        ID,
        new AssetView(
            ID, view.visibility(), view.renditions(), view.texts(), Optional.of(name), 2));
  }

  void write(String name) throws IOException {
    var config = new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90));
    Cuts cuts = Cuts.every(Duration.ofSeconds(4), Duration.ofSeconds(SECONDS));
    RenditionWriter writer =
        RenditionWriter.begin(
            disk, RenditionFiles.folder(ID, name), new Track(2, RATE, config), cuts, 0);
    long dtsTicks = AssetTimeline.originTicks(RATE);
    for (Bytes frame : frames()) {
      add(writer, new MediaSample(2, dtsTicks, 0, FRAME, true, List.of(frame)));
      dtsTicks += FRAME;
    }
    writer.finish(cuts.count());
  }

  private static void add(RenditionWriter writer, MediaSample sample) throws IOException {
    try {
      writer.add(sample);
    } catch (MediaFormatException tooLarge) {
      throw new AssertionError(tooLarge);
    }
  }

  /** All that is to be heard. */
  List<Bytes> frames() {
    var random = new Random(1);
    return LongStream.iterate(0, at -> at < SECONDS * RATE, at -> at + FRAME)
        .mapToObj(_ -> {
          var frame = new byte[FRAME_BYTES];
          random.nextBytes(frame);
          return Bytes.wrap(frame);
        })
        .toList();
  }

  private void text(String file, String text) throws IOException {
    String blob = RenditionFiles.folder(ID) + "/" + file;
    disk.append(blob, Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
    disk.seal(blob);
  }

  /** The second segment, as it lies on disk. */
  Bytes bytes() throws IOException {
    var part = segment().parts().getFirst();
    return Bytes.concat(disk.read(part.extent(), part.offset(), part.lengthBytes()));
  }

  Segment segment() throws IOException {
    PeriodTrack track =
        new AssetReader(disk).read(ID, List.of("audio")).orElseThrow().newestTrack("audio").get();
    return track.segments().get(1);
  }

  String address() throws IOException {
    return "/vod/film/audio/" + segment().startTicks() + ".m4s";
  }

  String plain(String path) {
    return "http://127.0.0.1:" + plain.boundPort() + path;
  }

  String secure(String path) {
    return "https://localhost:" + tls.boundPort() + path;
  }

  int port() {
    return plain.boundPort();
  }

  @Override
  public void close() {
    plain.close();
    tls.close();
    loops.close();
    try (disk) {
      route.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
