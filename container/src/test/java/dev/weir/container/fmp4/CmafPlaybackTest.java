package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg makes FLV, we make CMAF of it, and FFmpeg plays that. */
class CmafPlaybackTest {
  private static final int SAMPLES_IN_FRAGMENT = 13;

  @TempDir private Path folder;

  @Test
  void playsVideoWithBframes() throws IOException, MediaFormatException {
    Path cmaf = remux(FlvReader.VIDEO_TRACK_ID);

    assertThat(probe(cmaf, "stream=codec_name,profile,width,height,nb_read_frames,has_b_frames"))
        .isEqualTo("h264,High,320,180,2,75\n");
    assertThat(presentationTimes(cmaf)).hasSize(75).isSorted().doesNotHaveDuplicates();
    FfmpegMedia.decode(cmaf);
  }

  @Test
  void playsAudio() throws IOException, MediaFormatException {
    Path cmaf = remux(FlvReader.AUDIO_TRACK_ID);

    assertThat(probe(cmaf, "stream=codec_name,profile,sample_rate,channels"))
        .isEqualTo("aac,LC,44100,2\n");
    assertThat(presentationTimes(cmaf)).hasSizeGreaterThan(125).isSorted();
    FfmpegMedia.decode(cmaf);
  }

  private Path remux(int trackId) throws IOException, MediaFormatException {
    Path flv = FfmpegMedia.make(folder.resolve("in.flv"), clipArguments());
    FlvFixture source = FlvFixture.read(Bytes.wrap(Files.readAllBytes(flv)));
    Track track = source.track(trackId);
    List<MediaSample> samples = source.timedSamples(trackId);
    var parts = new ArrayList<>(List.of(CmafWriter.header(track)));
    for (int from = 0; from < samples.size(); from += SAMPLES_IN_FRAGMENT) {
      int to = Math.min(samples.size(), from + SAMPLES_IN_FRAGMENT);
      List<MediaSample> run = samples.subList(from, to);
      parts.add(CmafWriter.fragment(parts.size(), track, run.getFirst().dtsTicks(), run));
    }
    return Files.write(folder.resolve("out.mp4"), Bytes.concat(parts).toArray());
  }

  private static List<String> clipArguments() {
    return List.of(
        ("-f lavfi -i testsrc2=s=320x180:r=25 -f lavfi -i sine=440:r=44100 -t 3"
                + " -c:v libx264 -preset veryfast -bf 2 -b_strategy 0 -g 25 -pix_fmt yuv420p"
                + " -c:a aac -ac 2")
            .split(" "));
  }

  private static String probe(Path media, String entries) {
    return FfmpegMedia.probe(
        media, List.of("-count_frames", "-show_entries", entries, "-of", "csv=p=0"));
  }

  private static List<Long> presentationTimes(Path media) {
    return FfmpegMedia.probe(media, List.of("-show_entries", "frame=pts", "-of", "csv=p=0"))
        .lines()
        .map(line -> Long.valueOf(line.replace(",", "")))
        .toList();
  }
}
