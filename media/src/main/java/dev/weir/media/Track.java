package dev.weir.media;

import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.VideoColour;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.VideoRange;
import java.util.Optional;

/**
 * One elementary stream of a period, fixed for as long as the period lasts. Immutable.
 *
 * @param id 1 or more, unique in its period
 * @param timescale ticks in a second, in which this track's samples count time
 * @param colours what is said of video beside its codec
 */
public record Track(int id, int timescale, CodecConfig config, ColourDescription colours) {
  public Track {
    if (id < 1 || timescale < 1) {
      throw new IllegalArgumentException(
          "track id and timescale must be positive: " + id + ", " + timescale);
    }
  }

  /** One of which the codec says everything. */
  public Track(int id, int timescale, CodecConfig config) {
    this(id, timescale, config, ColourDescription.NONE);
  }

  public TrackKind kind() {
    return config.kind();
  }

  /** As the codec says, else as its container did; empty where neither does. */
  public Optional<VideoColour> colour() {
    return config instanceof VideoConfig video
        ? video.colour().or(colours::colour)
        : Optional.empty();
  }

  public VideoRange range() {
    return colour().map(VideoColour::range).orElse(VideoRange.SDR);
  }
}
