/** The only module that opens sockets. */
@org.jspecify.annotations.NullMarked
module weir.net {
  requires static org.jspecify;
  requires org.slf4j;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires transitive io.vertx.core;
  requires transitive weir.media;

  exports dev.weir.net;
}
