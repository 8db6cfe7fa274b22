package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.container.FlvFixture;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import org.junit.jupiter.api.Test;

/** To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=FlvFuzzTest -Dtest.jvm.args= …} */
class FlvFuzzTest {
  private static final int FRONT_OCTETS = 3_000;
  private static final int MUTATIONS = 5_000;

  @FuzzTest
  void readsAnyFile(byte[] input) {
    ParserOracle.accepts(FlvFuzzTest::read, Bytes.wrap(input));
  }

  @Test
  void withstandsMutations() {
    var mutations = new Mutations(FlvFixture.file("bframes").slice(0, FRONT_OCTETS), 1);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(FlvFuzzTest::read, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  private static void read(Bytes input) throws MediaFormatException {
    FlvFile file = FlvFile.parse(input);

    assertThat(FlvFile.parse(file.toBytes())).isEqualTo(file);
    assertThat(FlvFixture.read(file.tags()).samples(FlvReader.VIDEO_TRACK_ID))
        .allMatch(sample -> !sample.units().isEmpty());
  }
}
