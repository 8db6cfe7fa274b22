package dev.weir.gateway.upload;

import dev.weir.library.DatabaseException;
import dev.weir.library.Upload;
import dev.weir.library.Upload.State;
import dev.weir.library.Uploads;
import dev.weir.media.Clock;
import dev.weir.storage.BlobException;
import dev.weir.storage.ResumableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files in, over any number of requests and restarts. How far each of them is stands in the
 * library, which is told once the bytes are on disk, and never goes back; a file that has less than
 * that is lost, and nobody is told otherwise. Thread-safe; blocks, on platform threads only.
 */
public final class UploadIntake {
  private static final Logger LOG = LoggerFactory.getLogger(UploadIntake.class);

  /** Requests to different uploads rarely meet at one of them. */
  private static final int DOORS = 64;

  private final Uploads uploads;
  private final UploadFolder folder;
  private final UploadExit exit;
  private final UploadLimits limits;
  private final UploadIds ids;
  private final Clock clock;
  private final UploadCounters counters = new UploadCounters();

  /** Requests to one upload are let in one after the other; each waits for disk and library. */
  private final ReentrantLock[] doors = new ReentrantLock[DOORS];

  /** Who writes to an upload. */
  private final Map<String, UploadWriter> active = new ConcurrentHashMap<>();

  private volatile boolean stopping;

  /**
   * What belongs together around an intake. Immutable.
   *
   * @param folder for the bytes of what is not taken yet
   */
  public record Surroundings(Uploads uploads, Path folder, UploadSink sink, Clock clock) {}

  /**
   * @throws IOException if the folder cannot be made
   */
  public UploadIntake(Surroundings around, UploadLimits limits, SecureRandom random)
      throws IOException {
    this.uploads = around.uploads();
    this.folder = new UploadFolder(around.folder(), limits.reserveBytes());
    this.exit = new UploadExit(uploads, folder, around.sink());
    this.limits = limits;
    this.ids = new UploadIds(random);
    this.clock = around.clock();
    for (int i = 0; i < doors.length; i++) {
      doors[i] = new ReentrantLock();
    }
  }

  public UploadStats stats() {
    return counters.stats(active.size());
  }

  /**
   * To be called once, before anybody asks: finds out what the last server has left, and deletes
   * what belongs to nothing.
   */
  public void recover() throws IOException {
    new LeftUploads(uploads, folder).sort(expiry());
  }

  /** To be called every minute or so: hands over what nobody has taken, forgets what is over. */
  public void sweep() {
    for (Upload upload : uploads.in(State.COMPLETE)) {
      exit.handOver(upload, expiry());
    }
    for (Upload upload : uploads.expired(clock.wallMillis())) {
      LOG.info("upload={} state={} event=upload-expired", upload.id(), upload.state());
      remove(upload.id());
    }
  }

  /** Begins an upload. */
  public Upload create(Upload.Source source, long lengthBytes) throws UploadException {
    if (lengthBytes > limits.maxBytes()) {
      throw fail(
          UploadFault.TOO_LARGE,
          "Files may have up to %d bytes (uploads.max-size), this one has %d."
              .formatted(limits.maxBytes(), lengthBytes));
    }
    requireRoom(lengthBytes);
    long nowMillis = clock.wallMillis();
    var upload =
        new Upload(
            ids.upload(),
            ids.asset(),
            source,
            lengthBytes,
            0,
            State.RECEIVING,
            nowMillis,
            expiry());
    try {
      if (uploads.add(upload)) {
        return upload;
      }
    } catch (DatabaseException failed) {
      throw counted(UploadException.unavailable(failed));
    }
    throw fail(
        UploadFault.BUSY,
        "%d uploads are not complete; complete or delete some.".formatted(Uploads.MOST));
  }

  /** Beside what others who send right now have still to send. */
  private void requireRoom(long bytes) throws UploadException {
    long others = active.values().stream().mapToLong(UploadWriter::missingBytes).sum();
    try {
      if (!folder.hasRoomFor(bytes + others)) {
        throw counted(UploadException.noRoom());
      }
    } catch (IOException failed) {
      throw fail(UploadFault.DISK, "The disk does not tell what is free on it: " + failed);
    }
  }

  /** How far it is. */
  public Upload find(String id) throws UploadException {
    @Nullable UploadWriter writer = active.get(id);
    if (writer != null) {
      writer.settle();
    }
    try {
      return require(id);
    } catch (DatabaseException failed) {
      throw counted(UploadException.unavailable(failed));
    }
  }

  private boolean isOver(Upload upload) {
    return upload.state() != State.COMPLETE && upload.expiresMillis() <= clock.wallMillis();
  }

  /**
   * What a request wants to write. Immutable.
   *
   * @param offsetBytes where the request begins
   * @param bodyBytes how much it says it brings, 0 where it does not say
   */
  public record Patch(long offsetBytes, long bodyBytes, Optional<Checksum> checksum) {}

