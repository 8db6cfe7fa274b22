package dev.weir.stream;

/** Counts a stream's samples that reach no subscriber, by the reason. Confined to its timeline. */
final class DroppedSamples {
  long late;
  long beforeKeyframe;
  long overflow;
  long withoutTrack;
  long stray;
}
