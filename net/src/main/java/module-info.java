/** The only module that opens sockets. */
@org.jspecify.annotations.NullMarked
module weir.net {
  requires static org.jspecify;
  requires org.slf4j;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.transport;
  requires transitive io.vertx.core;
  requires transitive weir.media;

  exports dev.weir.net;
}
