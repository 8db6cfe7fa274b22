package dev.weir.transcode.live;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads NUT ("NUT Open Container Format", version 3) as FFmpeg writes it to a pipe: several tracks
 * with timestamps of any time base, each frame whole as soon as it is written. Checksums are passed
 * over, since a pipe loses nothing. Blocks as the input does. Confined to one thread.
 */
final class NutReader {
  private static final String FILE_ID = "nut/multimedia container\0";
  private static final int MOST_STREAMS = 16;
  private static final int MOST_HEADER_BYTES = 1 << 20;
  private static final int MOST_FRAME_BYTES = 16 << 20;
  private static final int MOST_ELISION_BYTES = 256;
  private static final int MOST_LOW_BITS = 16;

  /** Startcodes begin with it; no frame code is it. */
  private static final int STARTCODE_MARK = 'N';

  private static final int MAIN = 'M';
  private static final int STREAM = 'S';
  private static final int SYNCPOINT = 'K';

  /** A header that is longer has a checksum of its own. */
  private static final int CHECKED_HEADER_BYTES = 4096;

  private static final int CHECKSUM_BYTES = 4;

  private final NutInput in;

  private NutMainHeader main = NutMainHeader.NONE;
  private final List<NutStream> streams = new ArrayList<>();

  /**
   * One frame.
   *
   * @param stream its place in {@link #streams}
   */
  record Frame(int stream, long ptsTicks, boolean keyframe, Bytes payload) {}

  NutReader(InputStream in) {
    this.in = new NutInput(in);
  }

  /** Those that have been told of; all of them once there was a frame. */
  List<NutStream> streams() {
    return List.copyOf(streams);
  }

  /** The headers, or empty where there is no octet of input. */
  boolean open() throws IOException, MediaFormatException {
    int first = in.u8OrEnd();
    if (first < 0) {
      return false;
    }
    byte[] id = FILE_ID.getBytes(StandardCharsets.ISO_8859_1);
    Bytes rest = in.bytes(id.length - 1);
    if (first != id[0] || !rest.equals(Bytes.wrap(Arrays.copyOfRange(id, 1, id.length)))) {
      throw new MediaFormatException(MALFORMED, "nut", "no NUT");
    }
    while (streams.size() < Math.max(1, main.streamCount())) {
      int octet = in.u8();
      if (octet != STARTCODE_MARK) {
        throw new MediaFormatException(MALFORMED, "nut", "a frame before the headers");
      }
      readPacket();
    }
    return true;
  }

  /**
   * The next frame; empty at the end of input.
   *
   * @throws EOFException if the input ends elsewhere: its writer was killed
   */
  Optional<Frame> next() throws IOException, MediaFormatException {
    while (true) {
      int octet = in.u8OrEnd();
      if (octet < 0) {
        return Optional.empty();
      }
      if (octet != STARTCODE_MARK) {
        return Optional.of(frame(main.code(octet)));
      }
      readPacket();
    }
  }

  /** What follows the first octet of a startcode. */
  private void readPacket() throws IOException, MediaFormatException {
    int kind = in.u8();
    in.bytes(6);
    int length = in.atMost(MOST_HEADER_BYTES, "length of a packet");
    if (length > CHECKED_HEADER_BYTES) {
      in.u32();
    }
    Bytes body = in.bytes(length);
    if (length < CHECKSUM_BYTES) {
      throw new MediaFormatException(MALFORMED, "nut", "packet of %d octets".formatted(length));
    }
    try {
      readBody(kind, new NutInput(new ByteArrayInputStream(body.toArray())));
    } catch (EOFException tooShort) {
      throw new MediaFormatException(MALFORMED, "nut", "packet of %d octets".formatted(length));
    }
  }

  private void readBody(int kind, NutInput fields) throws IOException, MediaFormatException {
    switch (kind) {
      case MAIN -> main = NutMainHeader.read(fields, MOST_STREAMS, MOST_ELISION_BYTES);
      case STREAM -> readStream(fields);
      case SYNCPOINT -> readSyncpoint(fields);
      default -> {}
    }
  }

