package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "live",
        "//",
        "/live/",
        "//live",
        "/live//index.m3u8",
        "/.",
        "/..",
        "/../",
        "/./live",
        "/live/..",
        "/live/../../etc/passwd",
        "/live/demo/../../index.html",
        "/live/demo/./video",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2E%2E/x",
        "/..%2fetc",
        "/..%5cetc",
        "/%252e%252e/x",
        "/.%2e/x",
        "/%c0%ae%c0%ae/x",
        "/%00",
        "/live/demo%00.m3u8",
        "/live/demo\u0000",
        "/live\\demo",
        "/..\\..\\windows",
        "/C:/windows",
        "/live/demo:stream",
        "/live/demo;x=1/a",
        "/live/demo?x",
        "/live/de mo",
        "/live/demo+x",
        "/live/dëmo",
        "/live/\u2024\u2024/x",
        "/live/\uFF0E\uFF0E/x",
        "/live/\u202Edemo",
        "/live/demo\r\nX: y",
        "/live/demo\t",
        "/live/$(id)",
        "/live/`id`",
        "/live/demo*",
        "/live/{demo}",
        "http://host/live",
        "*"
      })
  void whatIsNoAddressOfOursIsNone(String path) {
    assertThat(RequestPath.parse(path)).isEmpty();
  }

  @Test
  void cutsAnAddressAtItsSlashes() {
    RequestPath path = RequestPath.parse("/live/de_mo-1/video/176.0.m4s").orElseThrow();

    assertThat(path.segments()).containsExactly("live", "de_mo-1", "video", "176.0.m4s");
    assertThat(path.is(4, "live")).isTrue();
    assertThat(path.is(3, "live")).isFalse();
    assertThat(path.is(4, "vod")).isFalse();
    assertThat(RequestPath.parse("/").orElseThrow().size()).isZero();
  }

  @Test
  void dotsWithinANameDoNotClimb() {
    assertThat(RequestPath.parse("/assets/a..b.js").orElseThrow().at(1)).isEqualTo("a..b.js");
    assertThat(RequestPath.parse("/...").orElseThrow().at(0)).isEqualTo("...");
  }

  @Test
  void longPathsAndLongSegmentsAreNone() {
    assertThat(RequestPath.parse("/" + "a".repeat(128))).isPresent();
    assertThat(RequestPath.parse("/" + "a".repeat(129))).isEmpty();
    assertThat(RequestPath.parse("/a".repeat(256))).isPresent();
    assertThat(RequestPath.parse("/a".repeat(257))).isEmpty();
  }

  @Property(tries = 2_000)
  void noSegmentEverClimbsOrHoldsASeparator(@ForAll String text) {
    List<String> segments =
        RequestPath.parse("/" + text).map(RequestPath::segments).orElse(List.of());

    assertThat(segments)
        .allMatch(segment -> segment.matches("[A-Za-z0-9._~-]+"))
        .doesNotContain(".", "..");
  }
}
