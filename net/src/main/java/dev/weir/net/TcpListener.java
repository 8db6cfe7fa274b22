package dev.weir.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts TCP connections on one address and gives each a {@link ConnectionHandler} of its own on
 * one of the {@link Loops}. Connections beyond a limit are closed at once and counted. Thread-safe.
 */
public final class TcpListener implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /**
   * What the kernel keeps of a connection besides what is under way. It may be megabytes otherwise:
   * memory for every slow peer, of whose slowness nobody would know.
   */
  private static final long MOST_UNSENT_BYTES = 512 << 10;

  /**
   * Longer than a ticket may hold (RFC 8446 §4.6.1), so that the JDK sends none: connections are
   * long and seldom resumed. Interop: librtmp 2.4 with GnuTLS takes a ticket for the end.
   */
  private static final Duration NO_TICKETS = Duration.ofDays(8);

  private final TcpOptions options;
  private final Supplier<? extends ConnectionHandler> handlers;
  private final ConnectionLimits limits;
  private final TcpCounters counters = new TcpCounters();
  private final Set<NettyTcpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Channel serverChannel;
  private volatile boolean closed;

  private final @Nullable SslContext tls;
  private final Executor handshakes;

  private TcpListener(
      Loops loops,
      TcpOptions options,
      @Nullable SslContext tls,
      Supplier<? extends ConnectionHandler> handlers)
      throws IOException {
    this.options = options;
    this.tls = tls;
    this.handshakes = loops.handshakes();
    this.handlers = handlers;
    this.limits =
        new ConnectionLimits(options.maxConnections(), options.maxConnectionsPerAddress());
    this.serverChannel = bind(loops);
  }

  /**
   * Listens from now on; blocks for the moment that binding takes.
   *
   * @throws IOException if the address is in use or not one of this machine
   */
  public static TcpListener bind(
      Loops loops, TcpOptions options, Supplier<? extends ConnectionHandler> handlers)
      throws IOException {
    return new TcpListener(loops, options, null, handlers);
  }

  /**
   * As {@link #bind}, but with TLS 1.2 or 1.3 between the handlers and their peers. A handler's
   * {@link ConnectionHandler#onOpen} comes before TLS has shaken hands, for which a peer has ten
   * seconds.
   *
   * @throws IOException also if the certificate cannot be read
   */
  public static TcpListener bindTls(
      Loops loops,
      TcpOptions options,
      TlsCertificate certificate,
      Supplier<? extends ConnectionHandler> handlers)
      throws IOException {
    return new TcpListener(loops, options, tlsContext(loops, certificate), handlers);
  }

  /** The JDK's engine, see decision 5. */
  private static SslContext tlsContext(Loops loops, TlsCertificate certificate) throws IOException {
    try {
      return SslContextBuilder.forServer(certificate.toVertx().getKeyManagerFactory(loops.vertx()))
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .sessionTimeout(NO_TICKETS.toSeconds())
          .build();
    } catch (Exception unreadable) { // Vert.x declares no less
      throw new IOException("Cannot use the certificate: " + unreadable.getMessage(), unreadable);
    }
  }

  private Channel bind(Loops loops) throws IOException {
    var vertx = loops.internals();
    int bound = options.maxQueuedBytes();
    var bootstrap = new ServerBootstrap();
    if (vertx.isNativeTransportEnabled()) {
      bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES);
    }
    ChannelFuture binding =
        bootstrap
            .group(vertx.acceptorEventLoopGroup(), vertx.nettyEventLoopGroup())
            .channelFactory(vertx.transport().serverChannelFactory(false))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(bound / 4, bound / 2))
            .childHandler(new Acceptor())
            .bind(new InetSocketAddress(options.host(), options.port()))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "Cannot listen on %s:%d: %s"
              .formatted(options.host(), options.port(), binding.cause().getMessage()),
          binding.cause());
    }
    return binding.channel();
  }

  public int boundPort() {
    return ((InetSocketAddress) serverChannel.localAddress()).getPort();
  }

  public TcpStats stats() {
    return counters.snapshot(limits);
  }

  /** Open connections live on; new ones are refused by the kernel. Blocks for a moment. */
  public void stopAccepting() {
    serverChannel.close().awaitUninterruptibly();
  }

  /** Ends every connection with {@link CloseReason#SHUTTING_DOWN}. Not to be called on a loop. */
  @Override
  public void close() {
    closed = true;
    stopAccepting();
    connections.forEach(connection -> connection.close(CloseReason.SHUTTING_DOWN));
  }

  /** Stateless but for the listener around it; called on the loop of each new connection. */
  private final class Acceptor extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      var address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
      if (!limits.admit(address)) {
        var _ = channel.close();
        return;
      }
      counters.accepted.increment();
      channel.closeFuture().addListener(_ -> limits.release(address));
      var connection =
          new NettyTcpConnection(channel, handlers.get(), options.maxQueuedBytes(), counters);
      connections.add(connection);
      channel.closeFuture().addListener(_ -> connections.remove(connection));
      if (closed) { // its loop was too busy to begin before
        var _ = channel.close();
        return;
      }
      if (tls != null) {
        channel.pipeline().addLast(tls.newHandler(channel.alloc(), handshakes));
      }
      channel.pipeline().addLast(connection);
    }
  }
}
