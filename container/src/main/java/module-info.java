/** Pure readers and writers: bytes to tracks and samples and back. */
@org.jspecify.annotations.NullMarked
module weir.container {
  requires static org.jspecify;
  requires transitive weir.media;

  exports dev.weir.container.amf;
  exports dev.weir.container.flv;
  exports dev.weir.container.fmp4;
  exports dev.weir.container.mp4;
  exports dev.weir.container.text;
}
