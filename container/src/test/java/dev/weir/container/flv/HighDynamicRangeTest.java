package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FFmpeg tells by Enhanced RTMP of HDR10, and finds again in our header. */
class HighDynamicRangeTest {
  private static final String HDR10 =
      "log-level=error:max-cll=1000,400:master-display="
          + "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)";

  @TempDir private Path folder;

  /** FFmpeg tells in the container what frames brought along, so it codes them twice. */
  private Path published() {
    String pictures =
        "testsrc2=s=160x90:r=25:d=0.4,setparams=color_primaries=bt2020:color_trc=smpte2084"
            + ":colorspace=bt2020nc";
    List<String> coded = List.of("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params");
    Path source =
        FfmpegMedia.make(
            folder.resolve("source.mp4"),
            join(List.of("-f", "lavfi", "-i", pictures), coded, List.of(HDR10)));
    return FfmpegMedia.make(
        folder.resolve("published.flv"),
        join(List.of("-i", source.toString()), coded, List.of("log-level=error")));
  }

  private static List<String> join(List<String> one, List<String> two, List<String> three) {
    return List.of(one, two, three).stream().flatMap(List::stream).toList();
  }

  @Test
  void goesFromTheEncoderToThePlayers() throws Exception {
    var tracks = new ArrayList<Track>();
    int samples = 0;
    var reader = new FlvReader();
    for (FlvTag tag : FlvFile.parse(Bytes.wrap(Files.readAllBytes(published()))).tags()) {
      for (FlvEvent event : reader.read(tag)) {
        if (event instanceof FlvEvent.TrackConfigured configured) {
          assertThat(samples).as("samples before the last configuration").isZero();
          tracks.add(configured.track());
        }
        samples += event instanceof FlvEvent.SampleRead ? 1 : 0;
      }
    }

    Path header =
        Files.write(folder.resolve("init.mp4"), CmafWriter.header(tracks.getLast()).toArray());
    assertThat(FfmpegMedia.probe(header, List.of("-show_streams")))
        .contains("red_x=34000/50000", "blue_y=3000/50000", "white_point_x=15635/50000")
        .contains("max_luminance=10000000/10000", "min_luminance=50/10000")
        .contains("max_content=1000", "max_average=400")
        .contains("color_transfer=smpte2084");
  }
}
