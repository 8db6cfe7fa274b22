package dev.weir.container.text;

import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file whose encoding nobody has said: a byte order mark tells, else it is UTF-8 if
 * it can be, else Windows-1252, which can be anything. Stateless.
 */
final class TextFile {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private TextFile() {}

  static String decode(Bytes file) {
    int first = file.length() < 2 ? 0 : file.at(0) << 8 | file.at(1);
    if (first == 0xFEFF) {
      return text(file.slice(2), StandardCharsets.UTF_16BE);
    }
    if (first == 0xFFFE) {
      return text(file.slice(2), StandardCharsets.UTF_16LE);
    }
    boolean isMarked = first == 0xEFBB && file.length() > 2 && file.at(2) == 0xBF;
    return unmarked(isMarked ? file.slice(3) : file);
  }

  private static String unmarked(Bytes file) {
    ByteBuffer octets = file.asByteBuffer();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException _) {
      return text(file, WINDOWS);
    }
  }

  private static String text(Bytes octets, Charset charset) {
    return new String(octets.toArray(), charset);
  }
}
