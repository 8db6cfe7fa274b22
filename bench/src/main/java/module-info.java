/** Measurements that decide how Weir is built and guard what it promises. */
@org.jspecify.annotations.NullMarked
module weir.bench {
  requires static org.jspecify;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires java.net.http;
  requires jdk.management;
  requires weir.gateway;
  requires weir.media;
  requires weir.net;
  requires weir.packaging;
  requires weir.transcode;
  requires weir.storage;
}
