package dev.weir.media;

/** What a track is for. */
public enum TrackKind {
  VIDEO,
  AUDIO
}
