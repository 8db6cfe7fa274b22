package dev.weir.library;

import java.util.Optional;
import java.util.Set;

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
 * @param roles what it is for, beside the others of its kind
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
    Set<Role> roles,
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

  /** What players are told of sound and subtitles, so that they choose well by themselves. */
  public enum Role {
    /** It plays where the viewer has not chosen. */
    DEFAULT,
    /** Subtitles for what is said in another language, shown also to those who want none. */
    FORCED,
    /** Subtitles for those who do not hear. */
    CAPTION,
    /** Sound for those who do not see. */
    DESCRIPTION,
    COMMENTARY
  }

  public Rendition {
    roles = Set.copyOf(roles);
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
        roles,
        sizeBytes,
        newState);
  }

  public Rendition with(Set<Role> newRoles) {
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
        newRoles,
        sizeBytes,
        state);
  }

  /** Subtitles that are there, as WebVTT. */
  public static Rendition text(
      String asset, String name, int place, TextLabel label, long sizeBytes) {
    return new Rendition(
        asset,
        name,
        place,
        Kind.TEXT,
        "wvtt",
        0,
        0,
        0,
        0,
        0,
        label.language(),
        label.title(),
        label.roles(),
        sizeBytes,
        State.READY);
  }
}
