package dev.weir.bench;

import com.sun.management.OperatingSystemMXBean;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to send one stream to many sockets on loopback, by where its bytes lie: on the
 * heap, in a direct slab, or framed once in a buffer that all viewers share; plain and with TLS by
 * the JDK's engine and by tcnative. The viewers run in a process of their own, read and throw away.
 *
 * <p>Prints CPU-seconds of this process for each gigabyte that was delivered.
 */
public final class EgressBenchmark {
  private static final int VIEWERS = Integer.getInteger("viewers", 1000);
  private static final int SECONDS = Integer.getInteger("seconds", 8);
  private static final int RUNS = Integer.getInteger("runs", 3);
  private static final int WARM_UP_SECONDS = 3;
  private static final int BITS_PER_SECOND = 5_000_000;
  private static final int FRAMES_PER_SECOND = 30;
  private static final int FRAME_BYTES = BITS_PER_SECOND / 8 / FRAMES_PER_SECOND;
  private static final int CHUNK_BYTES = 4096;
  private static final int SLAB_FRAMES = 64;

  private EgressBenchmark() {}

  /** Where the bytes of a frame lie when it is sent to a viewer. */
  private enum Memory {
    /** A heap array that each viewer's socket copies from, framed for each viewer. */
    HEAP,
    /** A direct slab that is sliced and framed for each viewer. */
    SLAB,
    /** A direct buffer that holds the frame with its framing, the same for all viewers. */
    SHARED
  }

  /** Who encrypts. */
  private enum Tls {
    PLAIN,
    JDK,
    TCNATIVE
  }

