package dev.weir.container.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=Mp4FileFuzzTest -Dtest.jvm.args= …} */
class Mp4FileFuzzTest {
  private static final int MUTATIONS = 5_000;

  /** Of a track, so that a count of samples of no octets does not hold the tests up. */
  private static final int MOST_SAMPLES = 10_000;

  @FuzzTest
  void readsAnyFile(byte[] input) {
    ParserOracle.accepts(Mp4FileFuzzTest::read, Bytes.wrap(input));
  }

  @Test
  void withstandsMutationsOfTables() {
    withstandsMutations(TestMovie.of(8).edits(100, -1, 50, 2000).file());
  }

  @Test
  void withstandsMutationsOfFragments() {
    FlvFixture source = FlvFixture.named("bframes");
    Track track = source.track(FlvReader.VIDEO_TRACK_ID);
    var samples = source.timedSamples(FlvReader.VIDEO_TRACK_ID);
    withstandsMutations(
        Bytes.concat(
            List.of(
                CmafWriter.header(track),
                CmafWriter.fragment(1, track, 0, samples.subList(2, 5)),
                CmafWriter.fragment(2, track, 0, samples.subList(5, 9)))));
  }

  private static void withstandsMutations(Bytes file) {
    var mutations = new Mutations(file, 1);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(Mp4FileFuzzTest::read, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 99 / 100);
  }

  private static void read(Bytes input) throws MediaFormatException {
    try {
      Mp4File file = Mp4File.open(TestMovie.source(input));
      assertThat(file.endMicros()).isNotNegative();
      for (Mp4Track track : file.tracks()) {
        if (track.media().isPresent()) {
          read(file, track);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void read(Mp4File file, Mp4Track track) throws IOException, MediaFormatException {
    Mp4Samples samples = file.samples(track.id());
    var next = samples.next();
    for (int count = 0; next.isPresent() && count < MOST_SAMPLES; count++) {
      Mp4Sample sample = next.get();
      Bytes octets = file.read(sample);
      if (octets.length() != sample.sizeBytes()) {
        throw new AssertionError(sample);
      }
      file.unframed(track.id(), sample, octets);
      next = samples.next();
    }
  }
}
