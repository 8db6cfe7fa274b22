/** RTMP as an engine without I/O: handshake, chunk, message, command. */
@org.jspecify.annotations.NullMarked
module weir.rtmp {
  requires static org.jspecify;
  requires transitive weir.media;
  requires transitive weir.container;

  exports dev.weir.rtmp;
  exports dev.weir.rtmp.chunk;
}
