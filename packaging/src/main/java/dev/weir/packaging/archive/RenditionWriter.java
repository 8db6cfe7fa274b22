package dev.weir.packaging.archive;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.packaging.FrameRates;
import dev.weir.packaging.Part;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one rendition of an asset, or a chunk of it, to disk: a fragment for each segment, in
 * extents that end at a cut, with an index beside each. What was written counts only from {@link
 * #finish} on; a chunk that is written again takes the place of what there was of it. Holds at most
 * two segments, of 128 MiB at most. Confined to one thread; blocks.
 *
 * <p>A video segment begins at the keyframe that is shown at the cut, within half a frame; where
 * there is none, at the first picture after it. An audio segment begins at the first sample that is
 * not before the cut. What has nothing between two cuts has a gap there.
 */
public final class RenditionWriter {
  private static final int SHORTEST_SLACK_PER_SECOND = 1000;

  private final DurableBlobStore disk;
  private final String folder;
  private final Track track;
  private final Cuts cuts;
  private final Bytes header;

  private long nextNumber;
  private @Nullable ExtentWriter writer;

  /** Complete, but for the moment when it ends. */
  private @Nullable CutSegment complete;

  private @Nullable CutSegment open;

  private RenditionWriter(
      DurableBlobStore disk, String folder, Track track, Cuts cuts, long firstSegment) {
    this.disk = disk;
    this.folder = folder;
    this.track = track;
    this.cuts = cuts;
    this.header = CmafWriter.header(track);
    this.nextNumber = firstSegment;
  }

  /**
   * Begins to write from a segment on.
   *
   * @param folder of the rendition, {@link RenditionFiles#folder}
   * @param track the same in all chunks of a rendition
   * @param firstSegment 0, or the number of the cut at which the chunk begins
   */
  public static RenditionWriter begin(
      DurableBlobStore disk, String folder, Track track, Cuts cuts, long firstSegment)
      throws IOException {
    var writer = new RenditionWriter(disk, folder, track, cuts, firstSegment);
    if (firstSegment == 0) {
      writer.writeHeader();
    }
    return writer;
  }

  /** What is there of another header does not count any more. */
  private void writeHeader() throws IOException {
    Optional<Bytes> known = new RenditionFiles(disk, folder).header();
    if (known.isEmpty() || !known.get().equals(header)) {
      disk.delete(ExtentName.header(folder));
      ExtentWriter.writeHeader(folder, header, disk);
    }
  }

  /**
   * Takes the next sample in decoding order. Pictures before the first keyframe, and those that are
   * shown before it, are left out: they refer to what is not there.
   *
   * @param sample on the asset's timeline, {@link AssetTimeline}
   * @throws MediaFormatException where a segment becomes too large; only {@link #abandon} may
   *     follow
   */
  public void add(MediaSample sample) throws IOException, MediaFormatException {
    CutSegment current = open;
    if (current == null) {
      if (track.kind() == TrackKind.AUDIO || sample.keyframe()) {
        open(sample, nextNumber);
      }
      return;
    }
    if (numberOf(sample, current.number()) > current.number()) {
      writeComplete(current.startTicks());
      complete = current;
      open(sample, current.number());
      return;
    }
    boolean leadsNothing = complete == null && sample.ptsTicks() < current.first().ptsTicks();
    if (track.kind() == TrackKind.VIDEO && leadsNothing && writer == null) {
      return;
    }
    current.add(sample);
    if (sample.ptsTicks() > current.first().ptsTicks()) {
      writeComplete(current.startTicks());
    }
  }

  private void open(MediaSample first, long from) throws MediaFormatException {
    var begun = new CutSegment(numberOf(first, from));
    begun.add(first);
    open = begun;
  }

  /** The last segment from {@code number} on that has begun with this sample. */
  private long numberOf(MediaSample sample, long number) {
    long last = number;
    while (last + 1 < cuts.count() && isAtOrAfter(sample, cuts.ticks(last + 1, timescale()))) {
      last++;
    }
    return last;
  }

  private boolean isAtOrAfter(MediaSample sample, long cutTicks) {
    if (track.kind() == TrackKind.AUDIO) {
      return sample.ptsTicks() >= cutTicks;
    }
    long slackTicks = Math.max(sample.durationTicks() / 2, timescale() / SHORTEST_SLACK_PER_SECOND);
    return sample.keyframe()
        ? sample.ptsTicks() >= cutTicks - slackTicks
        : sample.ptsTicks() > cutTicks + slackTicks;
  }

  /**
   * Ends the rendition or the chunk; what is missing of it are gaps. When this returns it counts,
   * and no power cut can take it.
   *
   * @param endSegment the number of the segment with which the next chunk begins; the number of
   *     cuts at the end of the film
   */
  public void finish(long endSegment) throws IOException {
    CutSegment last = open;
    if (last != null) {
      writeComplete(last.startTicks());
      write(last, last.endTicks());
      open = null;
    }
    while (nextNumber < endSegment) {
      writeGap();
    }
    if (writer != null) {
      writer.finish(nextNumber);
    }
    disk.force();
  }

  /** Removes what is not whole of it; to be called instead of {@link #finish}. */
  public void abandon() throws IOException {
    if (writer != null) {
      writer.discard();
    }
  }

  /**
   * Pictures that lead the next keyframe are there by now, so that its segment's start is known.
   */
  private void writeComplete(long nextStartTicks) throws IOException {
    CutSegment segment = complete;
    complete = null;
    if (segment != null) {
      boolean isFollowed = open != null && open.number() == segment.number() + 1;
      write(segment, isFollowed ? nextStartTicks : Math.min(segment.endTicks(), nextStartTicks));
    }
  }

  private void write(CutSegment segment, long nextTicks) throws IOException {
    while (nextNumber < segment.number()) {
      writeGap();
    }
    List<MediaSample> samples = segment.placedUntil(nextTicks);
    long startTicks = segment.startTicks();
    MediaSample last = samples.getLast();
    long durationTicks = last.dtsTicks() + last.durationTicks() - startTicks;
    Bytes fragment = CmafWriter.fragment(nextNumber + 1, track, startTicks, samples);
    var part =
        new Part(
            "",
            0,
            fragment.length(),
            startTicks,
            durationTicks,
            segment.first().keyframe() || track.kind() == TrackKind.AUDIO,
            keyframeBytes(fragment, samples));
    ExtentWriter extent = extent(startTicks + durationTicks, samples.size(), durationTicks);
    extent.append(undated(startTicks, durationTicks), part, List.of(fragment));
    nextNumber++;
  }

  private void writeGap() throws IOException {
    long startTicks = cuts.ticks(nextNumber, timescale());
    long endTicks =
        nextNumber + 1 < cuts.count()
            ? cuts.ticks(nextNumber + 1, timescale())
            : startTicks + timescale();
    extent(endTicks, 0, 1).appendGap(undated(startTicks, endTicks - startTicks));
    nextNumber++;
  }

  private Segment undated(long startTicks, long durationTicks) {
    return new Segment(nextNumber, startTicks, durationTicks, Segment.UNDATED, List.of(), true);
  }

  /**
   * The extent for a segment that ends then. It has the name of the cut, so that the next attempt
   * finds it.
   */
  private ExtentWriter extent(long endTicks, int frames, long durationTicks) throws IOException {
    ExtentWriter current = writer;
    if (current != null && current.isTooShortFor(endTicks)) {
      current.finish(nextNumber);
      current = null;
    }
    if (current == null) {
      double frameRate =
          frames == 0 ? 0 : FrameRates.measured(track.config(), frames, durationTicks, timescale());
      current =
          new ExtentWriter(folder, timescale(), indexHeader(frameRate), disk, new HashSet<>());
      current.begin(cuts.ticks(nextNumber, timescale()));
      writer = current;
    }
    return current;
  }

  private IndexHeader indexHeader(double frameRate) {
    return new IndexHeader(
        AssetTimeline.ORIGIN_MILLIS,
        AssetTimeline.ORIGIN_MILLIS,
        0,
        frameRate,
        cuts.longestSeconds(),
        0,
        IndexRecord.checksum(List.of(header)));
  }

  /** The payload is last in a fragment, and the first sample first in the payload. */
  private int keyframeBytes(Bytes fragment, List<MediaSample> samples) {
    if (track.kind() != TrackKind.VIDEO || !samples.getFirst().keyframe()) {
      return 0;
    }
    List<MediaSample> rest = samples.subList(1, samples.size());
    return (int) (fragment.length() - CmafWriter.payloadBytes(track, rest));
  }

  private int timescale() {
    return track.timescale();
  }
}
