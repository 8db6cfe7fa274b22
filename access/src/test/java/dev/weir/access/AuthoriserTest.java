package dev.weir.access;

import static dev.weir.access.Decision.Code.KEY_REQUIRED;
import static dev.weir.access.Decision.Code.KEY_WRONG;
import static dev.weir.access.Decision.Code.NAME_INVALID;
import static dev.weir.access.Decision.Code.NAME_MISSING;
import static dev.weir.access.Decision.Code.TOO_MANY_FAILURES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.Decision.Allowed;
import dev.weir.access.Decision.Denied;
import dev.weir.library.ChannelPolicies;
import dev.weir.media.Clock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoriserTest {
  private static final String LOCAL = "127.0.0.1";
  private static final String FAR = "203.0.113.9";

  private final Time time = new Time();
  private final ChannelDirectory keys =
      new ChannelDirectory(
          Map.of(
              "main", fixed("one", "two"),
              "side", fixed("wk_three"),
              "open", fixed()),
          new SecureRandom(),
          time);
  private final Authoriser authoriser = new Authoriser(AccessConfig.DEFAULT, keys, time);

  private static FixedChannel fixed(String... secrets) {
    return new FixedChannel(
        ChannelPolicies.DEFAULT, Arrays.stream(secrets).map(Secret::of).toList());
  }

  private static final class Time implements Clock {
    private long nanos = Long.MAX_VALUE - 1_000_000_000L;

    void advance(Duration duration) {
      nanos += duration.toNanos();
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }

    @Override
    public long wallMillis() {
      return 0;
    }
  }

  private static AccessRequest request(
      Action action, String stream, String secret, String remote, Via via) {
    return new AccessRequest(
        action,
        Optional.ofNullable(stream),
        Optional.ofNullable(secret).map(Secret::of),
        InetAddress.ofLiteral(remote),
        via);
  }

  private Authoriser authoriser(AccessConfig config) {
    return new Authoriser(config, keys, time);
  }

  private Decision publish(String stream, String secret, String remote) {
    return authoriser.authorise(request(Action.PUBLISH, stream, secret, remote, Via.DIRECT));
  }

  private static Decision.Code code(Decision decision) {
    return ((Denied) decision).code();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
  void aChannelWithoutKeysIsOpenToLoopback(String remote) {
    assertThat(publish("free", null, remote)).isEqualTo(new Allowed("free", "loopback"));
    assertThat(publish("open", null, remote)).isEqualTo(new Allowed("open", "loopback"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "10.0.0.1", "192.168.1.2", "0.0.0.0", "::", "fe80::1"})
  void aChannelWithoutKeysIsClosedToEverybodyElse(String remote) {
    assertThat(code(publish("free", null, remote))).isEqualTo(KEY_REQUIRED);
    assertThat(code(publish("free", "one", remote))).isEqualTo(KEY_WRONG);
  }

  @Test
  void loopbackIsNotTrustedWhenTheRequestWasForwarded() {
    var request = request(Action.PUBLISH, "free", null, LOCAL, Via.FORWARDED);

    assertThat(code(authoriser.authorise(request))).isEqualTo(KEY_REQUIRED);
  }

  @Test
  void loopbackIsNotTrustedOnceAProxyIsConfigured() {
    var proxied = authoriser(AccessConfig.DEFAULT.withProxy(AccessConfig.Proxy.CONFIGURED));

    assertThat(code(proxied.authorise(request(Action.PUBLISH, "free", null, LOCAL, Via.DIRECT))))
        .isEqualTo(KEY_REQUIRED);
    assertThat(proxied.authorise(request(Action.PUBLISH, "main", "one", LOCAL, Via.FORWARDED)))
        .isEqualTo(new Allowed("main", "main#1"));
  }

  @Test
  void aChannelWithKeysNeedsOneFromEverywhere() {
    assertThat(code(publish("main", null, LOCAL))).isEqualTo(KEY_REQUIRED);
    assertThat(code(publish("main", null, FAR))).isEqualTo(KEY_REQUIRED);
    assertThat(publish("main", "one", FAR)).isEqualTo(new Allowed("main", "main#1"));
    assertThat(publish("main", "two", LOCAL)).isEqualTo(new Allowed("main", "main#2"));
  }

  @Test
  void aKeyOpensItsOwnChannelOnly() {
    assertThat(code(publish("side", "one", FAR))).isEqualTo(KEY_WRONG);
    assertThat(code(publish("main", "wk_three", FAR))).isEqualTo(KEY_WRONG);
    assertThat(code(publish("main", "", FAR))).isEqualTo(KEY_WRONG);
  }

  @Test
  void aSecretThatNamesItsChannelMayStandAlone() {
    assertThat(publish(null, "wk_three", FAR)).isEqualTo(new Allowed("side", "side#1"));
    assertThat(code(publish(null, "one", FAR))).isEqualTo(NAME_MISSING);
    assertThat(code(publish(null, "wk_guess", FAR))).isEqualTo(KEY_WRONG);
    assertThat(code(publish(null, null, LOCAL))).isEqualTo(NAME_MISSING);
  }

  @ParameterizedTest
  @EnumSource(Via.class)
  void playingIsOpen(Via via) {
    assertThat(authoriser.authorise(request(Action.PLAY, "main", null, FAR, via)))
        .isEqualTo(new Allowed("main", "open"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "wk_three", "a b", "a\n", "%2e"})
  void namesThatAreNoSafePathSegmentAreRefused(String name) {
    assertThat(code(publish(name, "one", LOCAL))).isEqualTo(NAME_INVALID);
    assertThat(code(authoriser.authorise(request(Action.PLAY, name, null, FAR, Via.DIRECT))))
        .isEqualTo(NAME_INVALID);
  }

  @Test
  void refusalsAreTheSameForChannelsWithAndWithoutKeys() {
    assertThat(publish("main", "x", FAR)).isEqualTo(publish("unheard-of", "x", FAR));
    assertThat(publish("main", null, FAR)).isEqualTo(publish("unheard-of", null, FAR));
  }

  @Test
  void anAddressMayGuessFiveTimesInASecond() {
    for (int i = 0; i < 5; i++) {
      assertThat(code(publish("main", "guess" + i, FAR))).isEqualTo(KEY_WRONG);
    }

    assertThat(code(publish("main", "one", FAR))).isEqualTo(TOO_MANY_FAILURES);
    assertThat(publish("main", "one", "203.0.113.10")).isInstanceOf(Allowed.class);
    time.advance(Duration.ofMillis(199));
    assertThat(code(publish("main", "one", FAR))).isEqualTo(TOO_MANY_FAILURES);
    time.advance(Duration.ofMillis(1));
    assertThat(publish("main", "one", FAR)).isInstanceOf(Allowed.class);
  }

  @Test
  void guessesOverAMinuteStayWithinFiveASecond() {
    int looked = 0;
    for (int i = 0; i < 6000; i++) {
      looked += code(publish("main", "guess" + i, FAR)) == KEY_WRONG ? 1 : 0;
      time.advance(Duration.ofMillis(10));
    }

    assertThat(looked).isBetween(295, 305);
    assertThat(authoriser.stats().denied())
        .containsEntry(KEY_WRONG, (long) looked)
        .containsEntry(TOO_MANY_FAILURES, 6000L - looked);
  }

  @Test
  void oneSubscribersWholeIpv6NetworkSharesABudget() {
    for (int i = 0; i < 5; i++) {
      publish("main", "guess", "2001:db8::" + (i + 1));
    }

    assertThat(code(publish("main", "one", "2001:db8::ffff"))).isEqualTo(TOO_MANY_FAILURES);
    assertThat(publish("main", "one", "2001:db8:0:1::1")).isInstanceOf(Allowed.class);
  }

  @Test
  void remembersABoundedNumberOfAddresses() {
    var small = authoriser(new AccessConfig(AccessConfig.Proxy.NONE, 5, 3));
    for (int i = 0; i < 50; i++) {
      small.authorise(request(Action.PUBLISH, "main", "x", "203.0.113." + i, Via.DIRECT));
    }

    assertThat(small.stats().trackedAddresses()).isEqualTo(3);
  }

  @Test
  void nothingThatIsPrintedShowsASecret() {
    var request = request(Action.PUBLISH, "main", "opensesame", FAR, Via.DIRECT);

    assertThat(request + " " + authoriser.authorise(request) + " " + keys.find("main"))
        .doesNotContain("sesame", "one", "three");
  }
}
