package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

  @Test
  void refusesBeyondTheNumberInAll() {
    var limits = new ConnectionLimits(1, 10);

    assertThat(limits.admit(ONE)).isTrue();
    assertThat(limits.admit(OTHER)).isFalse();
    assertThat(limits.open()).isEqualTo(1);
    assertThat(limits.refused()).isEqualTo(1);
  }

  @Test
  void refusesBeyondTheNumberPerAddress() {
    var limits = new ConnectionLimits(10, 1);

    assertThat(limits.admit(ONE)).isTrue();
    assertThat(limits.admit(ONE)).isFalse();
    assertThat(limits.admit(OTHER)).isTrue();
  }

  @Test
  void admitsManyFromTheAddressOfAProxy() {
    var limits = new ConnectionLimits(3, 1, List.of(CidrBlock.parse("192.0.2.1")));

    assertThat(limits.admit(ONE)).isTrue();
    assertThat(limits.admit(ONE)).isTrue();
    limits.release(ONE);
    assertThat(limits.admit(OTHER)).isTrue();
    assertThat(limits.admit(OTHER)).isFalse();
    assertThat(limits.admit(ONE)).isTrue();
    assertThat(limits.admit(ONE)).as("in all").isFalse();
  }

  @Test
  void admitsAgainAfterARelease() {
    var limits = new ConnectionLimits(1, 1);
    limits.admit(ONE);
    limits.admit(ONE);

    limits.release(ONE);

    assertThat(limits.open()).isZero();
    assertThat(limits.admit(ONE)).isTrue();
  }

  @Test
  void countsAnIpv6NetworkOf64BitsAsOneAddress() {
    var limits = new ConnectionLimits(10, 1);

    assertThat(limits.admit(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
    assertThat(limits.admit(InetAddress.ofLiteral("2001:db8::ffff"))).isFalse();
    assertThat(limits.admit(InetAddress.ofLiteral("2001:db8:0:1::1"))).isTrue();
  }
}
