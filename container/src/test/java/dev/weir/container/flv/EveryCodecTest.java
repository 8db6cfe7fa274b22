package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.FlvFixture;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What FFmpeg writes with each codec we read, and what we write FFmpeg reads. */
class EveryCodecTest {
  private static final String PICTURE = "testsrc2=size=160x96:rate=25:duration=2";
  private static final String TONE = "sine=frequency=440:sample_rate=48000:duration=2";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "libx264 -bf 2, avc1.",
    "libx265 -preset ultrafast -bf 2 -x265-params log-level=none:keyint=25, hvc1.",
    "libaom-av1 -usage realtime -cpu-used 8, av01.0.",
    "libvpx-vp9 -deadline realtime -cpu-used 8, vp09.00."
  })
  void everyPicture(String encoder, String codec) throws Exception {
    Path file = make("-i " + PICTURE + " -g 25 -pix_fmt yuv420p -c:v " + encoder);

    FlvFixture read = FlvFixture.read(Bytes.wrap(Files.readAllBytes(file)));

    List<MediaSample> samples = read.samples(FlvReader.VIDEO_TRACK_ID);
    assertThat(read.track(FlvReader.VIDEO_TRACK_ID).config().codecString()).startsWith(codec);
    assertThat(samples).hasSize(50);
    assertThat(samples.stream().filter(MediaSample::keyframe)).hasSize(2);
    assertThat(samples.stream().map(MediaSample::ptsTicks).sorted().toList())
        .isEqualTo(evenly(samples, 3600));
    assertWritten(read);
  }

  @ParameterizedTest
  @CsvSource({
    "aac, mp4a.40.2, 1024",
    "libopus, Opus, 960",
    "ac3, ac-3, 1536",
    "eac3, ec-3, 1536",
    "flac, fLaC, 4608",
    "libmp3lame, mp4a.40.34, 1152"
  })
  void everySound(String encoder, String codec, int frameSamples) throws Exception {
    Path file = make("-i " + TONE + " -ac 2 -c:a " + encoder);

    FlvFixture read = FlvFixture.read(Bytes.wrap(Files.readAllBytes(file)));

    Track track = read.track(FlvReader.AUDIO_TRACK_ID);
    List<MediaSample> samples = read.samples(FlvReader.AUDIO_TRACK_ID);
    assertThat(track.config().codecString()).isEqualTo(codec);
    assertThat(samples).hasSizeGreaterThanOrEqualTo(96_000 / frameSamples);
    assertThat(samples.subList(0, samples.size() - 1))
        .allMatch(sample -> sample.durationTicks() == frameSamples);
    assertWritten(read);
  }

  @Test
  void severalTracks() throws Exception {
    Path file =
        make(
            "-i "
                + PICTURE
                + " -f lavfi -i "
                + TONE
                + " -map 0 -map 0 -map 1 -map 1 -g 25 -pix_fmt yuv420p -c:v:0 libx264"
                + " -c:v:1 libx265 -preset ultrafast -x265-params log-level=none"
                + " -c:a:0 aac -c:a:1 libopus");

    FlvFixture read = FlvFixture.read(Bytes.wrap(Files.readAllBytes(file)));

    assertThat(read.samples(1)).hasSize(50);
    assertThat(read.samples(3)).hasSize(50);
    assertThat(read.track(4).config().codecString()).isEqualTo("Opus");
    assertWritten(read);
  }

  /** We read back what we write, and FFmpeg decodes it without a word. */
  private void assertWritten(FlvFixture fixture) throws Exception {
    var tags = new ArrayList<FlvTag>();
    for (FlvEvent event : fixture.events()) {
      switch (event) {
        case FlvEvent.TrackConfigured(Track track) -> tags.add(FlvWriter.configuration(track, 0));
        case FlvEvent.SampleRead(MediaSample sample) ->
            tags.add(FlvWriter.sample(fixture.track(sample.trackId()), sample));
        case FlvEvent.ScriptRead(long millis, Bytes amf) ->
            tags.add(new FlvTag(FlvTagType.SCRIPT, millis, amf));
        case FlvEvent.StreamRefused refused -> throw new AssertionError(refused);
      }
    }
    Path written = folder.resolve("written.flv");
    Files.write(written, new FlvFile(tags).toBytes().toArray());

    assertThat(FlvFixture.read(tags).dump()).isEqualTo(fixture.dump());
    FfmpegMedia.decode(written);
  }

  private Path make(String arguments) {
    var words = new ArrayList<>(List.of("-f", "lavfi"));
    words.addAll(List.of(arguments.split(" ", -1)));
    return FfmpegMedia.make(folder.resolve("made.flv"), words);
  }

  private static List<Long> evenly(List<MediaSample> samples, long stepTicks) {
    var times = new ArrayList<Long>();
    long first = samples.stream().mapToLong(MediaSample::ptsTicks).min().orElseThrow();
    for (int i = 0; i < samples.size(); i++) {
      times.add(first + i * stepTicks);
    }
    return times;
  }
}
