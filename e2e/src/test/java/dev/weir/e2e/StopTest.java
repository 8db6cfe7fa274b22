package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is told to stop while viewers wait for what comes next. */
class StopTest {
  /** Counts those that wait, and the one that asks for it. */
  private static final String REQUESTS = "weir_http_requests_total{listener=\"http\"}";

  @TempDir private Path data;

  @Test
  void requestsThatWaitAreAnswered() throws Exception {
    try (var server = LiveServer.start(data);
        var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("stopping"))) {
      server.awaitOnAir("stopping");
      URI playlist = server.http("/live/stopping/video/index.m3u8");
      MediaPlaylist now = new CheckedPlaylists(server, "stopping").media("video", "");
      double before = server.metric(REQUESTS);
      var asked = new AtomicInteger(1);
      CompletableFuture<HttpResponse<String>> waiting =
          server
              .client()
              .sendAsync(
                  LiveServer.request(
                          playlist.resolve("?_HLS_msn=" + (now.lastCompleteSequence() + 2)))
                      .build(),
                  BodyHandlers.ofString());
      Eventually.until(
          "the request at the server",
          () -> server.metric(REQUESTS) >= before + asked.incrementAndGet());

      server.stop();
      HttpResponse<String> answer = waiting.get(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS);

      System.out.printf("waited at the stop, was answered %d%n", answer.statusCode());
      assertThat(answer.statusCode()).isIn(200, 404, 503);
      assertThat(answer.body())
          .as("answered at once, not after a time-out")
          .doesNotContain("in time");
      assertThat(publisher.awaitEnd()).as("FFmpeg's exit code").isNotZero();
    }
  }
}
