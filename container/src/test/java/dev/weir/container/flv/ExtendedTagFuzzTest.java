package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rows of tags: type, length in two octets, body. To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test
 * -Dtest=ExtendedTagFuzzTest -Dtest.jvm.args= …}
 */
class ExtendedTagFuzzTest {
  private static final Path SEEDS =
      Path.of("src/test/resources/dev/weir/container/flv/ExtendedTagFuzzTestInputs/readsAnyTags");
  private static final int MUTATIONS = 2_000;

  @FuzzTest
  void readsAnyTags(byte[] input) {
    ParserOracle.accepts(ExtendedTagFuzzTest::read, Bytes.wrap(input));
  }

  @Test
  void withstandsMutations() throws IOException {
    int accepted = 0;
    int tried = 0;
    try (var seeds = Files.list(SEEDS)) {
      for (Path seed : seeds.sorted().toList()) {
        var mutations = new Mutations(Bytes.wrap(Files.readAllBytes(seed)), 1);
        for (int i = 0; i < MUTATIONS; i++) {
          accepted += ParserOracle.accepts(ExtendedTagFuzzTest::read, mutations.next()) ? 1 : 0;
          tried++;
        }
      }
    }

    assertThat(accepted).isBetween(tried / 20, tried * 19 / 20);
  }

  private static void read(Bytes input) throws MediaFormatException {
    var reader = new FlvReader();
    var tracks = new HashMap<Integer, Track>();
    ByteReader in = input.reader("row of tags");
    while (!in.isAtEnd()) {
      FlvTagType type = in.u8() % 2 == 0 ? FlvTagType.AUDIO : FlvTagType.VIDEO;
      check(reader.read(new FlvTag(type, 1000, in.bytes(in.u16()))), tracks);
    }
    assertThat(tracks).hasSizeLessThanOrEqualTo(FlvReader.MOST_STREAMS);
  }

  /** Every sample is of a track that was configured, and is written again without a word. */
  private static void check(List<FlvEvent> events, Map<Integer, Track> tracks) {
    for (FlvEvent event : events) {
      switch (event) {
        case FlvEvent.TrackConfigured(Track track) -> {
          tracks.put(track.id(), track);
          FlvWriter.configuration(track, 0);
        }
        case FlvEvent.SampleRead(MediaSample sample) -> {
          assertThat(sample.units()).isNotEmpty();
          FlvWriter.sample(tracks.get(sample.trackId()), sample);
        }
        case FlvEvent.StreamRefused _, FlvEvent.ScriptRead _ -> {}
      }
    }
  }
}
