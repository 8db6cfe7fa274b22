package dev.weir.gateway.upload;

import dev.weir.library.DatabaseException;
import dev.weir.library.Upload;
import dev.weir.storage.BlobException;
import dev.weir.storage.ResumableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request's right to write to an upload, until its end, or until another request takes its
 * place. What it has written counts once it was forced to disk and the library knows, in this
 * order: at the end however that comes about, and now and then before. Guarded by its lock, which
 * is held while the disk works; blocks.
 */
public final class UploadWriter {
  /** So much, and what comes in so long, is sent again after a crash. */
  static final long KEEP_BYTES = 64 << 20;

  static final Duration KEEP_EVERY = Duration.ofSeconds(5);

  private final UploadIntake intake;
  private final Upload upload;
  private final ResumableFile file;
  private final Optional<Checksum> checksum;
  private final Consumer<UploadException> onCut;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by the lock
  private long keptBytes;
  private long keptNanos;
  private @Nullable UploadException ended;

  private volatile long missingBytes;

  UploadWriter(
      UploadIntake intake,
      Upload upload,
      ResumableFile file,
      Optional<Checksum> checksum,
      Consumer<UploadException> onCut) {
    this.intake = intake;
    this.upload = upload;
    this.file = file;
    this.checksum = checksum;
    this.onCut = onCut;
    this.keptBytes = upload.offsetBytes();
    this.missingBytes = upload.missingBytes();
    this.keptNanos = intake.clock().monotonicNanos();
  }

  /** As it was when this began. */
  public Upload upload() {
    return upload;
  }

  /**
   * Adds to the end.
   *
   * @throws UploadException where it does not go on; what came before is kept, as far as it can be
   */
  public void write(ByteBuffer block) throws UploadException {
    lock.lock();
    try {
      requireOpen();
      int count = block.remaining();
      if (count > upload.lengthBytes() - file.length()) {
        throw end(tooLong());
      }
      append(block);
      missingBytes = upload.lengthBytes() - file.length();
      intake.counters().received(count);
      if (isDue()) {
        keepOrEnd();
      }
    } finally {
      lock.unlock();
    }
  }

  private UploadException tooLong() {
    return new UploadException(
        UploadFault.TOO_LONG,
        "The file was said to have %d bytes, and here are more.".formatted(upload.lengthBytes()));
  }

  private void append(ByteBuffer block) throws UploadException {
    checksum.ifPresent(sum -> sum.add(block));
    try {
      if (!intake.folder().hasRoomFor(block.remaining())) {
        throw end(UploadException.noRoom());
      }
      file.write(block);
    } catch (BlobException full) {
      throw end(UploadException.noRoom());
    } catch (IOException failed) {
      throw end(new UploadException(UploadFault.DISK, "The disk does not write: " + failed));
    }
  }

  /** A request with a checksum counts as a whole or not at all. */
  private boolean isDue() {
    long sinceNanos = intake.clock().monotonicNanos() - keptNanos;
    return checksum.isEmpty()
        && (file.length() - keptBytes >= KEEP_BYTES || sinceNanos >= KEEP_EVERY.toNanos());
  }

  /**
   * All of the request has come.
   *
   * @return the upload as it is now
   */
  public Upload finish() throws UploadException {
    lock.lock();
    try {
      requireOpen();
      if (checksum.isPresent() && !checksum.get().matches()) {
        throw end(
            new UploadException(
                UploadFault.CHECKSUM, "These are not the bytes whose checksum was sent."));
      }
      keepOrEnd();
      close(new UploadException(UploadFault.SUPERSEDED, "The request has ended."));
    } finally {
      lock.unlock();
    }
    return intake.find(upload.id());
  }

  /** No more comes of the request; what has come is kept. */
  public void breakOff(UploadFault why) {
    lock.lock();
    try {
      if (ended == null) {
        var _ = end(new UploadException(why, "The request was broken off."));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes place for another request, or for the end of the upload or the server. */
  void cut(UploadException why) {
    breakOff(why.fault());
    onCut.accept(why);
  }

  /** Keeps what there is, so that the offset is as far as it can be. */
  void settle() {
    lock.lock();
    try {
      if (ended == null && checksum.isEmpty()) {
        keepOrEnd();
      }
    } catch (UploadException failed) {
      // Its own request hears of it.
    } finally {
      lock.unlock();
    }
  }

  /** Of the whole file; of this moment. */
  long missingBytes() {
    return missingBytes;
  }

  private void requireOpen() throws UploadException {
    if (ended != null) {
      throw ended;
    }
  }

  private void keepOrEnd() throws UploadException {
    try {
      keep();
    } catch (UploadException failed) {
      close(failed);
      intake.counters().failed(failed.fault());
      throw failed;
    }
  }

  /** First the disk, then the library, and only then anybody else. */
  private void keep() throws UploadException {
    if (file.length() == keptBytes) {
      return;
    }
    try {
      file.force();
    } catch (BlobException failed) {
      intake.lose(upload, failed);
      throw UploadException.lost();
    }
    try {
      intake.advance(upload, file.length());
    } catch (DatabaseException failed) {
      throw UploadException.unavailable(failed);
    }
    keptBytes = file.length();
    keptNanos = intake.clock().monotonicNanos();
  }

  /** Ends with {@code why}, unless what has come is lost thereby; to be thrown. */
  private UploadException end(UploadException why) {
    UploadException told = why;
    try {
      if (checksum.isEmpty()) {
        keep();
      }
    } catch (UploadException worse) {
      told = worse.fault() == UploadFault.LOST ? worse : why;
    }
    close(told);
    intake.counters().failed(told.fault());
    return told;
  }

  private void close(UploadException why) {
    ended = why;
    try {
      file.close();
    } catch (IOException unimportant) {
      // What counts was forced before.
    }
    intake.ended(this);
    if (keptBytes == upload.lengthBytes()) {
      intake.completed(upload.id());
    }
  }
}
