package dev.weir.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;

/** One who asks for what there is, again and again, and tells how long it took. */
final class GoodViewer {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int WARM_UP = 50;

  private GoodViewer() {}

  /** Arguments: the address and how many times. */
  public static void main(String[] arguments) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    int times = Integer.parseInt(arguments[1]);
    long[] nanos = new long[times];
    try (var client = HttpClient.newHttpClient()) {
      for (int i = -WARM_UP; i < times; i++) {
        long began = System.nanoTime();
        int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
        if (status != 200) {
          throw new IllegalStateException("status " + status);
        }
        if (i >= 0) {
          nanos[i] = System.nanoTime() - began;
        }
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms%n",
        nanos[times / 2] / NANOS_PER_MILLI,
        nanos[times * 99 / 100] / NANOS_PER_MILLI);
  }
}
