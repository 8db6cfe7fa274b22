package dev.weir.packaging.archive;

import dev.weir.media.Bytes;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the disk keeps of one stream. It is a viewer that writes: each time it is shown the live
 * presentation it copies what it has not got, fragment by fragment, and no queue lies between.
 * Confined to one thread, apart from {@link #past}, which is thread-safe.
 *
 * <p>After an error, or a sync that failed, the disk may be given another chance by the next {@link
 * #follow}: what was not safe yet is written anew in new extents, and nothing is missing as long as
 * the live window still holds it.
 */
public final class Archive {
  /** Beyond what is listed, for those who have read an older list. */
  private static final long SPARE_MILLIS = 60_000;

  private final String folder;
  private final BlobStore live;
  private final DurableBlobStore disk;
  private final long listedMillis;

  private final Deque<ArchivedPeriod> periods = new ArrayDeque<>();

  /** By the folders of the tracks. */
  private final Map<String, ExtentWriter> writers = new HashMap<>();

  // Since the last sync that went well.
  private final Set<ExtentName> unsynced = new LinkedHashSet<>();

  /** Extents of which nobody knows how much the disk has. */
  private final Set<ExtentName> doubtful = new LinkedHashSet<>();

  private boolean cutIsDue;

  private Optional<Unfinished> unfinished = Optional.empty();
  private List<String> unreadable = List.of();
  private boolean ended;
  private boolean endIsSynced;
  private volatile Past past = Past.NONE;

  /**
   * @param folder below which the disk keeps this stream
   * @param live where the presentations' extents are
   * @param listed how much of the past viewers can see at most
   */
  public Archive(String folder, BlobStore live, DurableBlobStore disk, Duration listed) {
    this.folder = folder;
    this.listedMillis = listed.toMillis();
    this.live = live;
    this.disk = disk;
  }

  /**
   * The archive of a stream as earlier processes have left it. What they could not finish is cut
   * off.
   *
   * @throws IOException where the disk does not tell where the stream would go on
   */
  public static Archive open(String folder, BlobStore live, DurableBlobStore disk, Duration listed)
      throws IOException {
    var archive = new Archive(folder, live, disk, listed);
    var recovery = new ArchiveRecovery(folder, disk, listed.toMillis() + SPARE_MILLIS);
    List<Period> found = recovery.run();
    archive.unreadable = List.copyOf(recovery.unreadable());
    if (!found.isEmpty() && !recovery.ended()) {
      found.forEach(period -> archive.periods.add(ArchivedPeriod.recovered(period)));
      archive.forgetUnlisted();
      archive.past = archive.snapshot();
      archive.unfinished = Optional.of(recovery.unfinished(archive.past));
    }
    return archive;
  }

  /** A stream that was found on disk and had not ended; empty where there is none. */
  public Optional<Unfinished> unfinished() {
    return unfinished;
  }

  /** What was found and could not be read, in words; the past begins behind it. */
  public List<String> unreadable() {
    return unreadable;
  }

  /** The whole segments that are on disk. Thread-safe. */
  public Past past() {
    return past;
  }

  /**
   * Writes what {@code presentation} has and the disk has not.
   *
   * @throws IOException where the disk fails or is full
   */
  public void follow(Presentation presentation) throws IOException {
    boolean grown = false;
    try {
      cutDoubtful();
      for (Period period : presentation.periods()) {
        Optional<ArchivedPeriod> archived = archived(period);
        if (archived.isPresent()) {
          grown |= follow(presentation, period, archived.get());
        }
      }
      if (presentation.state() == Presentation.State.ENDED && !ended) {
        end();
      }
    } catch (IOException failed) {
      startOver(failed);
      throw failed;
    }
    if (grown) {
      forgetUnlisted();
      past = snapshot();
    }
  }

  /** No power cut can take any more what was written so far. */
  public void synced() {
    unsynced.clear();
    writers.values().forEach(ExtentWriter::synced);
    periods.forEach(ArchivedPeriod::synced);
    endIsSynced = ended;
  }

  /** What was written since the last sync that went well does not count. */
  public void startOver(IOException failed) {
    writers.values().forEach(writer -> writer.abandon(failed));
    writers.clear();
    doubtful.addAll(unsynced);
    cutIsDue = true;
    unsynced.clear();
    periods.forEach(ArchivedPeriod::forgetUnsynced);
    while (periods.size() > 1 && !periods.getLast().hasSynced()) {
      periods.removeLast();
    }
    ended = endIsSynced;
    past = snapshot();
  }

  /**
   * Before anything else is written, so that only a track's newest extent is in doubt after a
   * crash. What the disk does not let us cut has to wait for the next failure: it is not to hold up
   * what can be written.
   */
  private void cutDoubtful() {
    if (cutIsDue) {
      cutIsDue = false;
      doubtful.removeIf(this::isCut);
    }
  }

  private boolean isCut(ExtentName extent) {
    try {
      Optional<ExtentIndex> index = existing(extent);
      if (index.isEmpty() || ExtentRepair.shorten(index.get(), disk).entries().count() == 0) {
        disk.delete(extent.media());
        disk.delete(extent.index());
      }
      return true;
    } catch (IOException notNow) {
      return false;
    }
  }

  private Optional<ExtentIndex> existing(ExtentName extent) throws IOException {
    try {
      return ExtentIndex.read(extent, disk);
    } catch (BlobException missing) {
      return Optional.empty();
    }
  }

  /** Whether the past as it is shown now has something in that extent. */
  public boolean shows(String extent) {
    return periods.stream()
        .flatMap(period -> period.tracks().stream())
        .anyMatch(track -> track.isIn(extent));
  }

  /**
   * Shows nothing any more of that extent, nor of anything before; of a rung's only nothing of the
   * rung. The files are not touched.
   */
  public void forgetUpTo(String extent) {
    Optional<ArchivedTrack> rung =
        periods.stream().flatMap(period -> period.rungIn(extent).stream()).findFirst();
    if (rung.isPresent()) {
      rung.get().forgetBeforeSequence(rung.get().sequenceAfter(extent));
      past = snapshot();
      return;
    }
    while (periods.size() > 1 && shows(extent) && !periods.getFirst().shows(extent)) {
      periods.removeFirst();
    }
    if (!periods.isEmpty() && periods.getFirst().shows(extent)) {
      periods.getFirst().forgetUpTo(extent);
      past = snapshot();
    }
  }

  /** Of the newest, or the one before it, to which rungs may still add. */
  private Optional<ArchivedPeriod> archived(Period live) throws IOException {
    if (periods.isEmpty() || live.id() > periods.getLast().id()) {
      closeWholeExtents();
      periods.add(ArchivedPeriod.of(live));
    }
    return periods.reversed().stream()
        .limit(2)
        .filter(period -> period.id() == live.id())
        .findFirst();
  }

  private boolean follow(Presentation presentation, Period period, ArchivedPeriod archived)
      throws IOException {
    boolean grown = false;
    archived.follow(period);
    for (PeriodTrack track : period.tracks()) {
      Optional<ArchivedTrack> written = archived.track(period, track);
      if (written.isPresent() && written.get().isBehind(track)) {
        long before = written.get().nextSequence();
        written.get().follow(track, live, writer(presentation, period, track));
        grown |= written.get().nextSequence() > before;
      }
    }
    return grown;
  }

  /** What no playlist lists is not needed in memory. */
  private void forgetUnlisted() {
    long oldestMillis = periods.getLast().endMillis() - listedMillis - SPARE_MILLIS;
    while (periods.size() > 1 && periods.getFirst().endMillis() < oldestMillis) {
      periods.removeFirst();
    }
    periods.getFirst().forgetBefore(oldestMillis);
  }

  private ExtentWriter writer(Presentation presentation, Period period, PeriodTrack track)
      throws IOException {
    String trackFolder = folder(period.id(), track.name());
    @Nullable ExtentWriter known = writers.get(trackFolder);
    if (known != null) {
      return known;
    }
    ExtentWriter.writeHeader(trackFolder, track.header(), disk);
    var header =
        new IndexHeader(
            period.id(),
            presentation.startMillis(),
            period.discontinuity(),
            track.frameRate(),
            presentation.targetDurationSeconds(),
            presentation.partTargetMillis(),
            IndexHeader.ANY_CMAF_HEADER);
    var writer = new ExtentWriter(trackFolder, track.timescale(), header, disk, unsynced);
    writers.put(trackFolder, writer);
    return writer;
  }

  private String folder(long periodId, String rendition) {
    return folder + "/" + periodId + "/" + rendition;
  }

  private void end() throws IOException {
    closeExtents();
    ended = true;
    if (!periods.isEmpty()) {
      String mark = endMark(folder, periods.getLast().id());
      disk.delete(mark);
      disk.append(mark, Bytes.of(1));
      disk.seal(mark);
    }
  }

  /** A blob that is there once the stream was ended with this period. */
  static String endMark(String folder, long periodId) {
    return folder + "/" + periodId + "/ended";
  }

  /** Seals what is open; call when nothing more is to come for now. */
  public void closeExtents() throws IOException {
    for (ExtentWriter writer : writers.values()) {
      writer.close();
    }
    writers.clear();
  }

  /** All but those of rungs that are in the middle of a segment. */
  private void closeWholeExtents() throws IOException {
    var kept = new HashMap<String, ExtentWriter>();
    if (!periods.isEmpty()) {
      for (ArchivedTrack track : periods.getLast().tracks()) {
        String trackFolder = folder(periods.getLast().id(), track.name());
        if (track.isRung() && track.isWithinSegment() && writers.containsKey(trackFolder)) {
          kept.put(trackFolder, writers.remove(trackFolder));
        }
      }
    }
    closeExtents();
    writers.putAll(kept);
  }

  /** What joins on to the newest segment without a hole. */
  private Past snapshot() {
    var joined = new ArrayDeque<Period>();
    for (ArchivedPeriod archived : periods.reversed()) {
      Optional<Period> period = archived.snapshot();
      if (period.isPresent()) {
        if (!joined.isEmpty() && period.get().nextSequence() != joined.getFirst().firstSequence()) {
          break;
        }
        joined.addFirst(period.get());
      }
    }
    return new Past(List.copyOf(joined));
  }
}
