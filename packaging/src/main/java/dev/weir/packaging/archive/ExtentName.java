package dev.weir.packaging.archive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an extent lies: {@code FOLDER/START.cmaf}, with its index {@code FOLDER/START.index} beside
 * it. Immutable.
 *
 * @param folder of its track
 * @param startTicks decoding time of its first sample, in the track's ticks since 1970
 */
record ExtentName(String folder, long startTicks) {
  /** Longer ones end with their segment. */
  static final long LONGEST_MILLIS = 10 * 60 * 1000L;

  private static final Pattern INDEX = Pattern.compile("(.+)/([0-9]{1,18})\\.index");

  static String header(String folder) {
    return folder + "/init.mp4";
  }

  /** Of a blob's name; empty where it is no index. */
  static Optional<ExtentName> ofIndex(String blob) {
    Matcher matcher = INDEX.matcher(blob);
    return matcher.matches()
        ? Optional.of(new ExtentName(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  String media() {
    return folder + "/" + startTicks + ".cmaf";
  }

  String index() {
    return folder + "/" + startTicks + ".index";
  }
}
