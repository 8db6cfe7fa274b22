/** What happens to a channel: its packager and what viewers see of it. */
@org.jspecify.annotations.NullMarked
module weir.channel {
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive weir.media;
  requires transitive weir.container;
  requires transitive weir.stream;
  requires transitive weir.storage;
  requires transitive weir.packaging;
  requires transitive weir.library;
  requires transitive weir.transcode;

  exports dev.weir.channel;
  exports dev.weir.channel.health;
  exports dev.weir.channel.ladder;
}
