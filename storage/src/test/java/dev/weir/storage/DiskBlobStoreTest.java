package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBlobStoreTest extends BlobStoreContract {
  private static final String NAME = "dvr/demo/1/video/2.cmaf";

  @TempDir private Path folder;

  private final List<FaultyChannel> channels = new ArrayList<>();

  @Override
  BlobStore emptyStore() {
    return store();
  }

  private DiskBlobStore store() {
    return new DiskBlobStore(folder.resolve("media"));
  }

  private DiskBlobStore faultyStore() {
    return new DiskBlobStore(
        folder.resolve("media"),
        path -> {
          var channel =
              new FaultyChannel(
                  FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
          channels.add(channel);
          return channel;
        });
  }

  @Test
  void anotherProcessReadsWhatWasAppendedAndGoesOn() throws IOException {
    store().append(NAME, Bytes.of(1, 2));

    var next = store();

    assertThat(next.length(NAME)).isEqualTo(2);
    assertThat(next.append(NAME, Bytes.of(3))).isEqualTo(2);
    assertThat(Bytes.concat(next.read(NAME, 0, 3))).isEqualTo(Bytes.of(1, 2, 3));
  }

  @Test
  void listsWhatIsBelowAFolder() throws IOException {
    var store = store();
    store.append("dvr/b/1", Bytes.of(1));
    store.append("dvr/a/2", Bytes.of(1, 2));
    store.append("vod/c", Bytes.of(1));

    assertThat(store.list("dvr"))
        .extracting(StoredBlob::name, StoredBlob::lengthBytes)
        .containsExactly(tuple("dvr/a/2", 2L), tuple("dvr/b/1", 1L));
    assertThat(store.list("none")).isEmpty();
  }

  @Test
  void readsLargeBlobsInPieces() throws IOException {
    var store = store();
    byte[] large = new byte[600_000];
    large[599_999] = 7;
    store.append(NAME, Bytes.wrap(large));

    List<Bytes> pieces = store.read(NAME, 0, large.length);

    assertThat(pieces).hasSize(3);
    assertThat(Bytes.concat(pieces)).isEqualTo(Bytes.wrap(large));
  }

  @Test
  void cutsTheEndOff() throws IOException {
    var store = store();
    store.append(NAME, Bytes.of(1, 2, 3));
    store.close();

    store.truncate(NAME, 1);

    assertThat(Bytes.concat(store.read(NAME, 0, 1))).isEqualTo(Bytes.of(1));
    assertRefused(Reason.BEYOND_END, () -> store.read(NAME, 0, 2));
    assertRefused(Reason.BEYOND_END, () -> store.truncate(NAME, 2));
    assertRefused(Reason.NOT_FOUND, () -> store.truncate("none", 0));
  }

  @Test
  void leavesNoEmptyFolders() throws IOException {
    var store = store();
    store.append(NAME, Bytes.of(1));
    store.append("dvr/other", Bytes.of(1));

    store.delete(NAME);

    assertThat(folder.resolve("media/dvr/demo")).doesNotExist();
    assertThat(folder.resolve("media/dvr/other")).exists();
    store.append(NAME, Bytes.of(2));
    assertThat(Bytes.concat(store.read(NAME, 0, 1))).isEqualTo(Bytes.of(2));
  }

  @Test
  void anAppendThatFailsLeavesTheBlobAsItWas() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1, 2));
    channels.getFirst().failAfterBytes(1);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.append(NAME, Bytes.of(3, 4)));

    assertThat(store.length(NAME)).isEqualTo(2);
    channels.getFirst().mend();
    assertThat(store.append(NAME, Bytes.of(5))).isEqualTo(2);
    assertThat(Files.readAllBytes(folder.resolve("media").resolve(NAME))).containsExactly(1, 2, 5);
  }

  @Test
  void aBlobWhoseSyncFailedIsLost() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    channels.getFirst().failSync();

    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);
    channels.getFirst().mend();

    assertRefused(Reason.LOST, () -> store.append(NAME, Bytes.of(2)));
    store.delete(NAME);
    assertThat(store.append(NAME, Bytes.of(3))).isZero();
  }

  @Test
  void forcesWhatHasGrownAndNothingElse() throws IOException {
    var store = faultyStore();
    store.append("a", Bytes.of(1));
    store.append("b", Bytes.of(1));

    store.force();
    store.append("b", Bytes.of(2));
    store.force();

    assertThat(channels).extracting(FaultyChannel::syncs).containsExactly(1, 2);
  }
}
