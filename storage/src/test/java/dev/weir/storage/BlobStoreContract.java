package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BlobStore} keeps. */
abstract class BlobStoreContract {
  private static final String NAME = "live/demo/extent-1.cmaf";

  private BlobStore store;

  abstract BlobStore emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void readsBackWhatWasAppended() throws IOException {
    long first = store.append(NAME, Bytes.of(1, 2, 3));
    long second = store.append(NAME, Bytes.of(4, 5));

    assertThat(first).isZero();
    assertThat(second).isEqualTo(3);
    assertThat(Bytes.concat(store.read(NAME, 0, 5))).isEqualTo(Bytes.of(1, 2, 3, 4, 5));
  }

  @Test
  void readsARangeAcrossPieces() throws IOException {
    store.append(NAME, Bytes.of(1, 2, 3));
    store.append(NAME, Bytes.of(4, 5, 6));

    assertThat(Bytes.concat(store.read(NAME, 2, 3))).isEqualTo(Bytes.of(3, 4, 5));
    assertThat(store.read(NAME, 6, 0)).isEmpty();
  }

  @Test
  void refusesARangeBeyondTheEnd() throws IOException {
    store.append(NAME, Bytes.of(1, 2, 3));

    assertRefused(Reason.BEYOND_END, () -> store.read(NAME, 2, 2));
    assertRefused(Reason.BEYOND_END, () -> store.read(NAME, Long.MAX_VALUE, 2));
    assertRefused(Reason.BEYOND_END, () -> store.read(NAME, -1, 1));
  }

  @Test
  void sealedBlobsDoNotGrow() throws IOException {
    store.append(NAME, Bytes.of(1));
    store.seal(NAME);
    store.seal(NAME);

    assertRefused(Reason.SEALED, () -> store.append(NAME, Bytes.of(2)));
    assertThat(Bytes.concat(store.read(NAME, 0, 1))).isEqualTo(Bytes.of(1));
  }

  @Test
  void deletedBlobsAreGoneButWhatWasReadStays() throws IOException {
    store.append(NAME, Bytes.of(1, 2));
    var read = store.read(NAME, 0, 2);

    store.delete(NAME);
    store.delete(NAME);

    assertThat(Bytes.concat(read)).isEqualTo(Bytes.of(1, 2));
    assertRefused(Reason.NOT_FOUND, () -> store.read(NAME, 0, 1));
  }

  @Test
  void refusesNamesThatLeaveTheStore() {
    for (String name : new String[] {"", "/etc/passwd", "a/../b", "..", "a//b", "a b", "a/", "ü"}) {
      assertRefused(Reason.BAD_NAME, () -> store.append(name, Bytes.of(1)));
    }
  }

  static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatExceptionOfType(BlobException.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
