package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxHeader;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The boxes of a file, found by their headers: where its {@code moov} and its {@code moof}s are,
 * and whether it was cut off. All others are passed over. Confined to one opening of a file.
 */
final class FileBoxes {
  private static final int MOST_BOXES = 1 << 21;

  /** One with less has no samples: mfhd and traf with tfhd and trun. */
  private static final int LEAST_MOOF_BYTES = 8 + 8 + 16 + 16;

  private static final long MOST_MOOV_BYTES = 256 << 20;

  /** A full {@code trun} with the most fields takes 16 octets for each sample. */
  private static final long MOST_MOOF_BYTES = 32 << 20;

  /** What a file may begin with: ISO/IEC 14496-12 §4.3 and Annex A, and QuickTime. */
  private static final Set<String> FRONTS =
      Set.of(
          "ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid", "moof", "sidx",
          "pdin", "prft", "emsg", "udta", "meta", "junk", "PICT");

  private final Mp4Source source;
  private final long length;

  private @Nullable Place moov;
  private long[] moofs = new long[16];
  private int moofCount;
  private @Nullable String note;

  private record Place(BoxHeader header, long at) {
    long endsAt(long length) {
      return header.isOpenEnded() ? length : at + header.sizeBytes();
    }
  }

  private FileBoxes(Mp4Source source) {
    this.source = source;
    length = source.lengthBytes();
  }

  static FileBoxes scan(Mp4Source source) throws IOException, MediaFormatException {
    var boxes = new FileBoxes(source);
    boxes.scan();
    return boxes;
  }

  private void scan() throws IOException, MediaFormatException {
    if (length == 0) {
      throw new MediaFormatException(MALFORMED, "file", "is empty");
    }
    long at = 0;
    for (int count = 0; at < length && note == null; count++) {
      if (count == MOST_BOXES) {
        throw new MediaFormatException(LIMIT, "file", "more than %d boxes".formatted(MOST_BOXES));
      }
      Optional<BoxHeader> header = headerAt(at);
      if (header.isEmpty()) {
        note = "the file is damaged from offset %d on".formatted(at);
        return;
      }
      at = take(new Place(header.get(), at));
    }
  }

  /** Empty where there is none any more, behind all that matters. */
  private Optional<BoxHeader> headerAt(long at) throws IOException, MediaFormatException {
    int octets = (int) Math.min(BoxHeader.LONG_BYTES, length - at);
    try {
      BoxHeader header = BoxHeader.read(source.read(at, octets).reader("file"));
      requireMp4(header, at);
      return Optional.of(header);
    } catch (MediaFormatException e) {
      if (at == 0) {
        throw isUnreadable(e);
      }
      return Optional.empty();
    }
  }

  private static void requireMp4(BoxHeader header, long at) throws MediaFormatException {
    if (at == 0 && !FRONTS.contains(header.type())) {
      throw isUnreadable(null);
    }
  }

  private static MediaFormatException isUnreadable(@Nullable MediaFormatException cause) {
    var failure =
        new MediaFormatException(
            MALFORMED, "file", "is no MP4 or QuickTime file: it does not begin with a box of one");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  /** Returns where the next box begins. */
  private long take(Place place) {
    String type = place.header.type();
    long end = place.endsAt(length);
    boolean isWhole = end >= 0 && end <= length;
    if (type.equals("moov") && moov == null) {
      moov = place;
    }
    if (!isWhole) {
      note =
          "the file is cut off: its last box %s at offset %d should have %d octets, %d are there"
              .formatted(type, place.at, place.header.sizeBytes(), length - place.at);
    } else if (type.equals("moof") && end - place.at >= LEAST_MOOF_BYTES) {
      add(place.at);
    }
    return end;
  }

  private void add(long moofAt) {
    if (moofCount == moofs.length) {
      moofs = Arrays.copyOf(moofs, 2 * moofCount);
    }
    moofs[moofCount++] = moofAt;
  }

  /** The whole {@code moov}. */
  Box moov() throws IOException, MediaFormatException {
    if (moov == null) {
      throw noMoov();
    }
    if (moov.endsAt(length) > length || moov.endsAt(length) < 0) {
      throw new MediaFormatException(
          MALFORMED, "moov", "is cut off: the file is truncated or still being written");
    }
    return read(moov, MOST_MOOV_BYTES);
  }

  private MediaFormatException noMoov() {
    return moofCount > 0
        ? new MediaFormatException(
            UNSUPPORTED, "file", "has fragments but no moov box: its initialization is missing")
        : new MediaFormatException(
            MALFORMED, "file", "the file has no moov box: it is truncated or still being written");
  }

  int moofCount() {
    return moofCount;
  }

  long moofAt(int index) {
    return moofs[index];
  }

  Box moof(int index) throws IOException, MediaFormatException {
    long at = moofs[index];
    Optional<BoxHeader> header = headerAt(at);
    if (header.isEmpty()) {
      throw new MediaFormatException(MALFORMED, "moof", "has changed");
    }
    return read(new Place(header.get(), at), MOST_MOOF_BYTES);
  }

  private Box read(Place place, long most) throws IOException, MediaFormatException {
    BoxHeader header = place.header;
    long bodyBytes = place.endsAt(length) - place.at - header.headerBytes();
    if (bodyBytes > most || bodyBytes > length) {
      throw new MediaFormatException(
          LIMIT, header.type(), "%d octets, at most %d".formatted(bodyBytes, most));
    }
    long bodyAt = place.at + header.headerBytes();
    return new Box(header.type(), source.read(bodyAt, (int) bodyBytes));
  }

  /** What is wrong with the file, though what is there of it can be read. */
  Optional<String> note() {
    return Optional.ofNullable(note);
  }
}
