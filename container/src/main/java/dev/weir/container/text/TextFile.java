package dev.weir.container.text;

import dev.weir.media.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
    Optional<Charset> wide = wide(file);
    if (wide.isPresent()) {
      return text(file, wide.get());
    }
    boolean isMarked = first == 0xEFBB && file.length() > 2 && file.at(2) == 0xBF;
    return unmarked(isMarked ? file.slice(3) : file);
  }

  /** UTF-16 without its mark: the first letters are of ASCII, so every other octet is 0. */
  private static Optional<Charset> wide(Bytes file) {
    if (file.length() < 4 || file.length() % 2 != 0) {
      return Optional.empty();
    }
    boolean isBig = file.at(0) == 0 && file.at(2) == 0 && file.at(1) != 0 && file.at(3) != 0;
    boolean isLittle = file.at(1) == 0 && file.at(3) == 0 && file.at(0) != 0 && file.at(2) != 0;
    if (isBig) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return isLittle ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
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
