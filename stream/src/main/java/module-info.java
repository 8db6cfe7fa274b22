/** The hub: live streams, publisher leases, bounded subscriptions. */
@org.jspecify.annotations.NullMarked
module weir.stream {
  requires static org.jspecify;
  requires transitive weir.media;

  exports dev.weir.stream;
}
