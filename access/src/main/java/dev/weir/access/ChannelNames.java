package dev.weir.access;

import java.util.regex.Pattern;

/** What a channel may be called: one safe path segment that never looks like a secret. */
public final class ChannelNames {
  private static final Pattern VALID = Pattern.compile("(?!wk_)[A-Za-z0-9_-]{1,64}");

  private ChannelNames() {}

  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }
}
