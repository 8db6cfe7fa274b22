package dev.weir.transcode.live;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The main header of NUT, §3.3: time bases, what each frame code stands for, and what frames leave
 * out at their beginning. Immutable.
 */
record NutMainHeader(
    int streamCount, List<TimeBase> timeBases, List<FrameCode> codes, List<Bytes> elisions) {
  static final NutMainHeader NONE = new NutMainHeader(0, List.of(), List.of(), List.of());

  private static final int STABLE_VERSION = 3;
  private static final int CODES = 256;
  private static final int MOST_ELISIONS = 128;
  private static final int MOST_SIZE = 1 << 20;

  /** Seconds in a tick. */
  record TimeBase(int numerator, int denominator) {}

  NutMainHeader {
    timeBases = List.copyOf(timeBases);
    codes = List.copyOf(codes);
    elisions = List.copyOf(elisions);
  }

  static NutMainHeader read(NutInput in, int mostStreams, int mostElisionBytes)
      throws IOException, MediaFormatException {
    long version = in.variable();
    if (version != STABLE_VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "nut", "version " + version);
    }
    int streams = in.atMost(mostStreams, "stream_count");
    in.variable(); // max_distance
    var bases = new ArrayList<TimeBase>();
    int count = in.atMost(mostStreams, "time_base_count");
    for (int i = 0; i < count; i++) {
      bases.add(new TimeBase(part(in), part(in)));
    }
    return new NutMainHeader(streams, bases, codes(in), elisions(in, mostElisionBytes));
  }

  private static int part(NutInput in) throws IOException, MediaFormatException {
    int part = in.atMost(Integer.MAX_VALUE, "time base");
    if (part == 0) {
      throw new MediaFormatException(MALFORMED, "nut", "time base of 0");
    }
    return part;
  }

  /** Runs of codes that differ in the remainder of the size; fields not said keep their value. */
  private static List<FrameCode> codes(NutInput in) throws IOException, MediaFormatException {
    var codes = new ArrayList<FrameCode>();
    long pts = 0;
    int multiplier = 1;
    int stream = 0;
    int elision = 0;
    while (codes.size() < CODES) {
      int flags = in.atMost(0xFFFF, "flags");
      int fields = in.atMost(CODES, "fields");
      pts = fields > 0 ? in.signed() : pts;
      multiplier = fields > 1 ? in.atMost(MOST_SIZE, "mul") : multiplier;
      stream = fields > 2 ? in.atMost(CODES, "stream") : stream;
      int size = fields > 3 ? in.atMost(MOST_SIZE, "size") : 0;
      int reserved = fields > 4 ? in.atMost(CODES, "res") : 0;
      int count = fields > 5 ? in.atMost(CODES, "count") : multiplier - size;
      if (fields > 6) {
        in.signed(); // match
      }
      elision = fields > 7 ? in.atMost(CODES, "head_idx") : elision;
      for (int i = 8; i < fields; i++) {
        in.variable();
      }
      add(codes, count, new FrameCode(flags, pts, multiplier, size, stream, reserved, elision));
    }
    return codes;
  }

  /** The code that startcodes begin with is left out, and counts nothing. */
  private static void add(List<FrameCode> codes, int count, FrameCode first)
      throws MediaFormatException {
    if (count < 1) {
      throw new MediaFormatException(MALFORMED, "nut", "a run of no frame codes");
    }
    for (int i = 0; i < count && codes.size() < CODES; i++) {
      if (codes.size() == 'N') {
        codes.add(FrameCode.INVALID);
      }
      codes.add(first.withSizeRemainder(first.sizeRemainder() + i));
    }
  }

  private static List<Bytes> elisions(NutInput in, int mostBytes)
      throws IOException, MediaFormatException {
    var elisions = new ArrayList<Bytes>();
    elisions.add(Bytes.EMPTY);
    int count = in.atMost(MOST_ELISIONS, "header_count_minus1");
    for (int i = 0; i < count; i++) {
      elisions.add(in.bytes(in.atMost(mostBytes, "elision header")));
    }
    return elisions;
  }

  int timeBaseCount() throws MediaFormatException {
    if (timeBases.isEmpty()) {
      throw new MediaFormatException(MALFORMED, "nut", "no time base");
    }
    return timeBases.size();
  }

  TimeBase timeBase(long number) throws MediaFormatException {
    if (number < 0 || number >= timeBases.size()) {
      throw new MediaFormatException(MALFORMED, "nut", "time base " + number);
    }
    return timeBases.get((int) number);
  }

  FrameCode code(int octet) throws MediaFormatException {
    if (octet >= codes.size()) {
      throw new MediaFormatException(MALFORMED, "nut", "a frame before the headers");
    }
    return codes.get(octet);
  }

  Bytes elided(int number) throws MediaFormatException {
    if (number >= elisions.size()) {
      throw new MediaFormatException(LIMIT, "nut", "elision header " + number);
    }
    return elisions.get(number);
  }
}
