package dev.weir.access;

import dev.weir.access.Decision.Allowed;
import dev.weir.access.Decision.Code;
import dev.weir.access.Decision.Denied;
import dev.weir.media.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
 *   <li>A channel that has keys needs one of them to publish, from everywhere: whoever gives a
 *       channel keys means them, and another user of the same machine is on loopback too.
 *   <li>A channel without keys may be published from loopback, unless the request was forwarded or
 *       a proxy is configured: then loopback may be anybody.
 *   <li>A secret that names its channel may stand alone; beside a name it has to fit the name.
 *   <li>Playback is open.
 * </ul>
 *
 * <p>A wrong secret costs its address a part of a budget; once that is spent no secret of it is
 * looked at, right or wrong, until some time has passed. Every configured key is compared each
 * time, so that the time tells nothing of which channel or key came near.
 */
public final class Authoriser {
  private static final String LOOPBACK_CREDENTIAL = "loopback";
  private static final String OPEN_CREDENTIAL = "open";

  private final AccessConfig config;
  private final Clock clock;
  private final List<Key> keys = new ArrayList<>();
  private final LongAdder allowed = new LongAdder();
  private final Map<Code, LongAdder> denied = new EnumMap<>(Code.class);

  /** Guards the failures. */
  private final ReentrantLock lock = new ReentrantLock();

  private final FailureBudget failures;

  private record Key(String channel, String credential, Secret secret) {}

  public Authoriser(AccessConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    int most = config.maxFailuresPerSecond();
    failures =
        new FailureBudget(
            most, Duration.ofSeconds(1).dividedBy(most), config.maxTrackedAddresses());
    config.keys().forEach(this::addKeys);
    for (Code code : Code.values()) {
      denied.put(code, new LongAdder());
    }
  }

  private void addKeys(String channel, List<Secret> secrets) {
    for (int i = 0; i < secrets.size(); i++) {
      keys.add(new Key(channel, channel + "#" + (i + 1), secrets.get(i)));
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
    Optional<Key> key = find(secret);
    if (key.isPresent() && name.orElse(key.get().channel()).equals(key.get().channel())) {
      return new Allowed(key.get().channel(), key.get().credential());
    }
    return new Denied(
        Code.KEY_WRONG, "This key does not fit; copy the channel's stream key again.");
  }

  private Optional<Key> find(Secret secret) {
    Optional<Key> found = Optional.empty();
    for (Key key : keys) {
      if (key.secret().equals(secret)) {
        found = Optional.of(key);
      }
    }
    return found;
  }

  private Decision decideWithoutSecret(AccessRequest request, Optional<String> name) {
    if (name.isEmpty()) {
      return nameMissing();
    }
    boolean hasKeys = !config.keys().getOrDefault(name.get(), List.of()).isEmpty();
    if (!hasKeys && isSurelyLocal(request)) {
      return new Allowed(name.get(), LOOPBACK_CREDENTIAL);
    }
    return new Denied(
        Code.KEY_REQUIRED,
        "Publishing needs a key: configure one for the channel"
            + " and publish with the stream key NAME?key=SECRET.");
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
