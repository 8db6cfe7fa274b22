package dev.weir.gateway.rtmp;

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import java.util.List;

/** What a stream tells, with tracks that count milliseconds. Stateless. */
final class PlayedMedia {
  static final long BEGAN_MILLIS = 1_763_676_000_000L;
  static final int PAYLOAD_BYTES = 100;
  private static final int VIDEO_ID = 1;
  private static final int AUDIO_ID = 2;
  private static final int MILLIS = 1000;
  private static final Bytes PAYLOAD = Bytes.wrap(new byte[PAYLOAD_BYTES]);

  private PlayedMedia() {}

  static Track video(int width) {
    var sps = new AvcSps(100, 0, 31, width, width * 9 / 16, 0);
    var unit = Bytes.of(0x67, 100, 0, 31, width & 0xFF);
    return new Track(VIDEO_ID, MILLIS, new AvcConfig(List.of(unit), List.of(Bytes.of(0x68)), sps));
  }

  static Track audio() {
    return new Track(AUDIO_ID, MILLIS, new AacConfig(2, 48_000, 2, 1024, Bytes.of(0x11, 0x90)));
  }

  /** A period whose media time {@code mediaMillis} is so long after the stream's beginning. */
  static StreamEvent period(int number, long mediaMillis, long afterMillis, Track... tracks) {
    var anchor = new Anchor(mediaMillis * 1_000_000, BEGAN_MILLIS + afterMillis);
    return new StreamEvent.PeriodStarted(number, List.of(tracks), anchor);
  }

  static StreamEvent keyframe(long dtsMillis) {
    return sample(VIDEO_ID, dtsMillis, true);
  }

  static StreamEvent frame(long dtsMillis) {
    return sample(VIDEO_ID, dtsMillis, false);
  }

  static StreamEvent sound(long dtsMillis) {
    return sample(AUDIO_ID, dtsMillis, true);
  }

  private static StreamEvent sample(int track, long dtsMillis, boolean keyframe) {
    return new StreamEvent.Sample(
        new MediaSample(track, dtsMillis, 0, 0, keyframe, List.of(PAYLOAD)));
  }
}
