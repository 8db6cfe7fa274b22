package dev.weir.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The JDK's TLS for Vert.x, which shakes hands beside the loops ({@link Loops#handshakes}) and
 * tells of each channel that has: Vert.x shows no frames, its channels do. Immutable.
 */
final class WatchedTls extends JdkSSLEngineOptions {
  private final Consumer<Channel> onHandshake;

  /**
   * @param onHandshake called on the channel's loop, once its protocol has been chosen
   */
  WatchedTls(Consumer<Channel> onHandshake) {
    this.onHandshake = onHandshake;
    setUseWorkerThread(true);
  }

  @Override
  public JdkSSLEngineOptions copy() {
    return new WatchedTls(onHandshake);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new Factory();
  }

  private final class Factory extends DefaultSslContextFactory {
    Factory() {
      super(SslProvider.JDK, false);
    }

    @Override
    public SslContext create() throws SSLException {
      return new Watched(super.create());
    }
  }

  private final class Watched extends DelegatingSslContext {
    Watched(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      // As it is.
    }

    @Override
    protected void initHandler(SslHandler handler) {
      handler.handshakeFuture().addListener((Future<Channel> shaken) -> tell(shaken));
    }

    /** In a later turn, since the pipeline is changed in this one. */
    private void tell(Future<Channel> shaken) {
      if (shaken.isSuccess()) {
        Channel channel = shaken.getNow();
        channel.eventLoop().execute(() -> onHandshake.accept(channel));
      }
    }
  }
}
