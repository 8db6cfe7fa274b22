/** What tests need: a manual clock, a disk that fails, dumps, media made with FFmpeg. */
@org.jspecify.annotations.NullMarked
module weir.testkit {
  requires static org.jspecify;
  requires jdk.management;
  requires java.xml;
  requires org.assertj.core;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.javacpp;
  requires transitive weir.media;

  exports dev.weir.testkit;
  exports dev.weir.testkit.dash;
  exports dev.weir.testkit.disk;
  exports dev.weir.testkit.hls;
  exports dev.weir.testkit.rules;
}
