package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.Via;
import dev.weir.net.CidrBlock;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress FAR = InetAddress.ofLiteral("203.0.113.9");
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(CidrBlock.parse("127.0.0.1"), CidrBlock.parse("10.0.0.0/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1                        | 192.0.2.1",
        "192.0.2.9, 192.0.2.1             | 192.0.2.1",
        "127.0.0.1, 192.0.2.1             | 192.0.2.1",
        "192.0.2.1, 10.0.0.2              | 192.0.2.1",
        "192.0.2.9, 192.0.2.1,10.1.1.1    | 192.0.2.1",
        "192.0.2.1:5678                   | 192.0.2.1",
        "2001:db8::1                      | 2001:db8::1",
        "[2001:db8::1]:5678               | 2001:db8::1",
        "[2001:db8::1]                    | 2001:db8::1",
        "::ffff:192.0.2.1                 | 192.0.2.1",
        "10.0.0.2                         | 10.0.0.2",
        "192.0.2.1, unknown               | 127.0.0.1",
        "192.0.2.1, unknown, 10.0.0.2     | 10.0.0.2",
        "192.0.2.1,                       | 127.0.0.1",
        "1                                | 127.0.0.1",
        "300.0.0.1                        | 127.0.0.1",
        "localhost                        | 127.0.0.1",
        "[]                               | 127.0.0.1",
        ":                                | 127.0.0.1",
      })
  void believesTheListFromItsEndAsLongAsItIsOfProxies(String list, String sender) {
    var headers = MultiMap.caseInsensitiveMultiMap().add("x-forwarded-for", list);

    assertThat(PROXIES.client(LOOPBACK, headers))
        .isEqualTo(new Client(InetAddress.ofLiteral(sender), Via.FORWARDED));
  }

  @Test
  void readsSeveralFieldsAsOneList() {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "192.0.2.9")
            .add("X-Forwarded-For", "192.0.2.1")
            .add("X-Forwarded-For", "10.0.0.2");

    assertThat(PROXIES.client(LOOPBACK, headers).address())
        .isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
  }

  @Test
  void doesNotBelieveWhomItDoesNotTrust() {
    var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "127.0.0.1");

    assertThat(PROXIES.client(FAR, headers)).isEqualTo(new Client(FAR, Via.FORWARDED));
    assertThat(new TrustedProxies(List.of()).client(LOOPBACK, headers).isLocal()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"})
  void whatWasPassedOnIsNotOfThisMachine(String header) {
    var headers = MultiMap.caseInsensitiveMultiMap().add(header, "127.0.0.1");

    assertThat(PROXIES.client(LOOPBACK, headers).isLocal()).isFalse();
    assertThat(PROXIES.client(LOOPBACK, MultiMap.caseInsensitiveMultiMap()).isLocal()).isTrue();
    assertThat(PROXIES.client(FAR, MultiMap.caseInsensitiveMultiMap()).isLocal()).isFalse();
  }
}
