/** Who may: one authoriser for every protocol. */
@org.jspecify.annotations.NullMarked
module weir.access {
  requires static org.jspecify;
  requires transitive weir.library;
  requires transitive weir.media;
  requires password4j;

  exports dev.weir.access;
}
