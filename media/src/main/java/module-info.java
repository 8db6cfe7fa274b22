/** The vocabulary: bytes, media time, tracks, codec configurations, samples and stream events. */
@org.jspecify.annotations.NullMarked
module weir.media {
  requires static org.jspecify;

  exports dev.weir.media;
  exports dev.weir.media.codec;
  exports dev.weir.media.sound;
}
