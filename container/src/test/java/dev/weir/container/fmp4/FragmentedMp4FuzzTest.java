package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=FragmentedMp4FuzzTest -Dtest.jvm.args= …} */
class FragmentedMp4FuzzTest {
  private static final int MUTATIONS = 5_000;

  @FuzzTest
  void readsAnyFile(byte[] input) {
    ParserOracle.accepts(FragmentedMp4FuzzTest::read, Bytes.wrap(input));
  }

  @ParameterizedTest
  @ValueSource(ints = {FlvReader.VIDEO_TRACK_ID, FlvReader.AUDIO_TRACK_ID})
  void withstandsMutations(int trackId) throws MediaFormatException {
    var mutations = new Mutations(file(trackId), trackId);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(FragmentedMp4FuzzTest::read, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
  }

  private static Bytes file(int trackId) throws MediaFormatException {
    FlvFixture source = FlvFixture.named("bframes");
    Track track = source.track(trackId);
    Bytes fragment = CmafWriter.fragment(1, track, 0, source.timedSamples(trackId).subList(2, 5));
    return Bytes.concat(List.of(CmafWriter.header(track), fragment));
  }

  private static void read(Bytes input) throws MediaFormatException {
    assertThat(FragmentedMp4Reader.open(input).read(input))
        .allMatch(sample -> !sample.units().isEmpty() && sample.dtsTicks() >= 0);
  }
}
