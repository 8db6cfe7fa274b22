package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import dev.weir.testkit.disk.FaultyDisk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fails while people publish and watch, and while the server starts. */
class FailingDiskTest {
  private static final String FOLDER = "/live/kept/video/";
  private static final String PLAYLIST = FOLDER + "index.m3u8";
  private static final DiskFault ALL = DiskFault.error(DiskOperation.values());
  private static final DiskFault SYNC = DiskFault.error(DiskOperation.FORCE);

  @TempDir private Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  /** What viewers were given while it was live, by address. */
  private final Map<String, byte[]> seen = new HashMap<>();

  @Test
  void liveGoesOnAndNothingIsListedThatCannotBePlayed() throws Exception {
    try (var log = new LogCapture()) {
      publishWhileTheDiskFails(log);
      readBackAfterARestart();
      startOnADiskThatCannotBeRead(log);
    }
  }

  private void publishWhileTheDiskFails(LogCapture log) throws Exception {
    try (var server = start();
        var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("kept"))) {
      server.awaitOnAir("kept");
      Eventually.until("a past", () -> lastKept(server) > 0);
      long first = watch(server).mediaSequence();

      failAndMend(server, log, ALL, 1);
      failAndMend(server, log, SYNC, 2);

      long last = watch(server).lastCompleteSequence();
      Eventually.until("all of it kept", () -> lastKept(server) >= last);
      assertThat(watch(server).mediaSequence()).isEqualTo(first);
      assertThat(stretch(server).body()).doesNotContain("EXT-X-GAP");
      assertThat(publisher.isRunning()).as(publisher.complaints()).isTrue();
      assertThat(log.with("event=dvr-stopped")).hasSize(2);
    }
  }

  private void failAndMend(LiveServer server, LogCapture log, DiskFault fault, int time)
      throws Exception {
    disk.inject(fault);
    Eventually.until("event", () -> log.with("event=dvr-stopped").size() == time);
    assertThat(log.with("event=dvr-stopped").getLast()).contains("Input/output error");
    assertThat(server.metric("weir_dvr_failing")).isEqualTo(1);
    // Examinations are kept for a moment.
    Eventually.until(
        "a finding",
        () ->
            server
                .get("/api/v1/live/kept/health")
                .body()
                .contains("\"code\":\"dvr-stopped\",\"severity\":\"warning\""));
    if (fault.equals(SYNC)) {
      assertThat(server.get("/api/v1/live/kept/dvr").body()).contains("\"state\":\"failing\"");
    }
    long wanted = watch(server).lastCompleteSequence() + 2;
    Eventually.until("live", () -> watch(server).lastCompleteSequence() >= wanted);
    assertThat(log.with("event=dvr-resumed")).hasSize(time - 1);

    disk.mend();
    Eventually.until("resumed", () -> log.with("event=dvr-resumed").size() == time);
    assertThat(server.metric("weir_dvr_failing")).isZero();
  }

  /** From here on nothing is in memory. */
  private void readBackAfterARestart() throws Exception {
    try (var server = start()) {
      MediaPlaylist kept = MediaPlaylist.parse(server.get(PLAYLIST).body());
      assertThat(kept.completeSegments())
          .extracting(MediaPlaylist.Segment::uri)
          .containsAll(seen.keySet());
      for (var segment : seen.entrySet()) {
        assertThat(bytes(server, segment.getKey()).body()).isEqualTo(segment.getValue());
      }

      String uri = kept.segments().getFirst().uri();
      disk.inject(DiskFault.error(DiskOperation.READ).on("/video/[0-9]+[.]cmaf$"));
      assertThat(bytes(server, uri).statusCode()).isEqualTo(500);
      assertThat(server.get(PLAYLIST).statusCode()).isEqualTo(200);
      assertThat(server.get("/live/kept/audio/index.m3u8").statusCode()).isEqualTo(200);
      assertThat(server.metric("weir_dvr_failed_reads_total")).isEqualTo(1);
      disk.mend();
      assertThat(bytes(server, uri).body()).isEqualTo(seen.get(uri));
    }
  }

  private void startOnADiskThatCannotBeRead(LogCapture log) throws Exception {
    assertThat(log.with("event=dvr-unreadable")).isEmpty();
    disk.inject(DiskFault.error(DiskOperation.READ).on("media/dvr/"));
    try (var server = start();
        var _ = Publisher.endless(Footage.PLAIN, server.rtmp("kept"))) {
      assertThat(log.with("stream=kept event=dvr-unreadable")).hasSize(1);
      assertThat(server.metric("weir_dvr_failures_total")).isEqualTo(1);
      server.awaitOnAir("kept");
    }
  }

  private LiveServer start() throws Exception {
    return LiveServer.start(disk.at(folder));
  }

  /** The list as it is, all of whose segments a viewer has fetched. */
  private MediaPlaylist watch(LiveServer server) throws Exception {
    MediaPlaylist now = MediaPlaylist.parse(server.get(PLAYLIST).body());
    for (MediaPlaylist.Segment segment : now.completeSegments()) {
      if (!seen.containsKey(segment.uri())) {
        seen.put(segment.uri(), bytes(server, segment.uri()).body());
      }
    }
    return now;
  }

  private static HttpResponse<byte[]> bytes(LiveServer server, String uri) throws Exception {
    return server.getBytes(server.http(FOLDER + uri));
  }

  /** The newest segment that the disk has; 0 where it has none. */
  private static long lastKept(LiveServer server) throws Exception {
    HttpResponse<String> answer = stretch(server);
    return answer.statusCode() == 200
        ? MediaPlaylist.parse(answer.body()).lastCompleteSequence()
        : 0;
  }

  private static HttpResponse<String> stretch(LiveServer server) throws Exception {
    long nowSeconds = System.currentTimeMillis() / 1000;
    return server.get(PLAYLIST + "?start=" + (nowSeconds - 3600) + "&end=" + (nowSeconds + 60));
  }
}
