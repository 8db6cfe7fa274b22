package dev.weir.server;

import dev.weir.gateway.rtmp.RtmpGateway;
import dev.weir.net.Loops;
import dev.weir.net.TcpListener;
import dev.weir.net.TcpOptions;
import dev.weir.net.TlsCertificate;
import dev.weir.server.config.RtmpConfig;
import dev.weir.server.config.WeirConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where RTMP is spoken, in clear text and over TLS. Opened once; thread-safe after that. */
final class RtmpListeners implements AutoCloseable {
  private final WeirConfig config;
  private final Loops loops;
  private final RtmpGateway gateway;

  private @Nullable TcpListener plain;
  private @Nullable TcpListener tls;

  RtmpListeners(WeirConfig config, Loops loops, RtmpGateway gateway) {
    this.config = config;
    this.loops = loops;
    this.gateway = gateway;
  }

  /**
   * Listens from now on.
   *
   * @throws IOException if an address is in use or the certificate cannot be read
   */
  void open(Optional<TlsCertificate> certificate) throws IOException {
    if (config.rtmp().enabled()) {
      plain = TcpListener.bind(loops, options(config.rtmp().port()), gateway::newSession);
    }
    if (config.rtmps().enabled() && certificate.isPresent()) {
      TcpOptions options = options(config.rtmps().port());
      tls = TcpListener.bindTls(loops, options, certificate.get(), gateway::newTlsSession);
    }
  }

  private TcpOptions options(int port) {
    RtmpConfig at = config.rtmp();
    return new TcpOptions(
        at.host(),
        port,
        at.limits().maxConnections(),
        at.limits().maxConnectionsPerAddress(),
        at.limits().maxSendQueue().intBytes());
  }

  /** Empty where RTMP in clear text is switched off. */
  OptionalInt plainPort() {
    return port(plain);
  }

  /** Empty where RTMPS is switched off. */
  OptionalInt tlsPort() {
    return port(tls);
  }

  private static OptionalInt port(@Nullable TcpListener listener) {
    return listener == null ? OptionalInt.empty() : OptionalInt.of(listener.boundPort());
  }

  void measure(Metrics metrics) {
    if (plain != null) {
      metrics.watch("rtmp", plain);
    }
    if (tls != null) {
      metrics.watch("rtmps", tls);
    }
  }

  /** Takes no new connection; those that are open go on. */
  void stopAccepting() {
    if (plain != null) {
      plain.stopAccepting();
    }
    if (tls != null) {
      tls.stopAccepting();
    }
  }

  @Override
  public void close() {
    if (plain != null) {
      plain.close();
    }
    if (tls != null) {
      tls.close();
    }
  }
}
