/** Blobs by name: append, seal, range read, delete. Knows nothing of media. */
@org.jspecify.annotations.NullMarked
module weir.storage {
  requires static org.jspecify;
  requires transitive weir.media;

  exports dev.weir.storage;
}
