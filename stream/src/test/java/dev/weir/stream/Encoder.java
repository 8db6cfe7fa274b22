package dev.weir.stream;

import dev.weir.media.MediaSample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes what an encoder would send: video at a rate, 48 kHz audio beside it, in milliseconds,
 * interleaved by time. Confined to its test.
 *
 * @param framesNumerator and framesDenominator make the frame rate
 * @param gopFrames frames from keyframe to keyframe
 */
record Encoder(int framesNumerator, int framesDenominator, int gopFrames) {
  private static final int AUDIO_RATE = 48_000;
  private static final int AUDIO_FRAME = 1024;

  long frameMillis(long index) {
    return index * 1000 * framesDenominator / framesNumerator;
  }

  static long soundMillis(long index) {
    return index * 1000 * AUDIO_FRAME / AUDIO_RATE;
  }

  /** Interleaved samples with decoding times from {@code fromMillis}, for so long. */
  List<MediaSample> samples(long fromMillis, long lengthMillis) {
    var samples = new ArrayList<MediaSample>(videoOnly(fromMillis, lengthMillis));
    samples.addAll(audioOnly(fromMillis, lengthMillis));
    samples.sort((one, other) -> Long.compare(one.dtsTicks(), other.dtsTicks()));
    return samples;
  }

  List<MediaSample> videoOnly(long fromMillis, long lengthMillis) {
    var samples = new ArrayList<MediaSample>();
    for (long i = 0; frameMillis(i) < lengthMillis; i++) {
      samples.add(TestMedia.videoSample(fromMillis + frameMillis(i), 0, i % gopFrames == 0));
    }
    return samples;
  }

  static List<MediaSample> audioOnly(long fromMillis, long lengthMillis) {
    var samples = new ArrayList<MediaSample>();
    for (long i = 0; soundMillis(i) < lengthMillis; i++) {
      samples.add(TestMedia.sound(fromMillis + soundMillis(i)));
    }
    return samples;
  }

  /** Video frames at irregular distances of 5 to 200 ms. */
  List<MediaSample> variableRate(long lengthMillis, RandomGenerator random) {
    var samples = new ArrayList<>(audioOnly(0, lengthMillis));
    long millis = 0;
    for (int i = 0; millis < lengthMillis; i++) {
      samples.add(TestMedia.videoSample(millis, 0, i % gopFrames == 0));
      millis += random.nextInt(5, 200);
    }
    samples.sort((one, other) -> Long.compare(one.dtsTicks(), other.dtsTicks()));
    return samples;
  }
}
