package dev.weir.library;

import java.util.Optional;

/**
 * One track that a film is served as. Immutable.
 *
 * @param name one path segment, unique in its asset
 * @param place among the asset's renditions of its kind, from 0: the first is what players begin
 *     with
 * @param codec as in the codecs parameter of RFC 6381
 * @param width in pixels, 0 for what is no picture; so height and frame rate
 * @param channels of sound, else 0
 * @param bitrateBps on average
 * @param language of BCP 47
 * @param label what people read in a menu
 */
public record Rendition(
    String asset,
    String name,
    int place,
    Kind kind,
    String codec,
    int width,
    int height,
    double frameRate,
    int channels,
    long bitrateBps,
    Optional<String> language,
    Optional<String> label,
    long sizeBytes,
    State state) {
  public enum Kind {
    VIDEO,
    AUDIO,
    TEXT
  }

  public enum State {
    MAKING,
    READY,
    FAILED
  }

  public Rendition with(State newState) {
    return new Rendition(
        asset,
        name,
        place,
        kind,
        codec,
        width,
        height,
        frameRate,
        channels,
        bitrateBps,
        language,
        label,
        sizeBytes,
        newState);
  }
}
