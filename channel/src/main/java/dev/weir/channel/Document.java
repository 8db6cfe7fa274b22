package dev.weir.channel;

import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A text that many viewers fetch: as it is, compressed, and with its entity tag (RFC 9110 §8.8.3),
 * which is weak since both forms share it. In pieces, which another may have in common with it.
 * Immutable.
 */
public record Document(List<Bytes> plain, List<Bytes> gzip, String entityTag) {
  private static final int TAG_OCTETS = 12;

  /** RFC 1952 §2.3: deflate, without a time or a name, of no known system. */
  private static final Bytes GZIP_HEADER = Bytes.of(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF);

  /** RFC 1951 §3.2.4: a last block of its own, which is empty. */
  private static final Bytes LAST_BLOCK = Bytes.of(1, 0, 0, 0xFF, 0xFF);

  public Document {
    plain = List.copyOf(plain);
    gzip = List.copyOf(gzip);
  }

  /** Of one piece. */
  public static Document of(Bytes plain) {
    return of(List.of(TextPiece.of(plain)));
  }

  /** Of all pieces in their order. */
  static Document of(List<TextPiece> pieces) {
    List<Bytes> plain = pieces.stream().map(TextPiece::plain).toList();
    return new Document(plain, gzip(pieces), tagOf(pieces));
  }

  /** Each piece is compressed by itself and ends at an octet, so together they are one stream. */
  private static List<Bytes> gzip(List<TextPiece> pieces) {
    return Stream.of(
            Stream.of(GZIP_HEADER),
            pieces.stream().map(TextPiece::deflated),
            Stream.of(LAST_BLOCK, trailer(pieces)))
        .flatMap(part -> part)
        .toList();
  }

  /** RFC 1952 §2.3.1: checksum and length of what is compressed. */
  private static Bytes trailer(List<TextPiece> pieces) {
    var checksum = new CRC32();
    long length = 0;
    for (TextPiece piece : pieces) {
      checksum.update(piece.plain().asByteBuffer());
      length += piece.plain().length();
    }
    byte[] trailer =
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putInt((int) length)
            .array();
    return Bytes.wrap(trailer);
  }

  private static String tagOf(List<TextPiece> pieces) {
    var digest = TextPiece.digest();
    pieces.forEach(piece -> digest.update(piece.hash().asByteBuffer()));
    return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, TAG_OCTETS) + '"';
  }
}