  /**
   * Lets a request write to an upload. Where another does, its connection was lost most likely, and
   * nobody has noticed yet: it makes place, and what it has brought is kept.
   *
   * @param onCut called when the request has to make place itself, by any thread
   */
  public UploadWriter begin(String id, Patch patch, Consumer<UploadException> onCut)
      throws UploadException {
    ReentrantLock door = door(id);
    door.lock();
    try {
      cut(id, UploadException.superseded());
      UploadWriter writer = open(require(id), patch, onCut);
      active.put(id, writer);
      if (stopping) {
        writer.breakOff(UploadFault.STOPPING);
      }
      return writer;
    } catch (DatabaseException failed) {
      throw counted(UploadException.unavailable(failed));
    } finally {
      door.unlock();
    }
  }

  private ReentrantLock door(String id) {
    return doors[Math.floorMod(id.hashCode(), DOORS)];
  }

  private void cut(String id, UploadException why) {
    @Nullable UploadWriter writer = active.get(id);
    if (writer != null) {
      writer.cut(why);
    }
  }

  private Upload require(String id) throws UploadException {
    Upload upload =
        uploads
            .find(id)
            .filter(known -> !isOver(known))
            .orElseThrow(() -> counted(UploadException.missing()));
    if (upload.state() == State.LOST) {
      throw counted(UploadException.lost());
    }
    return upload;
  }

  private UploadWriter open(Upload upload, Patch patch, Consumer<UploadException> onCut)
      throws UploadException {
    if (patch.offsetBytes() != upload.offsetBytes()) {
      throw fail(
          UploadFault.WRONG_OFFSET,
          "The upload goes on at %d, not at %d."
              .formatted(upload.offsetBytes(), patch.offsetBytes()));
    }
    if (patch.bodyBytes() > upload.missingBytes() || upload.state() != State.RECEIVING) {
      throw fail(
          UploadFault.TOO_LONG,
          "%d of %d bytes are here, and the request brings %d."
              .formatted(upload.offsetBytes(), upload.lengthBytes(), patch.bodyBytes()));
    }
    if (active.size() >= UploadLimits.MOST_ACTIVE) {
      throw fail(UploadFault.BUSY, "So many files are uploaded that this one has to wait.");
    }
    requireRoom(Math.max(1, patch.bodyBytes()));
    return new UploadWriter(this, upload, file(upload), patch.checksum(), onCut);
  }

  private ResumableFile file(Upload upload) throws UploadException {
    try {
      return ResumableFile.open(folder.file(upload.id()), upload.offsetBytes());
    } catch (BlobException shorter) {
      lose(upload, shorter);
      throw counted(UploadException.lost());
    } catch (IOException failed) {
      throw fail(UploadFault.DISK, "The disk does not give back the file: " + failed);
    }
  }

  /** Ends an upload and forgets it; whether there was one. What it has become stays. */
  public boolean remove(String id) {
    ReentrantLock door = door(id);
    door.lock();
    try {
      cut(id, UploadException.missing());
      if (exit.isLeaving(id) || !uploads.remove(id)) {
        return false;
      }
      folder.delete(id);
      return true;
    } finally {
      door.unlock();
    }
  }

  /** As {@link #remove}, for whoever sends it. */
  public void delete(String id) throws UploadException {
    if (!remove(id)) {
      throw counted(UploadException.missing());
    }
  }

  /** Breaks off all requests, each with what it has brought; lets none in any more. */
  public void stop() {
    stopping = true;
    for (UploadWriter writer : new ArrayList<>(active.values())) {
      writer.cut(UploadException.stopping());
    }
  }

  void ended(UploadWriter writer) {
    active.remove(writer.upload().id(), writer);
  }

  /** Notes that so much of it is on disk. */
  void advance(Upload upload, long offsetBytes) throws UploadException {
    if (!uploads.advance(upload.id(), offsetBytes, expiry())) {
      throw new UploadException(UploadFault.MISSING, "This upload was deleted meanwhile.");
    }
  }

  /** Its last byte is on disk, and nobody writes to it any more. */
  void completed(String id) {
    counters.completed();
    try {
      uploads
          .find(id)
          .filter(upload -> upload.state() == State.COMPLETE)
          .ifPresent(upload -> {
            LOG.info(
                "upload={} asset={} bytes={} event=upload-complete",
                id,
                upload.asset(),
                upload.lengthBytes());
            exit.handOver(upload, expiry());
          });
    } catch (DatabaseException failed) {
      LOG.error("upload={} is handed over in a minute: {}", id, failed.getMessage());
    }
  }

  /** Notes that its bytes cannot be counted on; nothing of it is used any more. */
  void lose(Upload upload, IOException why) {
    LOG.error("upload={} event=upload-lost {}", upload.id(), why.getMessage());
    try {
      uploads.lose(upload.id(), expiry());
      folder.delete(upload.id());
    } catch (DatabaseException failed) {
      LOG.error("upload={} event=upload-loss-not-noted {}", upload.id(), failed.getMessage());
    }
  }

  private long expiry() {
    return clock.wallMillis() + limits.expireAfter().toMillis();
  }

  Clock clock() {
    return clock;
  }

  UploadFolder folder() {
    return folder;
  }

  UploadCounters counters() {
    return counters;
  }

  private UploadException fail(UploadFault fault, String detail) {
    return counted(new UploadException(fault, detail));
  }

  private UploadException counted(UploadException failure) {
    counters.failed(failure.fault());
    return failure;
  }
}
