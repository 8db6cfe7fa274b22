/** Main: configuration, hand wiring, command line, metrics, health. */
@org.jspecify.annotations.NullMarked
module weir.server {
  requires static org.jspecify;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires info.picocli;
  requires io.prometheus.metrics.model;
  requires io.vertx.core;
  requires java.net.http;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires weir.gateway;
  requires weir.media;
  requires weir.container;
  requires weir.net;
  requires weir.rtmp;
  requires weir.transcode;

  opens dev.weir.server to
      info.picocli;
}