  /** Headers are said again from time to time; the first ones hold. */
  private void readStream(NutInput fields) throws IOException, MediaFormatException {
    int id = fields.atMost(MOST_STREAMS - 1, "stream");
    if (id < streams.size()) {
      return;
    }
    if (id > streams.size() || id >= main.streamCount()) {
      throw new MediaFormatException(MALFORMED, "nut", "stream %d came too early".formatted(id));
    }
    fields.variable(); // stream_class
    Bytes fourCc = fields.bytes(fields.atMost(MOST_ELISION_BYTES, "fourcc"));
    NutMainHeader.TimeBase base = main.timeBase(fields.variable());
    int lowBits = fields.atMost(MOST_LOW_BITS, "msb_pts_shift");
    fields.variable(); // max_pts_distance
    fields.variable(); // decode_delay
    fields.variable(); // stream_flags
    Bytes codecSpecific = fields.bytes(fields.atMost(MOST_HEADER_BYTES, "codec_specific_data"));
    streams.add(
        new NutStream(
            new String(fourCc.toArray(), StandardCharsets.ISO_8859_1),
            base.numerator(),
            base.denominator(),
            lowBits,
            codecSpecific));
  }

  private void readSyncpoint(NutInput fields) throws IOException, MediaFormatException {
    long coded = fields.variable();
    NutMainHeader.TimeBase base = main.timeBase(coded % main.timeBaseCount());
    long ticks = coded / main.timeBaseCount();
    streams.forEach(stream -> stream.reset(ticks, base.numerator(), base.denominator()));
  }

  /** NUT, §3.4; the flags of the code may be changed by the frame. */
  private Frame frame(FrameCode code) throws IOException, MediaFormatException {
    int flags = code.flags();
    if ((flags & FrameCode.CODED) != 0) {
      flags ^= in.atMost(0xFFFF, "coded_flags");
    }
    if (code.isInvalid() || (flags & FrameCode.SIDE_DATA) != 0) {
      throw new MediaFormatException(UNSUPPORTED, "nut", "frame with flags " + flags);
    }
    int id = has(flags, FrameCode.STREAM_ID) ? in.atMost(MOST_STREAMS, "stream") : code.stream();
    if (id >= streams.size()) {
      throw new MediaFormatException(MALFORMED, "nut", "frame of stream " + id);
    }
    NutStream stream = streams.get(id);
    long pts =
        has(flags, FrameCode.CODED_PTS)
            ? stream.codedPts(in.variable())
            : stream.ptsAfter(code.ptsDelta());
    return new Frame(id, pts, has(flags, FrameCode.KEY), payload(code, flags));
  }

  private Bytes payload(FrameCode code, int flags) throws IOException, MediaFormatException {
    long size = code.sizeRemainder();
    if (has(flags, FrameCode.SIZE_MSB)) {
      size += (long) code.sizeMultiplier() * in.atMost(MOST_FRAME_BYTES, "data_size_msb");
    }
    if (has(flags, FrameCode.MATCH_TIME)) {
      in.signed();
    }
    int elision = has(flags, FrameCode.ELISION) ? in.atMost(255, "header_idx") : code.elision();
    int reserved =
        has(flags, FrameCode.RESERVED) ? in.atMost(255, "reserved") : code.reservedCount();
    for (int i = 0; i < reserved; i++) {
      in.variable();
    }
    if (has(flags, FrameCode.CHECKSUM)) {
      in.u32();
    }
    if (size > MOST_FRAME_BYTES) {
      throw new MediaFormatException(LIMIT, "nut", "frame of %d octets".formatted(size));
    }
    return withElided(size > CHECKED_HEADER_BYTES ? Bytes.EMPTY : main.elided(elision), (int) size);
  }

  private Bytes withElided(Bytes elided, int size) throws IOException, MediaFormatException {
    if (elided.length() > size) {
      throw new MediaFormatException(MALFORMED, "nut", "frame of %d octets".formatted(size));
    }
    Bytes rest = in.bytes(size - elided.length());
    return elided.isEmpty() ? rest : Bytes.concat(List.of(elided, rest));
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
