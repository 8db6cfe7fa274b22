package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * How long each sample of a track is, ISO/IEC 14496-12 §8.7.3. Immutable.
 *
 * @param oneSize of every sample, or 0 where the table says
 * @param fieldBits of an entry of the table: 4, 8, 16 or 32
 */
record SampleSizes(long oneSize, int count, Table table, int fieldBits) {
  /** A week of sound in frames of 20 ms, or six days of 60 pictures a second. */
  static final int MOST_SAMPLES = 1 << 25;

  private static final String SECTION = "8.7.3";

  static SampleSizes ofStsz(Box stsz) throws MediaFormatException {
    ByteReader in = stsz.reader();
    in.skip(4); // version, flags
    long oneSize = in.u32();
    long count = in.u32();
    Table table = oneSize != 0 ? Table.EMPTY : Table.read(in, count, 4, "stsz", SECTION);
    return new SampleSizes(oneSize, checked(count, "stsz"), table, Integer.SIZE);
  }

  static SampleSizes ofStz2(Box stz2) throws MediaFormatException {
    ByteReader in = stz2.reader();
    in.skip(4 + 3); // version, flags, reserved
    int fieldBits = in.u8();
    long count = in.u32();
    if (fieldBits != 4 && fieldBits != 8 && fieldBits != 16) {
      throw new MediaFormatException(
          MALFORMED, "stz2", "field_size %d (ISO/IEC 14496-12 §8.7.3.3)".formatted(fieldBits));
    }
    int rowBytes = fieldBits == 16 ? 2 : 1;
    long rows = fieldBits == 4 ? (count + 1) / 2 : count;
    return new SampleSizes(
        0, checked(count, "stz2"), Table.read(in, rows, rowBytes, "stz2", SECTION), fieldBits);
  }

  private static int checked(long count, String where) throws MediaFormatException {
    if (count > MOST_SAMPLES) {
      throw new MediaFormatException(
          LIMIT, where, "%d samples, at most %d".formatted(count, MOST_SAMPLES));
    }
    return (int) count;
  }

  /** Unsigned 32 bits. */
  long of(int sample) {
    if (oneSize != 0) {
      return oneSize;
    }
    return switch (fieldBits) {
      case 4 -> table.u8(sample / 2) >> (sample % 2 == 0 ? 4 : 0) & 0xF;
      case 8 -> table.u8(sample);
      case 16 -> table.u16(sample);
      default -> table.u32(sample, 0);
    };
  }
}
