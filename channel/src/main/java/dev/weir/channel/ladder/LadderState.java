package dev.weir.channel.ladder;

import dev.weir.transcode.live.LiveRung;
import java.util.List;

/**
 * What a stream's ladder does, for people to look at. Immutable.
 *
 * @param activity what it does now
 * @param rungs highest first; empty where none are planned
 * @param reason why it rests or has failed, in words; empty while it runs
 * @param runs how often the encoder was started
 * @param leftOutSegments that were not made, because the machine could not keep up
 * @param lostPictures that came from the encoder and could not be used
 */
public record LadderState(
    Activity activity,
    List<LiveRung> rungs,
    String reason,
    long runs,
    long leftOutSegments,
    long lostPictures) {
  /** What a ladder does. */
  public enum Activity {
    /** The source is all that viewers get. */
    OFF,
    /** Nobody watches. */
    RESTING,
    STARTING,
    RUNNING,
    /** The encoder was lost, or the machine has no room: it is tried again. */
    WAITING
  }

  public LadderState {
    rungs = List.copyOf(rungs);
  }
}
