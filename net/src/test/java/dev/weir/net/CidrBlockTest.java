package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1",
    "10.1.2.3/8, 10.9.9.9",
    "192.0.2.7, 192.0.2.7",
    "192.0.2.128/25, 192.0.2.128",
    "192.0.2.128/25, 192.0.2.255",
    "0.0.0.0/0, 203.0.113.9",
    "2001:db8::/32, 2001:db8:ffff::1",
    "::1, ::1",
    "::/0, 2001:db8::1",
    "127.0.0.0/8, ::ffff:127.0.0.1",
  })
  void containsWhatSharesItsFirstBits(String block, String address) {
    assertThat(CidrBlock.parse(block).contains(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.0",
    "192.0.2.7, 192.0.2.6",
    "192.0.2.128/25, 192.0.2.127",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 192.0.2.7",
    "2001:db8::/33, 2001:db8:8000::",
  })
  void containsNothingElse(String block, String address) {
    assertThat(CidrBlock.parse(block).contains(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10/8",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.256",
        "localhost",
        "fe80::1%lo/64",
        "10.0.0.0/8 ",
        "[::1]",
        ":",
        "1.2.3.4.5",
        "10.0.0.0/08x"
      })
  void saysWhichFormItExpects(String text) {
    assertThatThrownBy(() -> CidrBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as 192.0.2.7 or 10.0.0.0/8");
  }

  @Test
  void isPrintedAsItIsRead() {
    assertThat(CidrBlock.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(CidrBlock.parse("192.0.2.7")).hasToString("192.0.2.7/32");
    assertThat(CidrBlock.parse(CidrBlock.parse("2001:db8::/32").toString()))
        .isEqualTo(CidrBlock.parse("2001:db8::/32"));
  }
}
