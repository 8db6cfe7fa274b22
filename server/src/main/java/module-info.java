/** Main: configuration, hand wiring, command line, metrics, health. */
@org.jspecify.annotations.NullMarked
module weir.server {
  requires static org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.dataformat.yaml;
  requires weir.media;
}
