package dev.weir.gateway.http;

import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that were sent from lately, kept open: opening one takes a worker, sending from one that is
 * open does not. Bounded: beyond {@value #MOST} the one that was used longest ago is closed, as
 * soon as nobody uses it. Guarded by itself; only {@link #open} blocks.
 */
final class OpenFiles implements AutoCloseable {
  static final int MOST = 256;

  private final DiskBlobStore disk;

  // Guarded by this.
  private final Map<String, Opened> known = new LinkedHashMap<>(MOST, 1, true);

  OpenFiles(DiskBlobStore disk) {
    this.disk = disk;
  }

  /** A file that somebody uses, to be released once. Guarded by the files. */
  final class Opened {
    private final FileChannel channel;
    private int users;
    private boolean isKept = true;

    private Opened(FileChannel channel) {
      this.channel = channel;
    }

    FileChannel channel() {
      return channel;
    }

    void release() {
      synchronized (OpenFiles.this) {
        users--;
        closeUnused();
      }
    }

    private void letGo() {
      isKept = false;
      closeUnused();
    }

    private void closeUnused() {
      if (!isKept && users == 0) {
        try {
          channel.close();
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  /** One more use of a file that is open; empty where it is not. */
  synchronized Optional<Opened> poll(String blob) {
    @Nullable Opened found = known.get(blob);
    if (found != null) {
      found.users++;
    }
    return Optional.ofNullable(found);
  }

  /** One more use of a file, which is opened where it is not. Blocks. */
  Opened open(String blob) throws IOException {
    Optional<Opened> found = poll(blob);
    if (found.isPresent()) {
      return found.get();
    }
    return keep(blob, new Opened(disk.open(blob)));
  }

  private synchronized Opened keep(String blob, Opened opened) {
    @Nullable Opened sooner = known.putIfAbsent(blob, opened);
    if (sooner != null) {
      opened.letGo();
      sooner.users++;
      return sooner;
    }
    opened.users++;
    Iterator<Opened> oldest = known.values().iterator();
    while (known.size() > MOST) {
      Opened gone = oldest.next();
      oldest.remove();
      gone.letGo();
    }
    return opened;
  }

  /** Keeps nothing open any more below that folder: its files are gone, or others. */
  synchronized void forget(String folder) {
    List<String> below =
        new ArrayList<>(known.keySet()).stream().filter(blob -> blob.startsWith(folder)).toList();
    for (String blob : below) {
      @Nullable Opened gone = known.remove(blob);
      if (gone != null) {
        gone.letGo();
      }
    }
  }

  @Override
  public void close() {
    forget("");
  }
}
