package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.storage.BlobException;
import dev.weir.storage.MemoryBlobStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WindowStoreTest {
  private static final Bytes TEN = Bytes.wrap(new byte[10]);

  private final MemoryBudget budget = new MemoryBudget(100);
  private final MemoryBudget.Share share = budget.open(20).orElseThrow();
  private final MemoryBlobStore memory = new MemoryBlobStore(1000);
  private final WindowStore window = new WindowStore(memory, share, 50);

  @Test
  void refusesWhatDoesNotFitAndLeavesSomethingToOthers() throws IOException {
    for (int count = 0; count < 5; count++) {
      window.append("first", TEN);
    }

    assertThatThrownBy(() -> window.append("second", TEN))
        .isInstanceOfSatisfying(
            BlobException.class,
            refused -> assertThat(refused.reason()).isEqualTo(BlobException.Reason.NO_ROOM));
    assertThat(memory.usedBytes()).isEqualTo(50);
    assertThat(share.heldBytes()).isEqualTo(50);
  }

  @Test
  void hasWhatItWasPromisedWhateverOthersHold() throws IOException {
    budget.open(0).orElseThrow().hold(500);

    window.append("first", TEN);
    window.append("first", TEN);

    assertThatThrownBy(() -> window.append("first", TEN)).isInstanceOf(BlobException.class);
  }

  @Test
  void whatIsDeletedMakesRoom() throws IOException {
    window.append("first", TEN);
    window.append("first", TEN);
    window.append("second", TEN);

    window.delete("first");
    window.delete("first");

    assertThat(share.heldBytes()).isEqualTo(10);
    assertThat(memory.usedBytes()).isEqualTo(10);
  }
}