  public static void main(String[] arguments) throws Exception {
    System.out.printf("%d viewers, %d s at %.1f Mb/s, median of %d%n", VIEWERS, SECONDS, 5.0, RUNS);
    for (Tls tls : Tls.values()) {
      for (Memory memory : Memory.values()) {
        var costs = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
          costs[run] = measure(memory, tls);
        }
        Arrays.sort(costs);
        System.out.printf(
            "%-8s %-8s %.3f CPU-s per GB%n",
            tls.name().toLowerCase(Locale.ROOT), memory, costs[RUNS / 2]);
      }
    }
  }

  private static double measure(Memory memory, Tls tls) throws Exception {
    var loops = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
    try {
      var viewers = new ArrayList<Channel>();
      var connected = new CountDownLatch(VIEWERS);
      Channel server = listen(loops, tls, viewers, connected);
      int port = ((InetSocketAddress) server.localAddress()).getPort();
      Process audience = audience(port, tls);
      try {
        if (!connected.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("only " + viewers.size() + " viewers came");
        }
        new Fanout(memory, viewers).run(WARM_UP_SECONDS * FRAMES_PER_SECOND);
        long cpuBefore = cpuNanos();
        long sentBytes = new Fanout(memory, viewers).run(SECONDS * FRAMES_PER_SECOND);
        return (cpuNanos() - cpuBefore) / (double) sentBytes;
      } finally {
        server.close().sync();
        for (Channel viewer : viewers) {
          viewer.close().sync();
        }
        audience.waitFor();
      }
    } finally {
      loops.shutdownGracefully(200, 5_000, TimeUnit.MILLISECONDS).sync();
    }
  }

  private static Channel listen(
      MultiThreadIoEventLoopGroup loops, Tls tls, List<Channel> viewers, CountDownLatch connected)
      throws Exception {
    @Nullable SslContext context =
        tls == Tls.PLAIN ? null : Certificates.serverContext(provider(tls));
    return new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 20, 8 << 20))
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel viewer) {
                if (context != null) {
                  viewer.pipeline().addLast(context.newHandler(viewer.alloc()));
                }
                viewer.pipeline().addLast(new Arrivals(context == null, viewers, connected));
              }
            })
        .bind("127.0.0.1", 0)
        .sync()
        .channel();
  }

  private static SslProvider provider(Tls tls) {
    return tls == Tls.JDK ? SslProvider.JDK : SslProvider.OPENSSL;
  }

  private static Process audience(int port, Tls tls) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            EgressAudience.class.getName(),
            Integer.toString(port),
            Integer.toString(VIEWERS),
            Boolean.toString(tls != Tls.PLAIN))
        .inheritIO()
        .start();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Counts viewers as they become ready to be sent to. */
  private static final class Arrivals extends ChannelInboundHandlerAdapter {
    private final boolean readyWhenConnected;
    private final List<Channel> viewers;
    private final CountDownLatch connected;

    Arrivals(boolean readyWhenConnected, List<Channel> viewers, CountDownLatch connected) {
      this.readyWhenConnected = readyWhenConnected;
      this.viewers = viewers;
      this.connected = connected;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (readyWhenConnected) {
        arrived(context.channel());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
        arrived(context.channel());
      }
    }

    private void arrived(Channel viewer) {
      synchronized (viewers) {
        viewers.add(viewer);
      }
      connected.countDown();
    }
  }

  /** Sends frames to all viewers, thirty a second or as fast as they are taken. */
  private static final class Fanout {
    private final Memory memory;
    private final List<Channel> viewers;
    private final byte[] heap = new byte[FRAME_BYTES * SLAB_FRAMES];
    private final ByteBuf slab = Unpooled.directBuffer(FRAME_BYTES * SLAB_FRAMES);

    Fanout(Memory memory, List<Channel> viewers) {
      this.memory = memory;
      this.viewers = viewers;
      new Random(1).nextBytes(heap);
      slab.writeBytes(heap);
    }

    long run(int frames) throws InterruptedException {
      long sentBytes = 0;
      long next = System.nanoTime();
      for (int frame = 0; frame < frames; frame++) {
        next += TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
        sentBytes += send(frame);
        LockSupport.parkNanos(next - System.nanoTime());
      }
      slab.release();
      return sentBytes;
    }

    private long send(int frame) throws InterruptedException {
      int offset = frame % SLAB_FRAMES * FRAME_BYTES;
      ByteBuf shared = memory == Memory.SHARED ? framedOnce(offset) : Unpooled.EMPTY_BUFFER;
      var taken = new CountDownLatch(viewers.size());
      ChannelFutureListener done = _ -> taken.countDown();
      for (Channel viewer : viewers) {
        viewer
            .eventLoop()
            .execute(() -> viewer.writeAndFlush(message(offset, shared)).addListener(done));
      }
      taken.await();
      long bytes = (long) (FRAME_BYTES + FRAME_BYTES / CHUNK_BYTES + 12) * viewers.size();
      shared.release();
      return bytes;
    }

    private ByteBuf message(int offset, ByteBuf shared) {
      return switch (memory) {
        case HEAP -> framed(Unpooled.wrappedBuffer(heap, offset, FRAME_BYTES));
        case SLAB -> framed(slab.retainedSlice(offset, FRAME_BYTES));
        case SHARED -> shared.retainedDuplicate();
      };
    }

    private ByteBuf framedOnce(int offset) {
      ByteBuf pieces = framed(slab.retainedSlice(offset, FRAME_BYTES));
      ByteBuf whole = Unpooled.directBuffer(pieces.readableBytes()).writeBytes(pieces);
      pieces.release();
      return whole;
    }

    /** RTMP's framing: a header of twelve octets, then one octet between chunks. */
    private static ByteBuf framed(ByteBuf payload) {
      var message = Unpooled.compositeBuffer(32);
      message.addComponent(true, Unpooled.wrappedBuffer(new byte[12]));
      while (payload.readableBytes() > CHUNK_BYTES) {
        message.addComponent(true, payload.readRetainedSlice(CHUNK_BYTES));
        message.addComponent(true, Unpooled.wrappedBuffer(new byte[1]));
      }
      return message.addComponent(true, payload);
    }
  }
}
