package dev.weir.channel.health;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of a stream, and what is to be made of it. Immutable.
 *
 * @param findings of every check that could be made, the worst first
 * @param drift of the encoder's clock; empty until two minutes have been measured
 * @param madeNanos when, on the monotonic clock
 */
public record Examination(
    HealthSnapshot snapshot, List<Finding> findings, Optional<ClockDrift> drift, long madeNanos) {
  public Examination {
    findings = List.copyOf(findings);
  }

  static Examination of(HealthSnapshot snapshot, long nowNanos) {
    return new Examination(snapshot, Doctor.examine(snapshot), snapshot.drift(), nowNanos);
  }

  /** The worst of the findings. */
  public Severity verdict() {
    return Doctor.verdict(findings);
  }
}
