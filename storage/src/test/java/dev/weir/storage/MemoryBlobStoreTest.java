package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryBlobStoreTest extends BlobStoreContract {
  @Override
  BlobStore emptyStore() {
    return new MemoryBlobStore(1_000);
  }

  @Test
  void refusesWhatDoesNotFitAndTakesItOnceThereIsRoom() throws IOException {
    var store = new MemoryBlobStore(4);
    store.append("a", Bytes.of(1, 2, 3));

    assertRefused(BlobException.Reason.NO_ROOM, () -> store.append("b", Bytes.of(1, 2)));
    assertThat(store.usedBytes()).isEqualTo(3);

    store.delete("a");
    store.append("b", Bytes.of(1, 2));
    assertThat(store.usedBytes()).isEqualTo(2);
    assertThat(store.blobCount()).isEqualTo(1);
  }
}
