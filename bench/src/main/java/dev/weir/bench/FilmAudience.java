package dev.weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks for segments over connections that are kept, one after another, as fast as they come, and
 * throws them away. Arguments: port, {@code plain} or {@code tls}, connections, seconds to warm up,
 * seconds, file with addresses. Prints {@code begin}, then {@code end OCTETS REQUESTS}.
 */
final class FilmAudience {
  private static final int BUFFER_BYTES = 128 << 10;
  private static final int MOST_HEAD_BYTES = 4096;

  private final int port;
  private final SocketFactory sockets;
  private final List<String> addresses;
  private final LongAdder octets = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private volatile boolean over;

  private FilmAudience(int port, SocketFactory sockets, List<String> addresses) {
    this.port = port;
    this.sockets = sockets;
    this.addresses = addresses;
  }

  public static void main(String[] arguments) throws Exception {
    SocketFactory sockets =
        arguments[1].equals("tls") ? trusting().getSocketFactory() : SocketFactory.getDefault();
    var audience =
        new FilmAudience(
            Integer.parseInt(arguments[0]), sockets, Files.readAllLines(Path.of(arguments[5])));
    int connections = Integer.parseInt(arguments[2]);
    for (int i = 0; i < connections; i++) {
      int first = i;
      Thread.ofVirtual().start(() -> audience.watch(first));
    }
    Thread.sleep(1000L * Integer.parseInt(arguments[3]));
    long octets = audience.octets.sum();
    long requests = audience.requests.sum();
    System.out.println("begin");
    Thread.sleep(1000L * Integer.parseInt(arguments[4]));
    System.out.printf(
        Locale.ROOT,
        "end %d %d%n",
        audience.octets.sum() - octets,
        audience.requests.sum() - requests);
    audience.over = true;
    System.exit(0);
  }

  private static SSLContext trusting() throws Exception {
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
    return context;
  }

  /** The certificate was made for this measurement. */
  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // We are the client.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // Nobody is asked who it is.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private void watch(int first) {
    try (Socket socket = sockets.createSocket("127.0.0.1", port)) {
      var buffer = new byte[BUFFER_BYTES];
      for (int next = first; !over; next++) {
        String address = addresses.get(next % addresses.size());
        socket
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .formatted(address)
                    .getBytes(StandardCharsets.US_ASCII));
        read(socket.getInputStream(), buffer);
        requests.increment();
      }
    } catch (SocketException closed) {
      fail(closed);
    } catch (IOException failed) {
      fail(failed);
    }
  }

  private void fail(IOException failed) {
    if (!over) {
      System.out.println("failed " + failed);
      System.exit(1);
    }
  }

  private void read(InputStream in, byte[] buffer) throws IOException {
    int filled = 0;
    int headEnd = -1;
    while (headEnd < 0) {
      int read = in.read(buffer, filled, MOST_HEAD_BYTES - filled);
      if (read < 0) {
        throw new IOException("the server has hung up");
      }
      filled += read;
      headEnd = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    }
    String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(head.lines().findFirst().orElse("no answer"));
    }
    octets.add(filled);
    long left = length(head) - (filled - headEnd - 4);
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the server has hung up");
      }
      octets.add(read);
      left -= read;
    }
  }

  private static long length(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }
}
