package dev.weir.transcode.vod;

/** One video track of a file. Immutable. */
public record VideoFacts(
    SourceTrack track, Picture picture, FrameTiming timing, PixelFacts pixels) {
  VideoFacts withSpacing(FrameSpacing spacing) {
    var spaced =
        new FrameTiming(
            timing.average(), timing.real(), timing.fields(), timing.timescale(), spacing);
    return new VideoFacts(track, picture, spaced, pixels);
  }

  VideoFacts madeAnew(String why) {
    return new VideoFacts(track.madeAnew(why), picture, timing, pixels);
  }
}
