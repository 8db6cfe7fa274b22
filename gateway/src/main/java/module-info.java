/** Adapters, one package per protocol, between engines and the stream. */
@org.jspecify.annotations.NullMarked
module weir.gateway {
  requires static org.jspecify;
  requires java.net.http;
  requires org.slf4j;
  requires tools.jackson.databind;
  requires transitive io.vertx.core;
  requires transitive weir.media;
  requires transitive weir.container;
  requires transitive weir.rtmp;
  requires transitive weir.stream;
  requires transitive weir.storage;
  requires transitive weir.packaging;
  requires transitive weir.access;
  requires transitive weir.library;
  requires transitive weir.channel;
  requires transitive weir.net;

  exports dev.weir.gateway.http;
  exports dev.weir.gateway.rtmp;
  exports dev.weir.gateway.upload;
  exports dev.weir.gateway.webhook;
}
