package dev.weir.access;

import dev.weir.access.Decision.Allowed;
import dev.weir.access.Decision.Code;
import dev.weir.access.Decision.Denied;
import dev.weir.media.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides who may publish and play, for every protocol. Thread-safe: only whoever presents a secret
 * takes a lock, so viewers take none.
 *
 * <ul>
 *   <li>A channel that needs a key is published with one of its own, from everywhere: whoever gives
 *       a channel keys means them, and another user of the same machine is on loopback too.
 *   <li>Any other may be published from loopback, unless the request was forwarded or a proxy is
 *       configured: then loopback may be anybody.
 *   <li>A secret that names its channel may stand alone; beside a name it has to fit the name.
 *   <li>Playback is open.
 * </ul>
 *
 * <p>A wrong secret costs its address a part of a budget; once that is spent no secret of it is
 * looked at, right or wrong, until some time has passed. {@link PublishKeys} find a secret in a
 * time that tells nothing of which channel or key came near.
 */
public final class Authoriser {
  private static final String LOOPBACK_CREDENTIAL = "loopback";
  private static final String OPEN_CREDENTIAL = "open";

  private final AccessConfig config;
  private final Clock clock;
  private final PublishKeys keys;
  private final LongAdder allowed = new LongAdder();
  private final Map<Code, LongAdder> denied = new EnumMap<>(Code.class);

  /** Guards the failures. */
  private final ReentrantLock lock = new ReentrantLock();

  private final FailureBudget failures;

  public Authoriser(AccessConfig config, PublishKeys keys, Clock clock) {
    this.config = config;
    this.keys = keys;
    this.clock = clock;
    int most = config.maxFailuresPerSecond();
    failures =
        new FailureBudget(
            most, Duration.ofSeconds(1).dividedBy(most), config.maxTrackedAddresses());
    for (Code code : Code.values()) {
      denied.put(code, new LongAdder());
    }
  }

  public Decision authorise(AccessRequest request) {
    Decision decision = decide(request);
    switch (decision) {
      case Allowed _ -> allowed.increment();
      case Denied no -> counter(no.code()).increment();
    }
    return decision;
  }

  /**
   * Whether what let somebody in has been taken back since: to be asked once he is where those are
   * found who have to go, so that none slips through between.
   */
  public boolean isRevoked(Allowed decision) {
    return keys.isRevoked(decision.stream(), decision.credential());
  }

  private LongAdder counter(Code code) {
    return Objects.requireNonNull(denied.get(code));
  }

  public AccessStats stats() {
    var sums = new EnumMap<Code, Long>(Code.class);
    denied.forEach((code, count) -> sums.put(code, count.sum()));
    return new AccessStats(allowed.sum(), sums, trackedAddresses());
  }

  private int trackedAddresses() {
    lock.lock();
    try {
      return failures.trackedAddresses();
    } finally {
      lock.unlock();
    }
  }

  private Decision decide(AccessRequest request) {
    Optional<String> name = request.stream();
    if (name.isPresent() && !ChannelNames.isValid(name.get())) {
      return new Denied(
          Code.NAME_INVALID,
          "A stream's name has 1 to 64 letters, digits, hyphens and underscores"
              + " and does not begin with wk_.");
    }
    return switch (request.action()) {
      case PLAY -> decidePlay(name);
      case PUBLISH ->
          request
              .secret()
              .map(secret -> decideWithinBudget(request.remote(), name, secret))
              .orElseGet(() -> decideWithoutSecret(request, name));
    };
  }

  private static Decision decidePlay(Optional<String> name) {
    return name.<Decision>map(stream -> new Allowed(stream, OPEN_CREDENTIAL))
        .orElseGet(Authoriser::nameMissing);
  }

  private Decision decideWithinBudget(InetAddress remote, Optional<String> name, Secret secret) {
    long nowNanos = clock.monotonicNanos();
    lock.lock();
    try {
      if (failures.isSpent(remote, nowNanos)) {
        return new Denied(
            Code.TOO_MANY_FAILURES, "Too many wrong keys from your address; wait a few seconds.");
      }
      Decision decision = decideWithSecret(name, secret);
      if (decision instanceof Denied(Code code, String _) && code == Code.KEY_WRONG) {
        failures.fail(remote, nowNanos);
      }
      return decision;
    } finally {
      lock.unlock();
    }
  }

  private Decision decideWithSecret(Optional<String> name, Secret secret) {
    if (name.isEmpty() && !secret.namesChannel()) {
      return nameMissing();
    }
    Optional<PublishKey> key = keys.find(secret);
    if (key.isPresent() && name.orElse(key.get().channel()).equals(key.get().channel())) {
      keys.used(key.get());
      return new Allowed(key.get().channel(), key.get().credential());
    }
    return new Denied(
        Code.KEY_WRONG, "This key does not fit; copy the channel's stream key again.");
  }

  private Decision decideWithoutSecret(AccessRequest request, Optional<String> name) {
    if (name.isEmpty()) {
      return nameMissing();
    }
    if (!keys.areNeeded(name.get()) && isSurelyLocal(request)) {
      return new Allowed(name.get(), LOOPBACK_CREDENTIAL);
    }
    return new Denied(
        Code.KEY_REQUIRED,
        "Publishing needs a key: make one for the channel in the console,"
            + " and publish with it as the stream key.");
  }

  private boolean isSurelyLocal(AccessRequest request) {
    InetAddress remote = request.remote();
    return remote.isLoopbackAddress()
        && request.via() == Via.DIRECT
        && config.proxy() == AccessConfig.Proxy.NONE;
  }

  private static Decision nameMissing() {
    return new Denied(Code.NAME_MISSING, "Say which stream: the stream key begins with its name.");
  }
}
