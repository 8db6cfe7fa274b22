package dev.weir.channel;

import dev.weir.media.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A small text that many viewers fetch: as it is, compressed, and with its entity tag (RFC 9110
 * §8.8.3), which is weak since both forms share it. Immutable.
 */
public record Document(Bytes plain, Bytes gzip, String entityTag) {
  private static final int TAG_OCTETS = 12;

  public Document(Bytes plain) {
    this(plain, compress(plain), tagOf(plain));
  }

  private static Bytes compress(Bytes plain) {
    var compressed = new ByteArrayOutputStream(plain.length() / 3 + 32);
    try (var gzip = new GZIPOutputStream(compressed)) {
      plain.writeTo(gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Bytes.wrap(compressed.toByteArray());
  }

  private static String tagOf(Bytes plain) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain.toArray());
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_OCTETS) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
