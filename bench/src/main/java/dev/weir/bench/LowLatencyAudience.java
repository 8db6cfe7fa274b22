package dev.weir.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/**
 * Viewers of low-latency HLS: each asks for the playlists of picture and sound as players do, with
 * blocking reload and delta updates, and for each part as soon as it is listed, over a connection
 * for either. Tells how much they got, and how long after its last frame was taken a part was with
 * them.
 */
final class LowLatencyAudience {
  private static final double NANOS_PER_MILLI = 1e6;

  private final int port;
  private final LongAdder octets = new LongAdder();
  private final ConcurrentLinkedQueue<Long> lateNanos = new ConcurrentLinkedQueue<>();
  private volatile boolean isMeasuring;
  private volatile boolean isOver;

  private LowLatencyAudience(int port) {
    this.port = port;
  }

  /** Arguments: the port, the stream, how many viewers, seconds to warm up and to measure. */
  public static void main(String[] arguments) throws Exception {
    var audience = new LowLatencyAudience(Integer.parseInt(arguments[0]));
    int viewers = Integer.parseInt(arguments[2]);
    for (int i = 0; i < viewers; i++) {
      for (String track : new String[] {"video", "audio"}) {
        String folder = "/live/" + arguments[1] + "/" + track + "/";
        Thread.ofVirtual().start(() -> audience.watch(folder));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[3]));
    System.out.println("begin");
    audience.isMeasuring = true;
    TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[4]));
    audience.isMeasuring = false;
    System.out.println(audience.result());
    audience.isOver = true;
  }

  private String result() {
    long[] late = lateNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (late.length == 0) {
      return "none came";
    }
    return "end %d %.1f %.1f %d"
        .formatted(
            octets.sum(),
            late[late.length / 2] / NANOS_PER_MILLI,
            late[late.length * 99 / 100] / NANOS_PER_MILLI,
            late.length)
        .replace(',', '.');
  }

  private void watch(String folder) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      String directives = "";
      while (!isOver) {
        byte[] text = get(socket, in, folder + "index.m3u8" + directives, true);
        var newest = Newest.in(new String(text, StandardCharsets.UTF_8));
        directives =
            "?_HLS_msn=%d&_HLS_part=%d&_HLS_skip=YES".formatted(newest.sequence, newest.parts);
        get(socket, in, folder + newest.uri, false);
        if (isMeasuring) {
          long nowMillis = System.currentTimeMillis();
          lateNanos.add(TimeUnit.MILLISECONDS.toNanos(nowMillis - newest.endMillis()));
        }
      }
    } catch (IOException failed) {
      if (!isOver) {
        System.out.println("failed " + failed.getMessage());
        System.exit(1);
      }
    }
  }

  private byte[] get(Socket socket, InputStream in, String path, boolean isText)
      throws IOException {
    String encoding = isText ? "Accept-Encoding: gzip\r\n" : "";
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + encoding + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line(in);
    if (!status.contains(" 200 ")) {
      throw new IOException(path + ": " + status);
    }
    int length = 0;
    boolean isZipped = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).trim());
      }
      isZipped |= lower.equals("content-encoding: gzip");
    }
    byte[] body = in.readNBytes(length);
    if (isMeasuring) {
      octets.add(body.length);
    }
    return isZipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
  }

  private static String line(InputStream in) throws IOException {
    byte[] octets = new byte[1024];
    int length = 0;
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || length == octets.length) {
        throw new EOFException("closed by the server");
      }
      octets[length++] = (byte) octet;
    }
    return new String(Arrays.copyOf(octets, Math.max(0, length - 1)), StandardCharsets.US_ASCII);
  }

  /**
   * The last part that a playlist lists.
   *
   * @param sequence of the segment that the next part belongs to
   * @param parts how many that segment has
   * @param endMillisExactly when the last frame of the part was over, since 1970
   */
  private record Newest(String uri, long sequence, int parts, double endMillisExactly) {
    long endMillis() {
      return Math.round(endMillisExactly);
    }

    static Newest in(String playlist) throws IOException {
      long sequence = 0;
      int parts = 0;
      double endMillis = 0;
      String uri = "";
      for (String line : playlist.lines().toList()) {
        if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
          sequence = Long.parseLong(value(line));
        } else if (line.startsWith("#EXT-X-SKIP:")) {
          sequence += Long.parseLong(line.substring(line.indexOf("SEGMENTS=") + 9).trim());
        } else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
          endMillis = OffsetDateTime.parse(value(line)).toInstant().toEpochMilli();
        } else if (line.startsWith("#EXT-X-PART:")) {
          String duration = line.substring(line.indexOf("DURATION=") + 9);
          endMillis += 1000 * Double.parseDouble(duration.substring(0, duration.indexOf(',')));
          uri = line.substring(line.indexOf("URI=\"") + 5);
          uri = uri.substring(0, uri.indexOf('"'));
          parts++;
        } else if (!line.startsWith("#") && !line.isBlank()) {
          sequence++;
          parts = 0;
        }
      }
      if (uri.isEmpty()) {
        throw new IOException("no part in " + playlist);
      }
      return new Newest(uri, sequence, parts, endMillis);
    }

    private static String value(String line) {
      return line.substring(line.indexOf(':') + 1).trim();
    }
  }
}
