package dev.weir.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Peers by the thousand that take connections and give nothing for them. */
final class HostileCrowd {
  private static final int SLOW_READER_BUFFER_BYTES = 4096;
  private static final int SLOW_READER_PAUSE_MILLIS = 400;
  private static final int DRIP_MILLIS = 1000;

  /** What a peer does once it is connected. */
  enum Kind {
    /** Nothing. */
    IDLE,
    /** A TLS handshake, then nothing. */
    IDLE_TLS,
    /** Slowloris: a header, one octet in a second. */
    DRIP,
    /** The first octets of a TLS handshake. */
    HALF_TLS,
    /** The first octets of RTMP's. */
    HALF_RTMP,
    /** Asks for a file and takes 10 kB of it in a second. */
    SLOW_READER
  }

  private final Kind kind;
  private final int port;
  private final String path;
  private final @Nullable SslContext tls;

  private HostileCrowd(Kind kind, int port, String path) throws Exception {
    this.kind = kind;
    this.port = port;
    this.path = path;
    this.tls = kind == Kind.IDLE_TLS ? Certificates.clientContext() : null;
  }

  /** Arguments: the kind, the port, how many, for how many seconds at most, and a path to read. */
  public static void main(String[] arguments) throws Exception {
    var crowd =
        new HostileCrowd(Kind.valueOf(arguments[0]), Integer.parseInt(arguments[1]), arguments[4]);
    crowd.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
  }

  private void run(int count, int seconds) throws InterruptedException {
    try (var loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())) {
      List<Channel> open = connectAll(loop, count);
      System.out.printf("open %d%n", open.size());
      long sinceNanos = System.nanoTime();
      int left = count;
      while (left > 0 && System.nanoTime() - sinceNanos < TimeUnit.SECONDS.toNanos(seconds)) {
        TimeUnit.MILLISECONDS.sleep(100);
        left = (int) open.stream().filter(Channel::isActive).count();
      }
      System.out.printf(
          Locale.ROOT,
          "left %d after %.1f s%n",
          left,
          (System.nanoTime() - sinceNanos) / (double) TimeUnit.SECONDS.toNanos(1));
      open.forEach(channel -> channel.close().awaitUninterruptibly());
    }
  }

  /** Some at a time, so that the server's backlog is not what is measured. */
  private List<Channel> connectAll(MultiThreadIoEventLoopGroup loop, int count)
      throws InterruptedException {
    var bootstrap = bootstrap(loop);
    var open = new ArrayList<Channel>();
    var pending = new ArrayList<ChannelFuture>();
    for (int i = 0; i < count; i++) {
      pending.add(bootstrap.connect("127.0.0.1", port));
      if (pending.size() == 100 || i == count - 1) {
        for (ChannelFuture connecting : pending) {
          open.add(connecting.sync().channel());
        }
        pending.clear();
      }
    }
    return open;
  }

  private Bootstrap bootstrap(MultiThreadIoEventLoopGroup loop) {
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tls != null) {
                      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel.pipeline().addLast(new Peer());
                  }
                });
    return kind == Kind.SLOW_READER
        ? bootstrap
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_RCVBUF, SLOW_READER_BUFFER_BYTES)
        : bootstrap;
  }

  private final class Peer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      switch (kind) {
        case IDLE, IDLE_TLS -> {}
        case DRIP -> {
          write(context, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
          again(context, DRIP_MILLIS, () -> write(context, "x"));
        }
        case HALF_TLS -> context.writeAndFlush(octets(0x16, 3, 1, 2, 0, 1, 0));
        case HALF_RTMP -> context.writeAndFlush(octets(3, 0, 0, 0, 0, 0));
        case SLOW_READER -> {
          write(context, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
          again(context, SLOW_READER_PAUSE_MILLIS, context::read);
        }
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof ByteBuf bytes) {
        bytes.release();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
      context.close();
    }

    private void again(ChannelHandlerContext context, int everyMillis, Runnable task) {
      context
          .executor()
          .scheduleAtFixedRate(
              () -> {
                if (context.channel().isActive()) {
                  task.run();
                }
              },
              everyMillis,
              everyMillis,
              TimeUnit.MILLISECONDS);
    }

    private void write(ChannelHandlerContext context, String text) {
      context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private ByteBuf octets(int... octets) {
      ByteBuf buffer = Unpooled.buffer(octets.length);
      for (int octet : octets) {
        buffer.writeByte(octet);
      }
      return buffer;
    }
  }
}
