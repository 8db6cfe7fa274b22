package dev.weir.server;

import dev.weir.access.ChannelDirectory;
import dev.weir.access.ChannelEditor;
import dev.weir.access.PublishKey;
import dev.weir.library.Channels;
import dev.weir.library.Database;
import dev.weir.library.DatabaseException;
import dev.weir.library.StreamKeys;
import dev.weir.media.Clock;
import dev.weir.net.Loops;
import dev.weir.net.Timer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of the library, from the database to the directory: read when it is opened; when a
 * key was used is written once in a minute. Thread-safe.
 */
final class ChannelKeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelKeeping.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final ChannelEditor editor;
  private final AtomicBoolean isWriting = new AtomicBoolean();

  // Set once by begin().
  private @Nullable Timer writing;

  /**
   * Reads what there is; blocks.
   *
   * @param onRevoked told of each key that opens nothing any more
   */
  ChannelKeeping(
      Database database, ChannelDirectory directory, Consumer<PublishKey> onRevoked, Clock clock) {
    var shelves = new ChannelEditor.Shelves(new Channels(database), new StreamKeys(database));
    editor = new ChannelEditor(shelves, directory, onRevoked, new SecureRandom(), clock);
    editor.load();
  }

  ChannelEditor editor() {
    return editor;
  }

  void begin(Loops loops) {
    writing =
        loops.repeat(PAUSE, () -> Thread.ofVirtual().name("channel-uses").start(this::writeUses));
  }

  /** What could not be written waits for the next time. */
  private void writeUses() {
    if (!isWriting.compareAndSet(false, true)) {
      return;
    }
    try {
      editor.writeUses();
    } catch (DatabaseException failed) {
      LOG.warn("event=key-uses-not-written {}", failed.getMessage());
    } finally {
      isWriting.set(false);
    }
  }

  /** To be called while the database is open. */
  @Override
  public void close() {
    if (writing != null) {
      writing.cancel();
    }
    writeUses();
  }
}
