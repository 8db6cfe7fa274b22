package dev.weir.container.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever samples a file has, its tables give them back. */
class SampleTablePropertyTest {
  @Property(tries = 300)
  void givesBackWhatWasWritten(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(min = 1, max = 20) int samplesInChunk)
      throws MediaFormatException {
    List<TestMovie.Sample> written = random(new Random(seed), count);
    var movie = new TestMovie().samples(written).samplesInChunk(samplesInChunk);

    List<Mp4Sample> read = TestMovie.samples(TestMovie.open(movie.file()), movie.track.id());

    assertThat(read).isEqualTo(expected(written, movie.payloadAt()));
  }

  private static List<TestMovie.Sample> random(Random random, int count) {
    var samples = new ArrayList<TestMovie.Sample>();
    for (int i = 0; i < count; i++) {
      int duration = 100 * (1 + random.nextInt(3));
      int composition = 50 * random.nextInt(4);
      samples.add(
          new TestMovie.Sample(duration, composition, random.nextInt(30), random.nextInt(5) == 0));
    }
    return samples;
  }

  private static List<Mp4Sample> expected(List<TestMovie.Sample> written, int payloadAt) {
    var samples = new ArrayList<Mp4Sample>();
    long dts = 0;
    long at = payloadAt;
    for (TestMovie.Sample sample : written) {
      samples.add(
          new Mp4Sample(
              dts,
              dts + sample.compositionTicks(),
              sample.durationTicks(),
              sample.sync(),
              true,
              at,
              sample.size()));
      dts += sample.durationTicks();
      at += sample.size();
    }
    return samples;
  }
}
