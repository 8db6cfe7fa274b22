package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link between a Netty channel and a {@link ConnectionHandler}. Every exception of the handler
 * reaches {@link #exceptionCaught}. Thread-safe, with the handler confined to the channel's loop.
 */
final class NettyTcpConnection extends ChannelInboundHandlerAdapter implements TcpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(NettyTcpConnection.class);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

  private final Channel channel;
  private final Loop loop;
  private final InetSocketAddress remoteAddress;
  private final ConnectionHandler handler;
  private final int maxQueuedBytes;
  private final TcpCounters counters;

  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicBoolean flushIsDue = new AtomicBoolean();
  private final AtomicReference<@Nullable CloseReason> closeReason = new AtomicReference<>();

  NettyTcpConnection(
      Channel channel, ConnectionHandler handler, int maxQueuedBytes, TcpCounters counters) {
    this.channel = channel;
    this.loop = new Loop(channel.eventLoop());
    this.remoteAddress = (InetSocketAddress) channel.remoteAddress();
    this.handler = handler;
    this.maxQueuedBytes = maxQueuedBytes;
    this.counters = counters;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public void send(Bytes bytes) {
    if (closeReason.get() != null) {
      return;
    }
    if (queuedBytes.addAndGet(bytes.length()) > maxQueuedBytes) {
      counters.queueFull.increment();
      close(CloseReason.SEND_QUEUE_FULL);
      return;
    }
    channel
        .write(Unpooled.wrappedBuffer(bytes.asByteBuffer()))
        .addListener(sent -> onSent(bytes.length(), sent.isSuccess()));
    if (flushIsDue.compareAndSet(false, true)) {
      loop.execute(this::flushOnce);
    }
  }

  private void flushOnce() {
    flushIsDue.set(false);
    channel.flush();
  }

  private void onSent(int length, boolean success) {
    queuedBytes.addAndGet(-length);
    if (success) {
      counters.sentBytes.add(length);
    }
  }

  /** Without a promise of its own, since there may be a thousand of these in one turn. */
  @Override
  public void write(SharedBuffer buffer) {
    if (closeReason.get() == null) {
      counters.sentBytes.add(buffer.length());
      var _ = channel.write(buffer.share(), channel.voidPromise());
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public long queuedBytes() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    long inChannel = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    return Math.max(queuedBytes.get(), inChannel);
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void keepWritableBelow(int bytes) {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(bytes / 4, bytes));
  }

  @Override
  public void pauseReading() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resumeReading() {
    channel.config().setAutoRead(true);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return loop.schedule(delay, () -> runWhileOpen(task));
  }

  private void runWhileOpen(Runnable task) {
    if (closeReason.get() != null || !channel.isActive()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      onFailure(failure);
    }
  }

  @Override
  public void close() {
    close(CloseReason.CLOSED_HERE);
  }

  void close(CloseReason reason) {
    if (closeReason.compareAndSet(null, reason)) {
      closeChannel();
    }
  }

  private void closeChannel() {
    var _ = channel.close();
  }

  @Override
  public void closeAfterFlush() {
    if (closeReason.compareAndSet(null, CloseReason.CLOSED_HERE)) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeChannel());
      Timer limit = loop.schedule(FLUSH_LIMIT, this::closeChannel);
      channel.closeFuture().addListener(_ -> limit.cancel());
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    handler.onOpen(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var buffer = (ByteBuf) message;
    try {
      counters.receivedBytes.add(buffer.readableBytes());
      if (closeReason.get() == null) {
        handler.onBytes(buffer.nioBuffer());
      }
    } finally {
      buffer.release();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable() && closeReason.get() == null) {
      handler.onWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var earlier = closeReason.compareAndExchange(null, CloseReason.CLOSED_BY_PEER);
    handler.onClosed(earlier == null ? CloseReason.CLOSED_BY_PEER : earlier);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (isOfPeer(cause)) {
      LOG.debug("remote={} connection failed: {}", remoteAddress, cause.getMessage());
      close(CloseReason.CONNECTION_FAILED);
      return;
    }
    onFailure(cause);
  }

  /** Of the network, or of a peer that does not speak TLS as it should. */
  private static boolean isOfPeer(Throwable cause) {
    return cause instanceof IOException
        || (cause instanceof DecoderException && cause.getCause() instanceof IOException);
  }

  private void onFailure(Throwable failure) {
    counters.handlerFailures.increment();
    LOG.error("remote={} handler failed, connection closed", remoteAddress, failure);
    close(CloseReason.HANDLER_FAILED);
  }
}
