/** Who may: one authoriser for every protocol. */
@org.jspecify.annotations.NullMarked
module weir.access {
  requires static org.jspecify;
  requires transitive weir.media;

  exports dev.weir.access;
}
