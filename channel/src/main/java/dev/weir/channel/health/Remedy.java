package dev.weir.channel.health;

/**
 * How to mend what was found. Immutable.
 *
 * @param obs what to set where in OBS Studio, by the names of versions 29 to 32; empty where it has
 *     nothing to do with it
 * @param ffmpeg options of FFmpeg's output, to be copied; empty likewise
 */
public record Remedy(String obs, String ffmpeg) {
  static final Remedy NONE = new Remedy("", "");
}
