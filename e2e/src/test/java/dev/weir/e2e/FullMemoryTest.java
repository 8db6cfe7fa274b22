package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.flv.FlvFile;
import dev.weir.e2e.MediaPlaylist.Segment;
import dev.weir.media.Bytes;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Far more publishers than there is memory for. */
class FullMemoryTest {
  private static final int PUBLISHERS = 200;
  private static final String PLAYLIST = "/live/%s/video/index.m3u8";

  @TempDir private Path folder;

  @Test
  void thoseWhoDoNotFitAreTurnedAwayAndTheOthersStayOnAir() throws Exception {
    FlvFile media = fiveMegabits();
    var crowd = new ArrayList<RawPublisher>();
    try (var server =
            ServerProcess.start(
                folder.resolve("data"), List.of(), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
        var first = Publisher.endless(Footage.PLAIN, server.rtmp("first"))) {
      Eventually.until("the first on air", () -> hasSegments(server, "first", 2));
      MediaPlaylist before = playlist(server, "first");

      for (int number = 0; number < PUBLISHERS; number++) {
        crowd.add(RawPublisher.start(server.rtmpPort(), "crowd" + number, media));
      }
      Eventually.until(
          "answers", () -> crowd.stream().allMatch(one -> one.isOnAir() || one.isTurnedAway()));
      List<String> onAir = onAir(crowd);
      for (String stream : onAir) {
        Eventually.until(stream, () -> hasSegments(server, stream, 5));
      }

      assertThat(onAir).hasSizeBetween(8, 16);
      assertThat(crowd)
          .filteredOn(RawPublisher::isTurnedAway)
          .allMatch(one -> one.answer().contains("no memory for another stream"));
      assertThat(server.said()).doesNotContain("OutOfMemory").doesNotContain("cannot be kept");
      assertThat(server.get("/readyz").body()).contains("without memory");
      assertThat(server.get("/metrics").body())
          .contains("weir_memory_refusals_total %d.0".formatted(PUBLISHERS - onAir.size()));
      MediaPlaylist after = playlist(server, "first");
      assertThat(after.lastCompleteSequence()).isGreaterThan(before.lastCompleteSequence() + 3);
      assertThat(after.segments()).noneMatch(Segment::afterDiscontinuity);
      assertThat(first.isRunning()).isTrue();
    } finally {
      for (RawPublisher publisher : crowd) {
        publisher.close();
      }
    }
  }

  private static List<String> onAir(List<RawPublisher> crowd) {
    var names = new ArrayList<String>();
    for (int number = 0; number < crowd.size(); number++) {
      if (crowd.get(number).isOnAir()) {
        names.add("crowd" + number);
      }
    }
    return names;
  }

  private static boolean hasSegments(ServerProcess server, String stream, int count)
      throws Exception {
    var answer = server.get(PLAYLIST.formatted(stream));
    return answer.statusCode() == 200
        && MediaPlaylist.parse(answer.body()).completeSegments().size() >= count;
  }

  private static MediaPlaylist playlist(ServerProcess server, String stream) throws Exception {
    return MediaPlaylist.parse(server.get(PLAYLIST.formatted(stream)).body());
  }

  /** Four seconds, filled up to a constant rate: cheap to encode. */
  private FlvFile fiveMegabits() throws Exception {
    Path file =
        FfmpegMedia.make(
            folder.resolve("media.flv"),
            List.of(
                ("-f lavfi -i testsrc2=size=640x360:rate=25 -f lavfi -i sine=sample_rate=48000 -t 4"
                        + " -c:v libx264 -preset ultrafast -g 50 -bf 0 -b:v 4872k -minrate 4872k"
                        + " -maxrate 4872k -bufsize 4872k -x264-params nal-hrd=cbr:force-cfr=1"
                        + " -pix_fmt yuv420p -c:a aac -b:a 128k")
                    .split(" ")));
    return FlvFile.parse(Bytes.wrap(Files.readAllBytes(file)));
  }
}
