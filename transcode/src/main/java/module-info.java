/** FFmpeg as supervised child processes. */
@org.jspecify.annotations.NullMarked
module weir.transcode {
  requires static org.jspecify;
  requires org.bytedeco.ffmpeg;
  requires org.slf4j;
  requires tools.jackson.databind;
  requires transitive weir.container;
  requires transitive weir.library;
  requires transitive weir.media;
  requires transitive weir.packaging;
  requires transitive weir.storage;

  exports dev.weir.transcode;
  exports dev.weir.transcode.film;
  exports dev.weir.transcode.live;
  exports dev.weir.transcode.vod;
}
