package dev.weir.media.codec;

import java.util.Optional;

/**
 * What a container says of colours and brightness beside the codec. Immutable.
 *
 * @param colour for where the codec says nothing
 */
public record ColourDescription(
    Optional<VideoColour> colour,
    Optional<MasteringDisplay> display,
    Optional<ContentLight> light) {
  public static final ColourDescription NONE =
      new ColourDescription(Optional.empty(), Optional.empty(), Optional.empty());
}
