package dev.weir.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;

/**
 * Watches an HTTP/2 connection for frames that cost work and bring nothing: PING, SETTINGS,
 * PRIORITY, WINDOW_UPDATE by little, and those of types that we do not know. RFC 9113 §10.5 has a
 * server close a connection with too many. Floods of resets, continuations and empty frames are
 * closed by Netty. Confined to the connection's loop.
 */
final class FloodWatch extends Http2FrameListenerDecorator {
  /** Players send some in a minute. */
  static final int MOST_FRAMES = 500;

  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** Some clients tell of the smallest piece of an answer that they have taken it. */
  private static final int FRAMES_FOR_A_REQUEST = 10;

  /**
   * Windows are at least 65,535 octets, of which clients give back a good part at once (RFC 9113
   * §6.9.2). By so much it takes 262,144 updates to overflow a window, which Netty does not let
   * pass.
   */
  private static final int SMALL_INCREMENT = 8192;

  private final Runnable close;

  // Of the window.
  private long startNanos = System.nanoTime();
  private int frames;

  private FloodWatch(Http2FrameListener listener, Runnable close) {
    super(listener);
    this.close = close;
  }

  /**
   * Watches from now on, where {@code channel} speaks HTTP/2.
   *
   * @param close called with the first frame beyond what is allowed
   */
  static void of(Channel channel, Runnable close) {
    Http2ConnectionHandler http2 = channel.pipeline().get(Http2ConnectionHandler.class);
    if (http2 != null) {
      Http2ConnectionDecoder decoder = http2.decoder();
      decoder.frameListener(new FloodWatch(decoder.frameListener(), close));
    }
  }

  private void count() {
    long nowNanos = System.nanoTime();
    if (nowNanos - startNanos > WINDOW.toNanos()) {
      startNanos = nowNanos;
      frames = 0;
    }
    if (++frames == MOST_FRAMES + 1) {
      close.run();
    }
  }

  private void credit() {
    frames = Math.max(0, frames - FRAMES_FOR_A_REQUEST);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    credit();
    super.onHeadersRead(context, stream, headers, padding, endOfStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    credit();
    super.onHeadersRead(
        context, stream, headers, dependency, weight, exclusive, padding, endOfStream);
  }

  @Override
  public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
    count();
    super.onPingRead(context, data);
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
      throws Http2Exception {
    count();
    super.onSettingsRead(context, settings);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    count();
    super.onPriorityRead(context, stream, dependency, weight, exclusive);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment)
      throws Http2Exception {
    if (increment < SMALL_INCREMENT) {
      count();
    }
    super.onWindowUpdateRead(context, stream, increment);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    count();
    super.onUnknownFrame(context, type, stream, flags, payload);
  }
}
