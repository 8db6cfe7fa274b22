package dev.weir.packaging;

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Made-up samples with the timing of real encoders. */
final class Footage {
  static final long START_MILLIS = 1_763_676_000_250L;
  static final int VIDEO_TIMESCALE = 90_000;
  static final int VIDEO = 1;
  static final int AUDIO = 2;

  private Footage() {}

  static Track video() {
    var sps = new AvcSps(100, 0, 31, 1280, 720, 0);
    Bytes unit = Bytes.of(0x67, 0x64, 0x00, 0x1F, 0xAC);
    return new Track(
        VIDEO, VIDEO_TIMESCALE, new AvcConfig(List.of(unit), List.of(Bytes.of(0x68, 0xEE)), sps));
  }

  static Track audio(int sampleRate) {
    return new Track(
        AUDIO, sampleRate, new AacConfig(2, sampleRate, 2, 1024, Bytes.of(0x11, 0x90)));
  }

  static StreamEvent.PeriodStarted period(int number, long wallMillis, Track... tracks) {
    return new StreamEvent.PeriodStarted(number, List.of(tracks), new Anchor(0, wallMillis));
  }

  /** Frames whose times are rounded to milliseconds, as RTMP carries them. */
  static List<MediaSample> frames(double framesPerSecond, int count, int framesPerGop) {
    var frames = new ArrayList<MediaSample>();
    for (int i = 0; i < count; i++) {
      long dtsTicks = Math.round(i * 1000 / framesPerSecond) * 90;
      frames.add(frame(dtsTicks, 0, i % framesPerGop == 0, i));
    }
    return frames;
  }

  static MediaSample frame(long dtsTicks, int compositionTicks, boolean keyframe, int content) {
    return new MediaSample(
        VIDEO,
        dtsTicks,
        compositionTicks,
        MediaSample.UNKNOWN_DURATION,
        keyframe,
        List.of(Bytes.of(keyframe ? 0x65 : 0x41, content >> 8, content)));
  }

  static List<MediaSample> sounds(int sampleRate, double seconds) {
    int count = (int) (seconds * sampleRate / 1024);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> new MediaSample(AUDIO, i * 1024L, 0, 1024, true, List.of(Bytes.of(i >> 8, i))))
        .toList();
  }

  /** Both in order of decoding time. */
  static List<MediaSample> interleaved(
      List<MediaSample> video, List<MediaSample> audio, int sampleRate) {
    return Stream.concat(video.stream(), audio.stream())
        .sorted(
            Comparator.comparingDouble(sample ->
                sample.dtsTicks()
                    / (double) (sample.trackId() == VIDEO ? VIDEO_TIMESCALE : sampleRate)))
        .toList();
  }
}
