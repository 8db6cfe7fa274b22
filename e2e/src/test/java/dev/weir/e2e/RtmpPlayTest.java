package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.Frames.Frame;
import dev.weir.e2e.Frames.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg publishes, and FFmpeg plays it over RTMP, picture by picture. */
@Execution(ExecutionMode.CONCURRENT)
class RtmpPlayTest {
  private static final int SECONDS = 6;
  private static final int FRAME_MILLIS = 40;

  @TempDir private static Path folder;
  private static LiveServer server;
  private static final ExecutorService PLAYERS = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.start(folder.resolve("data"), "live.grace=2s");
  }

  @AfterAll
  static void stop() {
    server.close();
    PLAYERS.close();
  }

  private static Future<Frames> play(String url) {
    return PLAYERS.submit(() -> Frames.pictures(Source.rtmp(url)));
  }

  /** Long before there is a first segment. */
  private static void awaitPublished(LiveServer asked, String stream) throws Exception {
    Eventually.until(
        stream + " published", () -> asked.get("/api/v1/live/" + stream).statusCode() == 200);
  }

  private static void awaitPlayers(int players) throws Exception {
    Eventually.until(players + " players", () -> server.metric("weir_rtmp_players") == players);
  }

  @ParameterizedTest
  @CsvSource({"0, 25", "2, 25", "0, 250"})
  void everyPictureFromAKeyframeOnIsPlayed(int bFrames, int gopFrames) throws Exception {
    var footage = new Footage(25, gopFrames, bFrames, Footage.PLAIN.tracks());
    Path file =
        footage.make(folder.resolve("source-%d-%d.flv".formatted(bFrames, gopFrames)), SECONDS);
    Frames sent = Frames.pictures(Source.file(file));
    String stream = "all-%d-%d".formatted(bFrames, gopFrames);

    try (var publisher = Publisher.ofFile(file, server.rtmps(stream))) {
      awaitPublished(server, stream);
      Future<Frames> plain = play(server.rtmp(stream));
      Future<Frames> tls = play(server.rtmps(stream));
      assertThat(publisher.awaitEnd()).as(publisher.complaints()).isZero();

      for (Frames got : List.of(plain.get(), tls.get())) {
        System.out.printf("%s: %d of %d pictures%n", stream, got.count(), sent.count());
        assertThat(got.count()).isPositive().matches(count -> count % 25 == 0);
        assertThat(got.hashes()).isEqualTo(lastOf(sent.hashes(), got.count()));
        assertThat(got.timebase()).isEqualTo("1/1000");
        assertThat(got.stepsTicks()).allMatch(step -> step == FRAME_MILLIS);
      }
    }
  }

  @Test
  void playersStayWhileThePublisherIsGone() throws Exception {
    Path file = Footage.PLAIN.make(folder.resolve("twice.flv"), SECONDS);
    List<String> sent = Frames.pictures(Source.file(file)).hashes();
    Frames got;
    try (var patient = LiveServer.start(folder.resolve("patient"), "live.grace=10s")) {
      got = playTwice(patient, file);
    }

    int ofFirst = got.count() - sent.size();
    var expected = new ArrayList<>(lastOf(sent, ofFirst));
    expected.addAll(sent);
    System.out.printf("%d pictures before the return, %d after%n", ofFirst, sent.size());
    assertThat(got.hashes()).isEqualTo(expected);
    assertThat(got.list().stream().map(Frame::pts).toList()).isSorted();
  }

  private static Frames playTwice(LiveServer patient, Path file) throws Exception {
    Future<Frames> player;
    try (var first = Publisher.ofFile(file, patient.rtmp("twice"))) {
      awaitPublished(patient, "twice");
      player = play(patient.rtmp("twice"));
      assertThat(first.awaitEnd()).isZero();
    }
    try (var second = Publisher.ofFile(file, patient.rtmp("twice"))) {
      assertThat(second.awaitEnd()).isZero();
    }
    return player.get();
  }

  @Test
  void aPlayerIsToldThatNothingIsOn() throws Exception {
    try (var log = new LogCapture()) {
      assertThat(play(server.rtmp("nothing")))
          .failsWithin(Eventually.DEADLINE)
          .withThrowableThat()
          .withMessageContaining("Server error: Nothing is on air");
      Eventually.until("the reason logged", () -> log.with("NOT_ON_AIR").size() == 1);
    }
  }

  @Test
  void playersAreCountedAsViewers() throws Exception {
    try (var publisher = Publisher.endless(Footage.PLAIN, server.rtmp("counted"))) {
      awaitPublished(server, "counted");
      Future<Frames> player = play(server.rtmp("counted"));
      Eventually.until(
          "a viewer", () -> server.metric("weir_stream_viewers{stream=\"counted\"}") >= 1);
      publisher.kill();
      assertThat(player.get().count()).isPositive();
      awaitPlayers(0);
    }
  }

  private static <T> List<T> lastOf(List<T> all, int count) {
    return all.subList(all.size() - count, all.size());
  }
}
