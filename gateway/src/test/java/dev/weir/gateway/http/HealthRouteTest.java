package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.PublisherLease;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthRouteTest {
  private static final String ADDRESS = "/api/v1/live/demo/health";

  @AutoClose private final LiveServer server = new LiveServer();

  @BeforeEach
  void publishFourSecondsOfSound() {
    PublisherLease lease = server.publish();
    for (int second = 0; second < 4; second++) {
      server.sound(lease, 1);
      server.clock.advance(Duration.ofSeconds(1));
    }
  }

  private JsonNode health(String query) throws InterruptedException {
    HttpResponse<String> answer = server.get(ADDRESS + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void tellsWhatWasMeasuredSecondBySecond() throws InterruptedException {
    JsonNode health = health("");

    assertThat(health.get("from").asInt()).isZero();
    assertThat(health.get("next").asInt()).isEqualTo(4);
    assertThat(health.get("publishing").asBoolean()).isTrue();
    assertThat(health.get("series").get("bitrateKbps")).hasSize(4);
    assertThat(health.get("series").get("longestGapMillis")).hasSize(4);
    assertThat(health.get("tracks").get(0).get("kind").asString()).isEqualTo("audio");
    assertThat(health.get("tracks").get(0).get("series").get("frames").get(1).asInt())
        .isBetween(46, 47);
    assertThat(health.get("tracks").get(0).get("series").get("frameRateCenti")).hasSize(4);
    assertThat(health.get("tracks").get(0).get("now").get("frames").isNull()).isFalse();
  }

  @Test
  void tellsOnlyWhatIsNew() throws InterruptedException {
    JsonNode health = health("?since=3");

    assertThat(health.get("from").asInt()).isEqualTo(3);
    assertThat(health.get("series").get("bitrateKbps")).hasSize(1);
    assertThat(health("?since=99").get("series").get("bitrateKbps")).isEmpty();
  }

  @Test
  void tellsWhatTheDoctorFinds() throws InterruptedException {
    JsonNode health = health("");

    assertThat(health.get("verdict").asString()).isEqualTo("advice");
    JsonNode finding = health.get("findings").get(0);
    assertThat(finding.get("code").asString()).isEqualTo("no-video");
    assertThat(finding.get("severity").asString()).isEqualTo("advice");
    assertThat(finding.get("title").asString()).isNotEmpty();
    assertThat(finding.get("obs").asString()).contains("Settings");
  }

  @Test
  void namesNoPublisher() throws InterruptedException {
    assertThat(server.get(ADDRESS).body()).doesNotContain("127.0.0.1").doesNotContain("s1");
  }

  @Test
  void refusesASinceThatIsNoNumber() throws InterruptedException {
    for (String since : new String[] {"x", "-1", "", "1e9", "99999999999999999999"}) {
      assertThat(server.get(ADDRESS + "?since=" + since).statusCode()).as(since).isEqualTo(400);
    }
  }

  @Test
  void knowsNothingOfWhatIsNotOnAir() throws InterruptedException {
    assertThat(server.get("/api/v1/live/other/health").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/live/not.a.name/health").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/live/demo/other").statusCode()).isEqualTo(404);
  }
}
