package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBlobStoreTest extends BlobStoreContract {
  private static final String NAME = "dvr/demo/1/video/2.cmaf";

  @TempDir private Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  @Override
  BlobStore emptyStore() {
    return store();
  }

  private DiskBlobStore store() {
    return new DiskBlobStore(folder.resolve("media"));
  }

  private DiskBlobStore faultyStore() {
    return new DiskBlobStore(disk.at(folder).resolve("media"));
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
  void tellsWhichFoldersThereAre() throws IOException {
    var store = store();
    store.append("dvr/b/1", Bytes.of(1));
    store.append("dvr/a/2/3", Bytes.of(1));
    store.append("dvr/file", Bytes.of(1));

    assertThat(store.folders("dvr")).containsExactly("a", "b");
    assertThat(store.folders("none")).isEmpty();
  }

  @Test
  void saysSoWhereAFolderCannotBeRead() throws IOException {
    var store = faultyStore();
    store.append("dvr/a/1", Bytes.of(1));
    store.append("dvr/b/1", Bytes.of(1));
    disk.inject(DiskFault.error(DiskOperation.LIST).on("dvr/b$"));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.list("dvr"));
    assertThat(store.folders("dvr")).containsExactly("a", "b");
    assertThat(store.list("dvr/a")).hasSize(1);
  }

  @Test
  void writesAllOfItHoweverLittleTheDiskTakesAtOnce() throws IOException {
    var store = faultyStore();
    disk.inject(DiskFault.shortWrites());

    store.append(NAME, Bytes.of(1, 2, 3, 4, 5));

    assertThat(Files.readAllBytes(file())).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void anAppendThatFailsLeavesTheBlobAsItWas() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1, 2));
    disk.inject(DiskFault.shortWrites().times(1));
    disk.inject(DiskFault.error(DiskOperation.WRITE).times(1));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.append(NAME, Bytes.of(3, 4)));

    assertThat(store.length(NAME)).isEqualTo(2);
    assertThat(store.append(NAME, Bytes.of(5))).isEqualTo(2);
    assertThat(Files.readAllBytes(file())).containsExactly(1, 2, 5);
  }

  @Test
  void aBlobIsLostIfAFailedAppendCannotBeUndone() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    store.force();
    disk.inject(DiskFault.error(DiskOperation.WRITE, DiskOperation.TRUNCATE));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.append(NAME, Bytes.of(2)));
    disk.mend();

    assertRefused(Reason.LOST, () -> store.append(NAME, Bytes.of(2)));
    assertThat(Bytes.concat(store.read(NAME, 0, 1))).isEqualTo(Bytes.of(1));
  }

  @Test
  void aDiskThatCannotEvenTellItsRoomHidesNotWhyAnAppendFailed() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    disk.inject(DiskFault.error(DiskOperation.WRITE, DiskOperation.STAT));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.append(NAME, Bytes.of(1)))
        .isNotInstanceOf(BlobException.class)
        .withMessageContaining("Input/output error");
  }

  @Test
  void aBlobWhoseSyncFailedEndsWhereTheLastThatWentWellLeftIt() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    store.force();
    store.append(NAME, Bytes.of(2));
    disk.inject(DiskFault.error(DiskOperation.FORCE).times(1));

    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);
    store.force();

    assertRefused(Reason.LOST, () -> store.append(NAME, Bytes.of(3)));
    assertRefused(Reason.LOST, () -> store.read(NAME, 0, 2));
    assertThat(store.length(NAME)).isEqualTo(1);
    assertThat(Bytes.concat(store.read(NAME, 0, 1))).isEqualTo(Bytes.of(1));
    store.delete(NAME);
    assertThat(store.append(NAME, Bytes.of(3))).isZero();
  }

  @Test
  void whatIsLeftOfALostBlobIsAnOrdinaryOneOnceItIsCut() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    store.force();
    store.append(NAME, Bytes.of(2));
    disk.inject(DiskFault.error(DiskOperation.FORCE).times(1));
    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);

    store.truncate(NAME, 1);

    assertThat(Files.readAllBytes(file())).containsExactly(1);
    assertThat(store.append(NAME, Bytes.of(3))).isEqualTo(1);
  }

  @Test
  void aSealedBlobIsForcedWithTheOthersAndCanBeLostTill() throws IOException {
    var store = faultyStore();
    store.append(NAME, Bytes.of(1));
    store.seal(NAME);
    disk.inject(DiskFault.error(DiskOperation.FORCE).on("cmaf$").times(1));

    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);

    assertThat(store.length(NAME)).isZero();
    assertRefused(Reason.LOST, () -> store.read(NAME, 0, 1));
  }

  @Test
  void whatIsNewInAFolderThatCannotBeForcedIsLost() throws IOException {
    var store = faultyStore();
    store.append("a/old", Bytes.of(1));
    store.force();
    store.append("a/new", Bytes.of(1));
    store.append("b/new", Bytes.of(1));
    disk.inject(DiskFault.error(DiskOperation.FORCE).on("/a$").times(1));

    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);

    assertThat(store.append("a/old", Bytes.of(2))).isEqualTo(1);
    assertThat(store.append("b/new", Bytes.of(2))).isEqualTo(1);
    assertRefused(Reason.LOST, () -> store.append("a/new", Bytes.of(2)));
  }

  @Test
  void aFolderThatCouldNotBeForcedIsForcedWithTheNext() throws IOException {
    var store = faultyStore();
    store.append("a/new", Bytes.of(1));
    store.seal("a/new");
    disk.inject(DiskFault.error(DiskOperation.FORCE).on("/a$").times(1));
    assertThatExceptionOfType(IOException.class).isThrownBy(store::force);
    long before = disk.calls(DiskOperation.FORCE);

    store.force();

    assertThat(disk.calls(DiskOperation.FORCE)).isEqualTo(before + 1);
  }

  @Test
  void forcesWhatHasGrownAndNothingElse() throws IOException {
    var store = faultyStore();
    store.append("a", Bytes.of(1));
    store.append("b", Bytes.of(1));
    store.force();
    long before = disk.calls(DiskOperation.FORCE);

    store.append("b", Bytes.of(2));
    store.force();
    store.force();

    assertThat(disk.calls(DiskOperation.FORCE)).isEqualTo(before + 1);
  }

  private Path file() {
    return folder.resolve("media").resolve(NAME);
  }
}
