package dev.weir.transcode.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
  private static final long SECOND = 1_000_000;

  @Test
  void groupsSegmentsToAboutItsLength() {
    List<Chunk> chunks = Chunks.of(every(4, 100), Duration.ofSeconds(30));

    assertThat(chunks)
        .extracting(chunk -> chunk.startMicros() / SECOND)
        .containsExactly(0L, 28L, 56L, 84L);
    assertThat(chunks.getFirst().cuts()).hasSize(7);
    assertThat(chunks.getFirst().endMicros()).isEqualTo(28 * SECOND);
    assertThat(chunks.getLast().isLast()).isTrue();
  }

  @Test
  void hasEachCutInOneChunk() {
    List<Long> cuts = every(4, 1000);

    assertThat(Chunks.of(cuts, Duration.ofSeconds(30)).stream().flatMap(c -> c.cuts().stream()))
        .containsExactlyElementsOf(cuts);
  }

  @Test
  void doesNotMakeAChunkOfALittleRest() {
    assertThat(Chunks.of(every(6, 36), Duration.ofSeconds(30))).hasSize(1);
    assertThat(Chunks.of(List.of(0L), Duration.ofSeconds(30)))
        .containsExactly(new Chunk(0, List.of(0L), Chunk.TO_THE_END));
  }

  @Test
  void makesAChunkOfASegmentThatIsLonger() {
    List<Long> cuts = List.of(0L, 60 * SECOND, 120 * SECOND);

    assertThat(Chunks.of(cuts, Duration.ofSeconds(30)))
        .extracting(Chunk::startMicros)
        .containsExactly(0L, 60 * SECOND, 120 * SECOND);
  }

  @Test
  void refusesCutsBeyondItsEnd() {
    assertThatThrownBy(() -> new Chunk(0, List.of(0L, 5L), 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cutsWhatIsMadeAnewAtTheFirstFrameOfEachFourSeconds() {
    var timing =
        new FrameTiming(
            new FrameRate(30_000, 1001),
            new FrameRate(30_000, 1001),
            FieldOrder.PROGRESSIVE,
            30_000,
            new FrameSpacing(100, 33_367, SECOND, 0, 0, false, false));

    assertThat(EvenCuts.everyFourSeconds(timing, 9 * SECOND))
        .containsExactly(0L, 4_004_000L, 8_008_000L);
  }

  @Test
  void cutsAtEachFrameWhereTheyAreRarerThanCuts() {
    var rare = new FrameRate(1, 5);
    var timing = new FrameTiming(rare, rare, FieldOrder.PROGRESSIVE, 1000, FrameSpacing.UNKNOWN);

    assertThat(EvenCuts.everyFourSeconds(timing, 23 * SECOND))
        .containsExactly(0L, 5 * SECOND, 10 * SECOND, 15 * SECOND, 20 * SECOND);
  }

  @Test
  void cutsSoundEverySixSeconds() {
    assertThat(EvenCuts.ofSound(13 * SECOND)).containsExactly(0L, 6 * SECOND, 12 * SECOND);
    assertThat(EvenCuts.ofSound(0)).containsExactly(0L);
  }

  private static List<Long> every(int seconds, int end) {
    return LongStream.iterate(0, at -> at < end, at -> at + seconds)
        .mapToObj(at -> at * SECOND)
        .toList();
  }
}
