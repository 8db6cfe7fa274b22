package dev.weir.transcode.vod;

import java.util.Optional;

/**
 * One track of a file, whatever is in it. Immutable.
 *
 * @param index FFmpeg's number of it, from 0
 * @param id in the file itself, such as the {@code track_ID} of an MP4; 0 where there is none
 * @param codec FFmpeg's name of it, such as {@code h264}
 * @param profile FFmpeg's name of it; empty where there is none
 * @param bitrateBps 0 where nobody knows
 * @param obstacle why it cannot be taken over, whatever its codec; the end of a sentence
 */
public record SourceTrack(
    int index,
    int id,
    String codec,
    String profile,
    long bitrateBps,
    TrackLabel label,
    Optional<String> obstacle) {
  /** One of which nothing speaks against, in a file that gives it no ID. */
  public SourceTrack(int index, String codec, String profile, long bitrateBps, TrackLabel label) {
    this(index, 0, codec, profile, bitrateBps, label, Optional.empty());
  }

  SourceTrack madeAnew(String why) {
    return new SourceTrack(index, id, codec, profile, bitrateBps, label, Optional.of(why));
  }
}
