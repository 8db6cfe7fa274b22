package dev.weir.channel.health;

/**
 * What a check of a stream has found, in words for the one who publishes it. Immutable.
 *
 * @param code stable, for machines
 * @param title in a few words
 * @param measured the figures that it rests on
 * @param effect what viewers notice; empty where nothing is wrong
 */
public record Finding(
    String code, Severity severity, String title, String measured, String effect, Remedy remedy) {

  static Finding passed(String code, String title, String measured) {
    return new Finding(code, Severity.OK, title, measured, "", Remedy.NONE);
  }
}
