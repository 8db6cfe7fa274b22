package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteSourceTest {
  private static final Bytes WHOLE = Bytes.of(0, 1, 2, 3, 4, 5, 6, 7);

  private final ByteSource pieces =
      ByteSource.of(List.of(Bytes.of(0, 1, 2), Bytes.of(3), Bytes.of(4, 5, 6, 7)));

  @Test
  void readsAStretchOutOfSeveralPieces() throws Exception {
    for (int from = 0; from < 8; from++) {
      for (int to = from + 1; to <= 8; to++) {
        assertThat(Bytes.concat(pieces.read(from, to))).isEqualTo(WHOLE.slice(from, to));
      }
    }
  }

  @Test
  void aSliceOfASliceCountsFromItsOwnBeginning() throws Exception {
    ByteSource slice = pieces.slice(1, 7).slice(1, 5);

    assertThat(slice.length()).isEqualTo(4);
    assertThat(Bytes.concat(slice.read(0, 4))).isEqualTo(WHOLE.slice(2, 6));
    assertThat(Bytes.concat(slice.read(1, 3))).isEqualTo(WHOLE.slice(3, 5));
  }
}
