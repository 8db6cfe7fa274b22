package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chromium on a line that becomes thin, and wide again. */
class LadderViewerTest {
  /** Some 1.5 Mb/s of noise, which does not compress. */
  private static final String SOURCE =
      "-re -f lavfi -i testsrc2=size=640x360:rate=25,noise=alls=12:allf=t"
          + " -re -f lavfi -i sine=frequency=440:sample_rate=48000"
          + " -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 50"
          + " -b:v 1500k -maxrate 1500k -bufsize 1500k -c:a aac -b:a 64k";

  private static final int SMALL = 240;
  private static final int LARGE = 360;
  private static final long THIN_BYTES = 150_000;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;
  private static Chromium chromium;

  @BeforeAll
  static void publish() throws Exception {
    chromium = Chromium.start();
    server = LiveServer.start(data, "ladder.sizes=" + SMALL);
    publisher = Publisher.encoding(SOURCE, server.rtmp("wide"));
    server.awaitOnAir("wide");
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hls", "dash"})
  void takesASmallerPictureWhereTheLineIsThin(String player) {
    var context = chromium.newContext(new NewContextOptions().setViewportSize(1280, 800));
    try (WatchPage watching =
        WatchPage.open(context, server.http("/watch/live/wide?player=" + player))) {
      watching.awaitPlaying();
      awaitHeight(watching, LARGE);

      CDPSession line = context.newCDPSession(watching.page());
      line.send("Network.enable");
      limit(line, THIN_BYTES);
      awaitHeight(watching, SMALL);
      watching.awaitPlayed(3);
      watching.keepScreenshot("ladder-thin-" + player);
      limit(line, -1);
      awaitHeight(watching, LARGE);

      watching.awaitPlayed(2);
      assertThat(watching.rebuilds()).isZero();
      assertThat(watching.errors()).isEmpty();
    }
  }

  private static void limit(CDPSession line, long bytesPerSecond) {
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bytesPerSecond);
    conditions.addProperty("uploadThroughput", -1);
    line.send("Network.emulateNetworkConditions", conditions);
  }

  private static void awaitHeight(WatchPage watching, int height) {
    watching.await("height => document.querySelector('video').videoHeight === height", height);
  }
}
