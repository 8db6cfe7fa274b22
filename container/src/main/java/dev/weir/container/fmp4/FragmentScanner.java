package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxHeader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the whole fragments of a track file whose writing may have stopped anywhere: all that is
 * needed ends at {@link #wholeBytes}, whatever follows was cut off or never was a fragment. A
 * fragment is a CMAF chunk, ISO/IEC 23000-19 §7.3.2.3, without the boxes before its {@code moof}:
 * one {@code moof} of one track with the {@code mdat} behind it that holds all its samples.
 *
 * <p>Reads the headers of boxes and the {@code moof}s, three short stretches for each fragment, and
 * no payload: whether {@code mdat} holds what was written to it is for a checksum to tell. Confined
 * to its caller.
 */
public final class FragmentScanner {
  /** A full {@code trun} with the most samples that we read is half as long. */
  private static final int MOST_MOOF_BYTES = 2 << 20;

  /** Between two fragments, such as {@code styp}, {@code prft} and {@code emsg}. */
  private static final int MOST_OTHER_BOXES = 64;

  private final FragmentedMp4Reader header;
  private final RangeReader file;
  private final long endOffset;

  private long wholeBytes;
  private @Nullable MediaFormatException fault;

  /** How the file is read. */
  @FunctionalInterface
  public interface RangeReader {
    /**
     * Exactly {@code length} octets from {@code offset} on, which are within the file; may block.
     */
    Bytes read(long offset, int length) throws IOException;
  }

  /**
   * Begins at a box, such as the one behind the header or behind the last fragment that is known.
   *
   * @param header of the track that the file holds
   * @param fromOffset where to begin
   * @param endOffset how long the file is
   */
  public FragmentScanner(
      FragmentedMp4Reader header, RangeReader file, long fromOffset, long endOffset) {
    if (fromOffset < 0 || fromOffset > endOffset) {
      throw new IllegalArgumentException("from %d to %d".formatted(fromOffset, endOffset));
    }
    this.header = header;
    this.file = file;
    this.endOffset = endOffset;
    wholeBytes = fromOffset;
  }

  /**
   * The next whole fragment, or empty where there is none; then there is none on a further call
   * either.
   *
   * @throws IOException from the reader; the call may be repeated
   */
  public Optional<WholeFragment> next() throws IOException {
    return next(_ -> {});
  }

  /** As {@link #next()}; {@code samples} is told of those of the fragment, in their order. */
  Optional<WholeFragment> next(Consumer<FragmentSample> samples) throws IOException {
    if (fault != null) {
      return Optional.empty();
    }
    try {
      Optional<WholeFragment> found = find(samples);
      found.ifPresent(fragment -> wholeBytes = fragment.endOffset());
      return found;
    } catch (MediaFormatException e) {
      fault = e;
      return Optional.empty();
    }
  }

  /** Where the last fragment that was found ends, or where the scan began. */
  public long wholeBytes() {
    return wholeBytes;
  }

  /** Why the scan went no further; empty where it has not ended, or at the end of the file. */
  public Optional<MediaFormatException> fault() {
    return Optional.ofNullable(fault);
  }

  private Optional<WholeFragment> find(Consumer<FragmentSample> samples)
      throws IOException, MediaFormatException {
    long at = wholeBytes;
    for (int others = 0; at < endOffset; others++) {
      BoxHeader box = boxAt(at);
      if (box.type().equals("moof")) {
        return Optional.of(fragment(box, at, samples));
      }
      if (others == MOST_OTHER_BOXES) {
        throw new MediaFormatException(
            LIMIT, "file", "more than %d boxes without a moof".formatted(MOST_OTHER_BOXES));
      }
      at += box.sizeBytes();
    }
    return Optional.empty();
  }

  private BoxHeader boxAt(long offset) throws IOException, MediaFormatException {
    long left = endOffset - offset;
    Bytes front = file.read(offset, (int) Math.min(left, BoxHeader.LONG_BYTES));
    BoxHeader box = BoxHeader.read(front.reader("file"));
    if (box.isOpenEnded() || box.sizeBytes() > left) {
      throw new MediaFormatException(
          MALFORMED,
          "file",
          "box %s of %d octets at offset %d of %d"
              .formatted(box.type(), box.sizeBytes(), offset, endOffset));
    }
    return box;
  }

  private WholeFragment fragment(BoxHeader moof, long moofAt, Consumer<FragmentSample> samples)
      throws IOException, MediaFormatException {
    if (moof.sizeBytes() > MOST_MOOF_BYTES) {
      throw new MediaFormatException(LIMIT, "moof", moof.sizeBytes() + " octets");
    }
    long mdatAt = moofAt + moof.sizeBytes();
    BoxHeader mdat = mdatAt(mdatAt);
    long lengthBytes = moof.sizeBytes() + mdat.sizeBytes();
    if (lengthBytes > Integer.MAX_VALUE) {
      throw new MediaFormatException(LIMIT, "mdat", mdat.sizeBytes() + " octets");
    }
    Bytes body = file.read(moofAt + moof.headerBytes(), (int) moof.bodyBytes());
    var summary = new Summary(mdatAt + mdat.headerBytes(), mdatAt + mdat.sizeBytes(), samples);
    new MovieFragmentReader(header.fragmentedTracks(), summary)
        .read(new Box(moof.type(), body), moofAt);
    return summary.fragment(moofAt, (int) lengthBytes);
  }

  private BoxHeader mdatAt(long offset) throws IOException, MediaFormatException {
    if (offset == endOffset) {
      throw new MediaFormatException(MALFORMED, "file", "nothing behind moof");
    }
    BoxHeader mdat = boxAt(offset);
    if (!mdat.type().equals("mdat")) {
      throw new MediaFormatException(
          MALFORMED, "file", "expected mdat behind moof, came " + mdat.type());
    }
    return mdat;
  }

  /** Sums up the samples of a fragment, each of which must be within its {@code mdat}. */
  private static final class Summary implements MovieFragmentReader.Sink {
    private final long payloadFrom;
    private final long payloadTo;
    private final Consumer<FragmentSample> samples;

    private int trackId;
    private @Nullable FragmentSample first;
    private long durationTicks;

    Summary(long payloadFrom, long payloadTo, Consumer<FragmentSample> samples) {
      this.payloadFrom = payloadFrom;
      this.payloadTo = payloadTo;
      this.samples = samples;
    }

    @Override
    public void take(FragmentedTrack track, FragmentSample sample) throws MediaFormatException {
      int id = track.track().id();
      if (first != null && trackId != id) {
        throw new MediaFormatException(UNSUPPORTED, "moof", "samples of more than one track");
      }
      long sizeBytes = Integer.toUnsignedLong(sample.sizeBytes());
      if (sizeBytes == 0 || sample.payloadAt() < payloadFrom || sample.payloadEnd() > payloadTo) {
        throw new MediaFormatException(
            MALFORMED,
            "trun",
            "sample of %d octets at %d, mdat holds %d to %d"
                .formatted(sizeBytes, sample.payloadAt(), payloadFrom, payloadTo));
      }
      trackId = id;
      first = first == null ? sample : first;
      durationTicks += sample.durationTicks();
      samples.accept(sample);
    }

    WholeFragment fragment(long offset, int lengthBytes) throws MediaFormatException {
      if (first == null) {
        throw new MediaFormatException(MALFORMED, "moof", "no samples of the track");
      }
      return new WholeFragment(
          offset, lengthBytes, first.dtsTicks(), durationTicks, first.isSync());
    }
  }
}
