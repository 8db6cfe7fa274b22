package dev.weir.channel.health;

import java.util.Locale;

/** Figures in words. */
final class Words {
  private Words() {}

  static String seconds(long millis) {
    return millis < 1000 ? millis + " ms" : trimmed(millis / 1000.0) + " s";
  }

  static String bitrate(long kbps) {
    return kbps < 1000 ? kbps + " kb/s" : trimmed(kbps / 1000.0) + " Mb/s";
  }

  static String rate(double perSecond) {
    String text = String.format(Locale.ROOT, "%.2f", perSecond);
    return text.replaceFirst("\\.?0+$", "");
  }

  static String dbfs(long centi) {
    return String.format(Locale.ROOT, "%.1f dBFS", centi / 100.0).replace('-', '−');
  }

  static String count(long count, String what) {
    return count == 1 ? "1 " + what : count + " " + what + "s";
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
  }
}
