package dev.weir.media;

import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.PixelAspect;
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
 * @param statedAspect of its pixels, where its container says another than the codec
 */
public record Track(
    int id,
    int timescale,
    CodecConfig config,
    ColourDescription colours,
    Optional<PixelAspect> statedAspect) {
  public Track {
    if (id < 1 || timescale < 1) {
      throw new IllegalArgumentException(
          "track id and timescale must be positive: " + id + ", " + timescale);
    }
    PixelAspect ofCodec = aspectOf(config);
    statedAspect = statedAspect.filter(stated -> !stated.equals(ofCodec));
  }

  /** One of which the codec says everything. */
  public Track(int id, int timescale, CodecConfig config) {
    this(id, timescale, config, ColourDescription.NONE);
  }

  /** One of which nobody says the shape of pixels but the codec. */
  public Track(int id, int timescale, CodecConfig config, ColourDescription colours) {
    this(id, timescale, config, colours, Optional.empty());
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

  /** As the container says, which players believe, else as the codec does; square for sound. */
  public PixelAspect pixelAspect() {
    return statedAspect.orElseGet(() -> aspectOf(config));
  }

  private static PixelAspect aspectOf(CodecConfig config) {
    return config instanceof VideoConfig video ? video.pixelAspect() : PixelAspect.SQUARE;
  }

  public VideoRange range() {
    return colour().map(VideoColour::range).orElse(VideoRange.SDR);
  }
}
