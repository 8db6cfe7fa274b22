package dev.weir.packaging;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What viewers are told of a track so that they can choose it. Immutable.
 *
 * @param language a tag of BCP 47, such as {@code de} or {@code pt-BR}; empty where nobody knows
 * @param name for people; empty where it has none. Quotes and controls in it become spaces
 */
public record TrackLabel(String language, String name, Set<Role> roles) {
  private static final Pattern LANGUAGE = Pattern.compile("([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?");
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\"]");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_LANGUAGE = 35;

  public static final TrackLabel NONE = new TrackLabel("", "", Set.of());

  /** What a track is for. */
  public enum Role {
    /** It plays where the viewer has not chosen. */
    DEFAULT,
    /**
     * Subtitles of what is spoken or written in another language, shown also to those who want
     * none.
     */
    FORCED,
    /** Subtitles for those who do not hear. */
    CAPTION,
    /** Sound for those who do not see. */
    DESCRIPTION,
    COMMENTARY
  }

  public TrackLabel {
    boolean isTag = language.length() <= LONGEST_LANGUAGE && LANGUAGE.matcher(language).matches();
    language = isTag ? language : "";
    String fit = UNFIT.matcher(name).replaceAll(" ").strip();
    name = fit.length() <= LONGEST_NAME ? fit : fit.substring(0, LONGEST_NAME).strip();
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
