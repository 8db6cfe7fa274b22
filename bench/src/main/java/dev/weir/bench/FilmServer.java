package dev.weir.bench;

import dev.weir.gateway.http.AssetView;
import dev.weir.gateway.http.AssetView.Rendition;
import dev.weir.gateway.http.AssetView.Visibility;
import dev.weir.gateway.http.DiskReads;
import dev.weir.gateway.http.HttpGateway;
import dev.weir.gateway.http.VodRoute;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.SystemClock;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.net.HttpListener;
import dev.weir.net.HttpOptions;
import dev.weir.net.Loops;
import dev.weir.net.TlsCertificate;
import dev.weir.packaging.Part;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.TrackLabel;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Serves a film whose segments have a given size by the route of the server on one loop, in clear
 * text and over TLS, and lays the same segments down as files for another server. Arguments:
 * folder, octets of a segment, segments, certificate and key as PEM. Prints both ports.
 */
final class FilmServer {
  private static final String ID = "film";
  private static final String NAME = "audio";
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final int SEGMENT_SECONDS = 4;
  private static final int FRAMES = SEGMENT_SECONDS * RATE / FRAME;
  private static final long MEMORY_BYTES = 512 << 20;
  private static final int MOST_CONNECTIONS = 10_000;

  private FilmServer() {}

  public static void main(String[] arguments) throws IOException, MediaFormatException {
    Path folder = Path.of(arguments[0]);
    int segmentBytes = Integer.parseInt(arguments[1]);
    int segments = Integer.parseInt(arguments[2]);
    var disk = new DiskBlobStore(folder.resolve("media"));
    write(disk, segmentBytes, segments);
    layDown(disk, folder);
    var clock = new SystemClock();
    var memory = new MemoryBudget(MEMORY_BYTES).open(MEMORY_BYTES).orElseThrow();
    var asset =
        new AssetView(
            ID,
            Visibility.PUBLIC,
            List.of(new Rendition(NAME, TrackLabel.NONE)),
            List.of(),
            Optional.empty(),
            0);
    var route =
        new VodRoute(
            _ -> Optional.of(asset), (_, _) -> false, disk, new DiskReads(memory, clock), clock);
    var gateway = new HttpGateway(List.of(route));
    var loops = Loops.start(1);
    var certificate = new TlsCertificate.Pem(Path.of(arguments[3]), Path.of(arguments[4]));
    var plain = HttpListener.plain(loops, options(), gateway);
    var tls = HttpListener.tls(loops, options(), certificate, gateway);
    System.out.println("ports " + plain.boundPort() + " " + tls.boundPort());
  }

  private static HttpOptions options() {
    return new HttpOptions(
        "127.0.0.1",
        0,
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        4096,
        16_384,
        1024,
        MOST_CONNECTIONS,
        MOST_CONNECTIONS,
        List.of());
  }

  private static void write(DiskBlobStore disk, int segmentBytes, int segments)
      throws IOException, MediaFormatException {
    var track = new Track(2, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90)));
    Cuts cuts =
        Cuts.every(
            Duration.ofSeconds(SEGMENT_SECONDS),
            Duration.ofSeconds((long) SEGMENT_SECONDS * segments));
    RenditionWriter writer =
        RenditionWriter.begin(disk, RenditionFiles.folder(ID, NAME), track, cuts, 0);
    var random = new Random(1);
    long end = (long) SEGMENT_SECONDS * segments * RATE;
    for (long at = 0; at < end; at += FRAME) {
      var frame = new byte[segmentBytes / FRAMES];
      random.nextBytes(frame);
      writer.add(
          new MediaSample(
              2, AssetTimeline.originTicks(RATE) + at, 0, FRAME, true, List.of(Bytes.wrap(frame))));
    }
    writer.finish(cuts.count());
  }

  /** The same address and the same octets, one file for each segment. */
  private static void layDown(DiskBlobStore disk, Path folder) throws IOException {
    Presentation film = new AssetReader(disk).read(ID, List.of(NAME)).orElseThrow();
    Path below = folder.resolve("files/vod").resolve(ID).resolve(NAME);
    Files.createDirectories(below);
    var addresses = new ArrayList<String>();
    for (Segment segment : film.newestTrack(NAME).orElseThrow().segments()) {
      Part part = segment.parts().getFirst();
      Bytes octets = Bytes.concat(disk.read(part.extent(), part.offset(), part.lengthBytes()));
      String file = segment.startTicks() + ".m4s";
      Files.write(below.resolve(file), octets.toArray());
      addresses.add("/vod/" + ID + "/" + NAME + "/" + file);
    }
    Files.write(folder.resolve("addresses"), addresses);
  }
}
