package dev.weir.channel;

import dev.weir.media.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;

/**
 * A piece of a text, ready to be sent as it is or compressed. Immutable.
 *
 * @param deflated compressed without regard to what stands before, up to an octet's end (RFC 1951
 *     §3.2.4), so that it can stand in any stream
 * @param hash of the plain octets
 */
record TextPiece(Bytes plain, Bytes deflated, Bytes hash) {
  private static final int BUFFER_BYTES = 8 << 10;

  static TextPiece of(String text) {
    return of(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  static TextPiece of(Bytes plain) {
    var digest = digest();
    digest.update(plain.asByteBuffer());
    return new TextPiece(plain, Bytes.wrap(deflate(plain)), Bytes.wrap(digest.digest()));
  }

  private static byte[] deflate(Bytes plain) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain.asByteBuffer());
      var deflated = new ByteArrayOutputStream(plain.length() / 3 + 32);
      var buffer = new byte[BUFFER_BYTES];
      int length;
      do {
        length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        deflated.write(buffer, 0, length);
      } while (length == buffer.length);
      return deflated.toByteArray();
    } finally {
      deflater.end();
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
