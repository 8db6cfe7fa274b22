package dev.weir.media.codec;

/** How bright a picture may be: VIDEO-RANGE of RFC 8216bis §4.4.6.2. */
public enum VideoRange {
  SDR,
  HLG,
  PQ
}
