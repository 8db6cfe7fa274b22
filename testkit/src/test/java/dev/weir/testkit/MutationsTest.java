package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.media.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutationsTest {
  private static final Bytes ORIGINAL = Bytes.wrap(new byte[100]);

  @Test
  void areTheSameForTheSameSeed() {
    var one = new Mutations(ORIGINAL, 7);
    var other = new Mutations(ORIGINAL, 7);

    for (int i = 0; i < 100; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  @Test
  void differInContentAndLength() {
    var mutations = new Mutations(ORIGINAL, 7);

    var lengths = Stream.generate(mutations::next).limit(200).map(Bytes::length).toList();

    assertThat(lengths).anyMatch(length -> length < 100).anyMatch(length -> length > 100);
    assertThat(ORIGINAL).isEqualTo(Bytes.wrap(new byte[100]));
  }

  @Test
  void needSomethingToMutate() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Mutations(Bytes.EMPTY, 1));
  }

  @Test
  void oracleTellsWhetherAParserAccepts() {
    assertThat(ParserOracle.accepts(input -> {}, ORIGINAL)).isTrue();
    assertThat(ParserOracle.accepts(input -> input.reader("x").skip(101), ORIGINAL)).isFalse();
  }

  @Test
  void oracleComplainsOfOtherExceptionsAndOfAllocation() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ParserOracle.accepts(input -> input.at(100), ORIGINAL));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            ParserOracle.accepts(input -> assertThat(new byte[8 << 20]).isNotEmpty(), ORIGINAL))
        .withMessageContaining("octets allocated for 100 octets of input");
  }
}
