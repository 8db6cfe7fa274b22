package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Property
  void slicesLikeTheArray(
      @ForAll byte[] array,
      @ForAll @IntRange(max = 300) int a,
      @ForAll @IntRange(max = 300) int b) {
    int from = Math.min(a, b) % (array.length + 1);
    int to = Math.max(from, Math.min(array.length, Math.max(a, b)));

    Bytes slice = Bytes.copyOf(array).slice(from, to);

    byte[] expected = Arrays.copyOfRange(array, from, to);
    assertThat(slice.toArray()).isEqualTo(expected);
    assertThat(slice).isEqualTo(Bytes.wrap(expected)).hasSameHashCodeAs(Bytes.wrap(expected));
    assertThat(slice.asByteBuffer()).isEqualTo(ByteBuffer.wrap(expected));
  }

  @Property
  void joinsWhatWasCut(@ForAll byte[] array, @ForAll @IntRange(max = 300) int at) {
    Bytes whole = Bytes.copyOf(array);
    int cut = Math.min(at, array.length);

    assertThat(Bytes.concat(List.of(whole.slice(0, cut), whole.slice(cut)))).isEqualTo(whole);
  }

  @Test
  void copiesNothingFromBeyondTheEnd() {
    assertThat(Bytes.copyOf(new byte[] {1, 2, 3}, 1, 2)).isEqualTo(Bytes.of(2, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Bytes.copyOf(new byte[3], 1, 3));
  }

  @Property
  void writesAllOfItself(@ForAll byte[] array) throws IOException {
    var out = new ByteArrayOutputStream();

    Bytes.copyOf(array).writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(array);
  }

  @Test
  void copiesSoThatTheArrayMayChange() {
    byte[] array = {1, 2, 3};
    Bytes copy = Bytes.copyOf(array, 1, 2);
    array[1] = 9;

    assertThat(copy).isEqualTo(Bytes.of(2, 3));
  }

  @Test
  void copiesBetweenPositionAndLimitOfABuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);

    assertThat(Bytes.copyOf(buffer)).isEqualTo(Bytes.of(2, 3));
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void showsOctetsAsUnsigned() {
    assertThat(Bytes.of(0xFF).at(0)).isEqualTo(255);
    assertThat(Bytes.ofHex("00 ff")).hasToString("2:00ff");
    assertThat(Bytes.wrap(new byte[40]).toString()).startsWith("40:0000").endsWith("…");
  }

  @Test
  void refusesIndicesOutsideOfASlice() {
    Bytes slice = Bytes.of(1, 2, 3).slice(1, 2);

    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.at(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.at(-1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(0, 2));
  }
}
