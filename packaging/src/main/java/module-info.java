/** Samples to parts and segments, extents and index, presentations, HLS and DASH. */
@org.jspecify.annotations.NullMarked
module weir.packaging {
  requires static org.jspecify;
  requires transitive weir.media;
  requires transitive weir.container;
  requires transitive weir.storage;

  exports dev.weir.packaging;
  exports dev.weir.packaging.archive;
  exports dev.weir.packaging.dash;
  exports dev.weir.packaging.hls;
}
