package dev.weir.transcode.live;

import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.Optional;

/**
 * Takes what one run of a {@link LadderEncoder} makes. Called by one thread after the other, never
 * by two at a time; who blocks holds up all rungs. What it throws ends the run.
 */
public interface RungSink {
  /**
   * Once for each rung, before any picture.
   *
   * @param rung its place in the list that the encoder was given
   * @param track whose id is {@code rung + 1}, and whose timescale is the source's
   */
  void onTrack(int rung, Track track);

  /**
   * The next picture of a rung, in the order of the source. Its pts is that of the picture that it
   * was made of, its dts the same; how long it lasts is not known.
   */
  void onPicture(int rung, MediaSample picture);

  /**
   * Once, at last, when FFmpeg is gone.
   *
   * @param failure why, for people; empty after {@link LadderEncoder#finish} or {@link
   *     LadderEncoder#close}
   */
  void onEnd(Optional<String> failure);
}
