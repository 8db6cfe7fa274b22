package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * FLAC: a STREAMINFO block, RFC 9639 §8.2. Immutable.
 *
 * @param frameSamples samples of every frame but the last, or 0 where the block size varies
 * @param sampleRate 1 to 655,350
 * @param channels 1 to 8
 * @param sampleBits 4 to 32
 * @param streamInfo the block as it came, 34 octets without its header
 */
public record FlacConfig(
    int frameSamples, int sampleRate, int channels, int sampleBits, Bytes streamInfo)
    implements AudioConfig {
  private static final String MARKER = "fLaC";
  private static final int STREAMINFO = 0;
  private static final int STREAMINFO_OCTETS = 34;
  private static final int LAST_BLOCK = 0x80;
  private static final int HIGHEST_SAMPLE_RATE = 655_350;
  private static final int SHORTEST_BLOCK = 16;
  private static final int VERSION_AND_FLAGS_OCTETS = 4;

  /** From a stream's beginning: {@code fLaC} and metadata blocks, of which STREAMINFO is first. */
  public static FlacConfig parseHead(Bytes head) throws MediaFormatException {
    ByteReader in = head.reader(MARKER);
    String marker = in.fourCc();
    if (!marker.equals(MARKER)) {
      throw new MediaFormatException(MALFORMED, MARKER, "is something else: " + head);
    }
    return ofBlocks(in);
  }

  /** From the body of a dfLa, Encapsulation of FLAC in ISO base media file format §3.3.2. */
  public static FlacConfig parse(Bytes dfLa) throws MediaFormatException {
    ByteReader in = dfLa.reader("dfLa");
    in.skip(VERSION_AND_FLAGS_OCTETS);
    return ofBlocks(in);
  }

  /** Other blocks are for people, not for decoders, and left out. */
  private static FlacConfig ofBlocks(ByteReader in) throws MediaFormatException {
    int type = in.u8() & ~LAST_BLOCK;
    int length = in.u24();
    if (type != STREAMINFO || length != STREAMINFO_OCTETS) {
      throw new MediaFormatException(
          MALFORMED, "FLAC", "block %d of %d octets, expected STREAMINFO".formatted(type, length));
    }
    return ofStreamInfo(in.bytes(length));
  }

  /** From the block alone, of 34 octets. */
  public static FlacConfig ofStreamInfo(Bytes streamInfo) throws MediaFormatException {
    if (streamInfo.length() != STREAMINFO_OCTETS) {
      throw new MediaFormatException(
          MALFORMED, "STREAMINFO", streamInfo.length() + " octets, expected 34");
    }
    var in = new BitReader(streamInfo, "STREAMINFO");
    int shortest = in.bits(16);
    int longest = in.bits(16);
    in.skip(24 + 24); // minimum and maximum frame size
    int sampleRate = in.bits(20);
    int channels = in.bits(3) + 1;
    int sampleBits = in.bits(5) + 1;
    if (shortest < SHORTEST_BLOCK || longest < shortest) {
      throw new MediaFormatException(
          MALFORMED, "STREAMINFO", "blocks of %d to %d".formatted(shortest, longest));
    }
    if (sampleRate < 1 || sampleRate > HIGHEST_SAMPLE_RATE || sampleBits < 4) {
      throw new MediaFormatException(
          LIMIT, "STREAMINFO", "%d Hz, %d bits".formatted(sampleRate, sampleBits));
    }
    int frameSamples = shortest == longest ? longest : VARIABLE_FRAME;
    return new FlacConfig(frameSamples, sampleRate, channels, sampleBits, streamInfo);
  }

  /** A stream's beginning. */
  public Bytes toHead() {
    return writeBlock(new ByteWriter().fourCc(MARKER)).toBytes();
  }

  /** The body of a dfLa, with version and flags. */
  public Bytes toDfLa() {
    return writeBlock(new ByteWriter().u32(0)).toBytes();
  }

  private ByteWriter writeBlock(ByteWriter out) {
    return out.u8(LAST_BLOCK | STREAMINFO).u24(STREAMINFO_OCTETS).bytes(streamInfo);
  }

  /**
   * The name of the sample entry, RFC 6381 §3.3.
   *
   * <p>Interop: Safari takes no other; older Chromium took {@code flac} alone (its issue 1422728),
   * which hls.js and Shaka Player ask for in its place.
   */
  @Override
  public String codecString() {
    return MARKER;
  }
}
