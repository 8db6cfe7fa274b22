package dev.weir.net;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.net.ssl.SSLSocket;

/** A peer that speaks as much HTTP/2 as an attacker needs. Confined to one test. */
final class Http2Peer implements AutoCloseable {
  private static final int MOST_FRAMES = 200_000;
  private static final int LONGEST_WAIT_SECONDS = 40;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SSLSocket socket;
  private final OutputStream out;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Http2Peer(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14);
  }

  static Http2Peer connect(HttpListener listener, TlsCertificate certificate) throws Exception {
    var socket =
        (SSLSocket)
            Trust.in(certificate)
                .getSocketFactory()
                .createSocket("localhost", listener.boundPort());
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    var peer = new Http2Peer(socket);
    peer.send(PREFACE);
    peer.send(Http2Frames.SETTINGS);
    Thread.ofVirtual().start(peer::readAll);
    return peer;
  }

  void send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** Sends as many as an attacker would; whether the server has closed the connection for it. */
  boolean isClosedForFlooding(IntFunction<byte[]> frames) throws InterruptedException {
    try {
      for (int sent = 0; sent < MOST_FRAMES; sent++) {
        out.write(frames.apply(sent));
      }
      out.flush();
    } catch (IOException closedMeanwhile) {
      return true;
    }
    return closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** So that the server is not kept from writing. */
  private void readAll() {
    try {
      var in = socket.getInputStream();
      byte[] thrownAway = new byte[1 << 14];
      while (in.read(thrownAway) >= 0) {
        // It may say more.
      }
    } catch (IOException reset) {
      // Closed all the same.
    }
    closed.countDown();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
