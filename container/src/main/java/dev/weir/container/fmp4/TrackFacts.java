package dev.weir.container.fmp4;

import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.Locale;
import java.util.MissingResourceException;

/**
 * What the boxes of a track say beside its samples. Immutable.
 *
 * @param alternateGroup of tracks of which one is played at a time; 0 for none
 * @param movieTicks how long it is presented, in the movie's ticks
 * @param mediaTicks how long its media are, in its own
 * @param language as {@code mdhd} packs it, ISO/IEC 14496-12 §8.4.2.3
 */
record TrackFacts(
    Track track, TrackUse use, int alternateGroup, long movieTicks, long mediaTicks, int language) {
  private static final int UNDETERMINED = pack("und");
  private static final int FIRST_LETTER = 0x60;
  private static final int LETTER_BITS = 5;

  /** Whether a player that is told nothing else plays it. */
  enum TrackUse {
    ENABLED,
    DISABLED
  }

  /** Of one whose fragments say the rest. */
  static TrackFacts of(Track track) {
    return new TrackFacts(track, TrackUse.ENABLED, 0, 0, 0, UNDETERMINED);
  }

  /**
   * Packs a language.
   *
   * @param tag of BCP 47; empty where nobody knows
   */
  static int language(String tag) {
    try {
      String code = Locale.forLanguageTag(tag).getISO3Language();
      return code.length() == 3 ? pack(code) : UNDETERMINED;
    } catch (MissingResourceException unknown) {
      return UNDETERMINED;
    }
  }

  private static int pack(String code) {
    return code.chars()
        .reduce(0, (packed, letter) -> packed << LETTER_BITS | (letter - FIRST_LETTER));
  }

  boolean isSound() {
    return track.kind() == TrackKind.AUDIO;
  }
}
