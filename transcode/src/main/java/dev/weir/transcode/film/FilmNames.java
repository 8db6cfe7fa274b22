package dev.weir.transcode.film;

import dev.weir.transcode.vod.AudioRung;
import dev.weir.transcode.vod.SourceTrack;
import dev.weir.transcode.vod.VideoRung;

/** What renditions are called. Pure. */
final class FilmNames {
  /** The picture as it was sent. */
  static final String VIDEO = "video";

  private static final String AUDIO = "audio-";
  private static final String PASS = "pass-";

  private FilmNames() {}

  /** Sound as it was sent. */
  static String audio(SourceTrack track) {
    return AUDIO + track.index();
  }

  static String of(AudioRung rung) {
    return AUDIO + rung.name();
  }

  static String of(VideoRung rung) {
    return rung.name();
  }

  /** Stands for the rungs that are encoded together. */
  static String pass(int index) {
    return PASS + index;
  }

  static int passOf(String name) {
    return Integer.parseInt(name.substring(PASS.length()));
  }
}
