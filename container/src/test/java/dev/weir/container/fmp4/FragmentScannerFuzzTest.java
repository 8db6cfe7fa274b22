package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.Mutations;
import dev.weir.testkit.ParserOracle;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** To fuzz: {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=FragmentScannerFuzzTest -Dtest.jvm.args= …} */
class FragmentScannerFuzzTest {
  private static final int MUTATIONS = 5_000;

  private static final FlvFixture FIXTURE = FlvFixture.named("bframes");
  private static final Track TRACK = FIXTURE.track(FlvReader.AUDIO_TRACK_ID);
  private static final FragmentedMp4Reader READER = reader();

  @FuzzTest
  void scansAnyFile(byte[] input) {
    ParserOracle.accepts(FragmentScannerFuzzTest::scan, Bytes.wrap(input));
  }

  @Test
  void withstandsMutations() {
    var mutations = new Mutations(file(), 1);
    int accepted = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      accepted += ParserOracle.accepts(FragmentScannerFuzzTest::scan, mutations.next()) ? 1 : 0;
    }

    assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
  }

  /** What is found is in order, within the file, and what the reader finds there. */
  private static void scan(Bytes input) throws MediaFormatException {
    var scanner =
        new FragmentScanner(
            READER,
            (offset, length) -> input.slice((int) offset, (int) offset + length),
            0,
            input.length());
    long end = 0;
    for (var next = next(scanner); next != null; next = next(scanner)) {
      assertThat(next.offset()).isGreaterThanOrEqualTo(end);
      assertThat(next.durationTicks()).isNotNegative();
      end = next.endOffset();
      assertThat(end).isEqualTo(scanner.wholeBytes()).isLessThanOrEqualTo(input.length());
      assertSame(next, input.slice((int) next.offset(), (int) end));
    }
    if (scanner.fault().isPresent()) {
      throw scanner.fault().get();
    }
  }

  /** The reader finds the same samples, unless some overlap. */
  private static void assertSame(WholeFragment fragment, Bytes octets) {
    List<MediaSample> samples;
    try {
      samples = READER.read(octets);
    } catch (MediaFormatException e) {
      assertThat(e).hasMessage("trun: samples overlap");
      return;
    }
    assertThat(samples.getFirst().dtsTicks()).isEqualTo(fragment.baseDecodeTicks());
    assertThat(samples.getFirst().keyframe()).isEqualTo(fragment.independent());
    assertThat(samples.stream().mapToLong(MediaSample::durationTicks).sum())
        .isEqualTo(fragment.durationTicks());
  }

  private static @Nullable WholeFragment next(FragmentScanner scanner) {
    try {
      return scanner.next().orElse(null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes file() {
    List<MediaSample> samples = FIXTURE.timedSamples(FlvReader.AUDIO_TRACK_ID).subList(2, 6);
    return Bytes.concat(
        List.of(
            CmafWriter.fragment(1, TRACK, 0, samples.subList(0, 2)),
            CmafWriter.fragment(2, TRACK, 2048, samples.subList(2, 4))));
  }

  private static FragmentedMp4Reader reader() {
    try {
      return FragmentedMp4Reader.open(CmafWriter.header(TRACK));
    } catch (MediaFormatException e) {
      throw new AssertionError(e);
    }
  }
}
