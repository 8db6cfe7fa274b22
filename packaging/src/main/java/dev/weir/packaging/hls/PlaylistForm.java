package dev.weir.packaging.hls;

/** How much of a media playlist an answer holds. */
public enum PlaylistForm {
  /** Every segment of the window. */
  WHOLE,
  /** A playlist delta update, RFC 8216bis §6.2.5.1: old segments are counted, not listed. */
  DELTA,
  /**
   * A delta update that leaves out old date ranges too, and names those that were removed. We have
   * none, so it says just that.
   */
  DELTA_WITH_DATE_RANGES
}
