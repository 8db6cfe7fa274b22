package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.fmp4.MovieWriter.Movie;
import dev.weir.container.fmp4.MovieWriter.Payload;
import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Sample;
import dev.weir.container.mp4.Mp4Samples;
import dev.weir.container.mp4.Mp4Source;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.PixelAspect;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Movies of two seconds of picture and sound, in fragments of a second or so. */
class MovieWriterTest {
  private static final int VIDEO = FlvReader.VIDEO_TRACK_ID;
  private static final int AUDIO = FlvReader.AUDIO_TRACK_ID;

  /** Where film time 0 stands in the fragments. */
  private static final int ORIGIN_SECONDS = 10;

  @TempDir private Path root;
  private final FlvFixture fixture = FlvFixture.named("bframes");
  private final Track video = fixture.track(VIDEO);
  private final Track audio = fixture.track(AUDIO);
  private final MovieWriter writer = new MovieWriter();
  private final Map<String, Bytes> files = new LinkedHashMap<>();

  @Test
  void hasAllSamplesWhenTheyAreShown() throws Exception {
    List<MediaSample> pictures = fixture.timedSamples(VIDEO);
    List<MediaSample> sounds = fixture.timedSamples(AUDIO);
    add("video", video, halves(pictures));
    add("audio", audio, halves(sounds));

    Bytes movie = file(writer.finish());

    assertHas(movie, 0, video, pictures);
    assertHas(movie, 1, audio, sounds);
    assertThat(ffprobe(movie, "v"))
        .containsExactlyElementsOf(pictures.stream().map(sample -> line(video, sample)).toList());
    assertThat(ffprobe(movie, "a")).hasSameSizeAs(sounds);
  }

  @Test
  void putsWhatIsShownTogetherSideBySide() throws Exception {
    add("video", video, halves(fixture.timedSamples(VIDEO)));
    add("audio", audio, halves(fixture.timedSamples(AUDIO)));

    assertThat(writer.finish().payload())
        .extracting(Payload::source)
        .containsExactly("video", "audio", "video", "audio");
  }

  @Test
  void keepsTimesAcrossAGap() throws Exception {
    List<MediaSample> sounds = fixture.timedSamples(AUDIO);
    int third = sounds.size() / 3;
    List<MediaSample> before = sounds.subList(0, third);
    List<MediaSample> after = sounds.subList(2 * third, sounds.size());
    add("audio", audio, List.of(before, after));

    Bytes movie = file(writer.finish());

    var both = new ArrayList<>(before);
    both.addAll(after);
    assertHas(movie, 0, audio, both);
  }

  @Test
  void beginsATrackWhenItBegins() throws Exception {
    List<MediaSample> late =
        fixture.timedSamples(AUDIO).stream()
            .map(sample -> sample.withDtsTicks(sample.dtsTicks() + audio.timescale()))
            .toList();
    add("video", video, halves(fixture.timedSamples(VIDEO)));
    add("audio", audio, halves(late));

    assertHas(file(writer.finish()), 1, audio, late);
  }

  @Test
  void repeatsTheShapeOfPixelsThatAContainerSaid() throws Exception {
    var wide =
        new Track(
            video.id(),
            video.timescale(),
            video.config(),
            video.colours(),
            Optional.of(new PixelAspect(2, 1)));
    add("video", wide, halves(fixture.timedSamples(VIDEO)));

    Mp4File movie = Mp4File.open(new Memory(file(writer.finish())));

    assertThat(movie.tracks().getFirst().media().orElseThrow().pixelAspect())
        .isEqualTo(new PixelAspect(2, 1));
  }

  private static List<List<MediaSample>> halves(List<MediaSample> samples) {
    int half = samples.size() / 2;
    return List.of(samples.subList(0, half), samples.subList(half, samples.size()));
  }

  private void add(String name, Track track, List<List<MediaSample>> stretches)
      throws IOException, MediaFormatException {
    long originTicks = (long) ORIGIN_SECONDS * track.timescale();
    var fragments = new ArrayList<Bytes>();
    for (List<MediaSample> samples : stretches) {
      List<MediaSample> placed =
          samples.stream()
              .map(sample -> sample.withDtsTicks(sample.dtsTicks() + originTicks))
              .toList();
      fragments.add(
          CmafWriter.fragment(fragments.size() + 1, track, placed.getFirst().dtsTicks(), placed));
    }
    Bytes file = Bytes.concat(fragments);
    files.put(name, file);
    writer
        .add(FragmentedMp4Reader.open(CmafWriter.header(track)), originTicks, "en")
        .add(
            name,
            (offset, length) -> file.slice((int) offset, (int) offset + length),
            0,
            file.length());
  }

  private Bytes file(Movie movie) {
    var parts = new ArrayList<>(List.of(movie.header()));
    for (Payload payload : movie.payload()) {
      int from = (int) payload.offset();
      parts.add(files.get(payload.source()).slice(from, from + (int) payload.lengthBytes()));
    }
    return Bytes.concat(parts);
  }

  /** Each at its moment of the film, with its octets. */
  private static void assertHas(Bytes movie, int place, Track track, List<MediaSample> expected)
      throws IOException, MediaFormatException {
    Mp4File file = Mp4File.open(new Memory(movie));
    Mp4Track found = file.tracks().get(place);
    var lines = new ArrayList<String>();
    var units = new ArrayList<List<Bytes>>();
    Mp4Samples samples = file.samples(found.id());
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      Mp4Sample sample = next.get();
      lines.add(line(sample.ptsTicks(), sample.sync()));
      units.add(file.unframed(found.id(), sample, file.read(sample)).orElseThrow().units());
    }

    assertThat(found.timescale()).isEqualTo(track.timescale());
    assertThat(lines)
        .containsExactlyElementsOf(
            expected.stream().map(sample -> line(sample.ptsTicks(), sample.keyframe())).toList());
    assertThat(units).containsExactlyElementsOf(expected.stream().map(MediaSample::units).toList());
  }

  private static String line(long ptsTicks, boolean isSync) {
    return ptsTicks + (isSync ? " sync" : "");
  }

  private static String line(Track track, MediaSample sample) {
    long micros = Math.round(sample.ptsTicks() * 1e6 / track.timescale());
    return "%d.%06d,%s"
        .formatted(micros / 1_000_000, micros % 1_000_000, sample.keyframe() ? "K__" : "___");
  }

  /** Presentation times and flags of packets, in the order of the file. */
  private List<String> ffprobe(Bytes movie, String track) throws IOException {
    Path path = Files.write(root.resolve("movie.mp4"), movie.toArray());
    List<String> words =
        List.of("-select_streams", track, "-show_entries", "packet=pts_time,flags");
    var all = new ArrayList<>(words);
    all.addAll(List.of("-of", "csv=p=0"));
    return FfmpegMedia.probe(path, all).lines().filter(line -> !line.isEmpty()).toList();
  }

  /** A file that is in memory. */
  private record Memory(Bytes octets) implements Mp4Source {
    @Override
    public long lengthBytes() {
      return octets.length();
    }

    @Override
    public Bytes read(long offset, int count) {
      return octets.slice((int) offset, (int) offset + count);
    }
  }
}
