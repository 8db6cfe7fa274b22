package dev.weir.channel;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.Archive;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is being kept on disk, and how that goes. What could not be written stays due until
 * it is, or until something newer takes its place. Confined to the DVR's thread.
 */
final class KeptStream {
  /** One that has shown nothing new for so long is over, and can be seen no more. */
  private static final Duration FORGET_AFTER = Duration.ofMinutes(15);

  /** A disk that failed or was full is given another chance after this. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final Archive archive;

  private long aliveUntilNanos;

  /** What the stream shows, until it is safe on disk. */
  private @Nullable Presentation newest;

  private boolean due;
  private boolean unsynced;

  // Since a failure after which no sync has gone well.
  private boolean failing;
  private long retryNanos;

  KeptStream(Archive archive) {
    this.archive = archive;
  }

  /** This is what the stream shows now. */
  void show(Presentation presentation, long nowNanos) {
    newest = presentation;
    due = true;
    aliveUntilNanos = nowNanos + FORGET_AFTER.toNanos();
  }

  /** Nothing new has been shown for long. */
  boolean isOver(long nowNanos) {
    return nowNanos - aliveUntilNanos > 0;
  }

  /** There is something to write, and the disk has had its pause. */
  boolean isDue(long nowNanos) {
    return due && (!failing || nowNanos - retryNanos >= 0);
  }

  /** There is something to write, however the disk may be. */
  boolean isBehind() {
    return due;
  }

  /** All that was shown is where no power cut can take it. */
  boolean isSafe() {
    return newest == null;
  }

  /** Something was written since the last sync. */
  boolean isUnsynced() {
    return unsynced;
  }

  /** The last attempt has failed, or is not known to have gone well. */
  boolean isFailing() {
    return failing;
  }

  /**
   * Writes what is due.
   *
   * @throws IOException where the disk fails or is full; another attempt is made after a pause
   */
  void write(long nowNanos) throws IOException {
    Presentation shown = newest;
    if (shown == null) {
      return;
    }
    try {
      archive.follow(shown);
      due = false;
      unsynced = true;
    } catch (IOException failed) {
      pause(nowNanos);
      throw failed;
    } catch (RuntimeException fault) {
      var failed = new IOException("a fault of ours: " + fault, fault);
      archive.startOver(failed);
      pause(nowNanos);
      throw failed;
    }
  }

  /** What was written is safe. */
  void synced() {
    archive.synced();
    unsynced = false;
    if (!due) {
      newest = null;
      failing = false;
    }
  }

  /** What was written since the last sync has to be written anew. */
  void syncFailed(IOException why, long nowNanos) {
    archive.startOver(why);
    unsynced = false;
    due = newest != null;
    pause(nowNanos);
  }

  private void pause(long nowNanos) {
    failing = true;
    retryNanos = nowNanos + RETRY_AFTER.toNanos();
  }
}
