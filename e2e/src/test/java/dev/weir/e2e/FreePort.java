package dev.weir.e2e;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that are to come back on the same one. */
final class FreePort {
  private static final int FIRST = 20_000;

  /** From here on systems give them to clients: Linux from 32,768, RFC 6335 §6 from 49,152. */
  private static final int FIRST_OF_CLIENTS = 32_768;

  private static final int MOST_ATTEMPTS = 100;

  private FreePort() {}

  /**
   * A port that nobody listens on. Any that the system would choose itself may be a client's by the
   * time that its server is back, of the same test or of another, and then cannot be bound.
   */
  static int find() throws IOException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_CLIENTS);
      try (var socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another, then.
      }
    }
    throw new BindException("none of " + MOST_ATTEMPTS + " ports is free");
  }
}
