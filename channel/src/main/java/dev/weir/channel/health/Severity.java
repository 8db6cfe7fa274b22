package dev.weir.channel.health;

/** How much a finding matters, from good to bad. */
public enum Severity {
  /** As it should be. */
  OK,
  /** It works, and could be better. */
  ADVICE,
  /** Some viewers suffer, or soon will. */
  WARNING,
  /** Viewers suffer now. */
  FAULT
}
