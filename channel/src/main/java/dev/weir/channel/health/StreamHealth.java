package dev.weir.channel.health;

import dev.weir.channel.Dvr;
import dev.weir.media.Clock;
import dev.weir.packaging.PackagingConfig;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How streams are doing. Thread-safe; never blocks. However many ask, a stream is examined twice a
 * second at most.
 */
public final class StreamHealth {
  private static final Duration FRESH = Duration.ofMillis(500);

  /** Nobody has asked for so long. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(10);

  private final StreamRegistry registry;
  private final PackagingConfig packaging;
  private final Optional<Dvr> dvr;
  private final Clock clock;
  private final ConcurrentMap<StreamName, Examination> latest = new ConcurrentHashMap<>();

  /**
   * @param dvr where the past is kept; empty where it is not
   */
  public StreamHealth(
      StreamRegistry registry, PackagingConfig packaging, Optional<Dvr> dvr, Clock clock) {
    this.registry = registry;
    this.packaging = packaging;
    this.dvr = dvr;
    this.clock = clock;
  }

  /** Empty where there is no such stream. */
  public Optional<Examination> of(StreamName name) {
    long nowNanos = clock.monotonicNanos();
    @Nullable Examination known = latest.get(name);
    if (known != null && nowNanos - known.madeNanos() < FRESH.toNanos()) {
      return Optional.of(known);
    }
    latest.values().removeIf(old -> nowNanos - old.madeNanos() > FORGOTTEN.toNanos());
    Optional<Examination> made =
        registry
            .health(name)
            .map(history -> new HealthSnapshot(history, packaging.segment(), rewind(name)))
            .map(snapshot -> Examination.of(snapshot, nowNanos));
    made.ifPresent(examination -> latest.put(name, examination));
    return made;
  }

  private HealthSnapshot.Rewind rewind(StreamName name) {
    if (dvr.isEmpty() || !dvr.get().keeps(name)) {
      return HealthSnapshot.Rewind.OFF;
    }
    return dvr.get().isFailing() ? HealthSnapshot.Rewind.FAILING : HealthSnapshot.Rewind.KEPT;
  }
}
