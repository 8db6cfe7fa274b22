package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Eac3GathererTest {
  private static final int OCTETS = 128;

  private final Eac3Gatherer gatherer = new Eac3Gatherer();

  private static Bytes frame(int streamType, int id, int blocksCode) {
    var bits = new BitWriter().put(0x0B77, 16).put(streamType, 2).put(id, 3);
    bits.put(OCTETS / 2 - 1, 11).put(0, 2).put(blocksCode, 2).put(2, 3).put(0, 1).put(16, 5);
    return Bytes.wrap(Arrays.copyOf(bits.put(0, 8).toBytes().toArray(), OCTETS));
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "1, 3", "2, 2", "3, 1"})
  void makesAccessUnitsOfSixBlocks(int blocksCode, int frames) throws MediaFormatException {
    Bytes frame = frame(0, 0, blocksCode);
    for (int unit = 0; unit < 3; unit++) {
      for (int i = 1; i < frames; i++) {
        assertThat(gatherer.add(frame)).isEmpty();
      }
      List<Bytes> units = gatherer.add(frame);

      assertThat(units).containsExactly(Bytes.concat(Collections.nCopies(frames, frame)));
      assertThat(gatherer.isEmpty()).isTrue();
      Eac3Config config = Eac3Config.ofAccessUnit(units.getFirst());
      assertThat(config.substreams()).hasSize(1);
      assertThat(config.dataRate()).isEqualTo(frames * OCTETS * 8 * 48_000 / 1536 / 1000);
    }
  }

  @Test
  void takesUnitsThatComeTogetherApart() throws MediaFormatException {
    Bytes half = frame(0, 0, 2);
    Bytes whole = Bytes.concat(List.of(half, half));

    assertThat(gatherer.add(Bytes.concat(List.of(whole, whole, half))))
        .containsExactly(whole, whole);
    assertThat(gatherer.add(half)).containsExactly(whole);
  }

  @Test
  void keepsSubstreamsTogether() throws MediaFormatException {
    Bytes round = Bytes.concat(List.of(frame(0, 0, 2), frame(1, 0, 2), frame(0, 1, 2)));

    assertThat(gatherer.add(round)).isEmpty();
    List<Bytes> units = gatherer.add(round);

    assertThat(units).containsExactly(Bytes.concat(List.of(round, round)));
    Eac3Config config = Eac3Config.ofAccessUnit(units.getFirst());
    assertThat(config.substreams()).hasSize(2);
    assertThat(config.substreams().getFirst().dependents()).isEqualTo(1);
  }

  @Test
  void beginsAnewAfterDamage() throws MediaFormatException {
    gatherer.add(frame(0, 0, 2));
    assertRefused(frame(0, 0, 2).slice(0, OCTETS - 2), Kind.MALFORMED);
    assertRefused(Bytes.of(1, 2, 3), Kind.MALFORMED);
    gatherer.add(frame(0, 0, 2));
    assertRefused(frame(0, 0, 3), Kind.MALFORMED); // nine blocks

    assertThat(gatherer.add(frame(0, 0, 3))).hasSize(1);
  }

  @Test
  void doesNotGatherForEver() throws MediaFormatException {
    for (int i = 0; i < 96; i++) {
      assertThat(gatherer.add(frame(0, 1, 2))).isEmpty();
    }

    assertRefused(frame(0, 1, 2), Kind.LIMIT);
    assertThat(gatherer.isEmpty()).isTrue();
  }

  private void assertRefused(Bytes packet, Kind kind) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> gatherer.add(packet))
        .returns(kind, MediaFormatException::kind);
  }
}
