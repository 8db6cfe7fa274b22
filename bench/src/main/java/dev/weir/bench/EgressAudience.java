package dev.weir.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Viewers that read and throw away. With TLS they shake hands and, a second later, discard what
 * comes without decrypting it, so that the sender has the machine.
 */
final class EgressAudience {
  private EgressAudience() {}

  /** Arguments: the port, how many viewers, and whether they speak TLS. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int viewers = Integer.parseInt(arguments[1]);
    @Nullable SslContext tls =
        Boolean.parseBoolean(arguments[2]) ? Certificates.clientContext() : null;
    try (var loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())) {
      var channels = new ArrayList<Channel>();
      for (int i = 0; i < viewers; i++) {
        channels.add(connect(loop, port, tls));
      }
      for (Channel channel : channels) {
        channel.closeFuture().sync();
      }
    }
  }

  private static Channel connect(
      MultiThreadIoEventLoopGroup loop, int port, @Nullable SslContext tls)
      throws InterruptedException {
    return new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(new Discard());
              }
            })
        .connect("127.0.0.1", port)
        .sync()
        .channel();
  }

  private static final class Discard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ((ByteBuf) message).release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        context
            .executor()
            .schedule(() -> context.pipeline().remove(SslHandler.class), 1, TimeUnit.SECONDS);
      }
    }
  }
}
