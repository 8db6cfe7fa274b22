package dev.weir.packaging;

import dev.weir.media.Bytes;
import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.util.List;

/** A store that can be made to refuse every change. */
final class FragileStore implements DurableBlobStore {
  private final DurableBlobStore store;

  private boolean broken;

  FragileStore(DurableBlobStore store) {
    this.store = store;
  }

  void breakDown() {
    broken = true;
  }

  void mend() {
    broken = false;
  }

  private void failIfBroken() throws IOException {
    if (broken) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public long append(String name, Bytes bytes) throws IOException {
    failIfBroken();
    return store.append(name, bytes);
  }

  @Override
  public void seal(String name) throws IOException {
    failIfBroken();
    store.seal(name);
  }

  @Override
  public List<Bytes> read(String name, long offset, long length) throws IOException {
    return store.read(name, offset, length);
  }

  @Override
  public void delete(String name) throws IOException {
    failIfBroken();
    store.delete(name);
  }

  @Override
  public List<StoredBlob> list(String folder) throws IOException {
    return store.list(folder);
  }

  @Override
  public List<String> folders(String folder) throws IOException {
    return store.folders(folder);
  }

  @Override
  public long length(String name) throws IOException {
    return store.length(name);
  }

  @Override
  public void truncate(String name, long lengthBytes) throws IOException {
    failIfBroken();
    store.truncate(name, lengthBytes);
  }

  @Override
  public void force() throws IOException {
    failIfBroken();
    store.force();
  }

  @Override
  public long usableBytes() throws IOException {
    return store.usableBytes();
  }
}
