package dev.weir.stream;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import java.util.List;

/** Tracks and samples in milliseconds, as the simplest publishers send them. */
final class TestMedia {
  static final int VIDEO_ID = 1;
  static final int AUDIO_ID = 2;
  static final int MILLIS = 1000;

  static final Track VIDEO = video(1280);
  static final Track AUDIO = audio(48_000);

  private TestMedia() {}

  static Track video(int width) {
    var sps = new AvcSps(100, 0, 31, width, width * 9 / 16, 0);
    var unit = Bytes.of(0x67, 100, 0, 31, width & 0xFF);
    return new Track(VIDEO_ID, MILLIS, new AvcConfig(List.of(unit), List.of(Bytes.of(0x68)), sps));
  }

  static Track audio(int sampleRate) {
    return new Track(
        AUDIO_ID, MILLIS, new AacConfig(2, sampleRate, 2, 1024, Bytes.of(sampleRate >> 8)));
  }

  static MediaSample keyframe(long dtsTicks) {
    return videoSample(dtsTicks, 0, true);
  }

  static MediaSample frame(long dtsTicks) {
    return videoSample(dtsTicks, 0, false);
  }

  static MediaSample videoSample(long dtsTicks, int compositionTicks, boolean keyframe) {
    return new MediaSample(
        VIDEO_ID, dtsTicks, compositionTicks, 0, keyframe, List.of(Bytes.of(1, 2, 3, 4)));
  }

  static MediaSample sound(long dtsTicks) {
    return new MediaSample(AUDIO_ID, dtsTicks, 0, 0, true, List.of(Bytes.of(9)));
  }
}
