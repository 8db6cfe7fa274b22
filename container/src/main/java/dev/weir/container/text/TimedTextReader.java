package dev.weir.container.text;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Samples of text in MP4: 3GPP TS 26.245 §5.17, which is {@code tx3g}, with its bold, italic and
 * underlined letters. Stateless.
 */
public final class TimedTextReader {
  private static final int BIG_ENDIAN_MARK = 0xFEFF;
  private static final int MOST_STYLES = 1000;
  private static final int BOLD = 1;
  private static final int ITALIC = 2;
  private static final int UNDERLINED = 4;

  private TimedTextReader() {}

  /** From code point {@code from} to before {@code to}. */
  private record Style(int from, int to, int face) {}

  /**
   * The cue of a sample, or empty where it shows nothing.
   *
   * @param startMillis from the beginning of the film; what is before that is cut off
   */
  public static Optional<Cue> read(Bytes sample, long startMillis, long endMillis)
      throws MediaFormatException {
    if (sample.length() < 2) {
      return Optional.empty();
    }
    ByteReader in = sample.reader("tx3g");
    String text = text(in.bytes(in.u16()));
    String marked = marked(text, styles(in.rest()));
    long start = Math.max(0, startMillis);
    return marked.isEmpty() || endMillis <= start
        ? Optional.empty()
        : Optional.of(new Cue(start, endMillis, "", marked));
  }

  private static String text(Bytes text) throws MediaFormatException {
    boolean isUtf16 = text.length() >= 2 && text.reader("tx3g").u16() == BIG_ENDIAN_MARK;
    return isUtf16
        ? new String(text.slice(2).toArray(), StandardCharsets.UTF_16BE)
        : new String(text.toArray(), StandardCharsets.UTF_8);
  }

  /** TextStyleBox, §5.17.1.1. */
  private static List<Style> styles(Bytes boxes) throws MediaFormatException {
    var styles = new ArrayList<Style>();
    var reader = new BoxReader(boxes, "tx3g");
    while (reader.hasNext()) {
      Box box = reader.next();
      if (!box.type().equals("styl")) {
        continue;
      }
      ByteReader in = box.reader();
      for (int left = in.u16(); left > 0 && styles.size() < MOST_STYLES; left--) {
        int from = in.u16();
        int to = in.u16();
        in.skip(2); // font
        styles.add(new Style(from, to, in.u8()));
        in.skip(1 + 4); // size, colour
      }
    }
    return styles;
  }

  private static String marked(String text, List<Style> styles) {
    var out = new CueText();
    int[] characters = text.codePoints().toArray();
    int at = 0;
    for (Style style : styles) {
      int from = Math.clamp(style.from, at, characters.length);
      int to = Math.clamp(style.to, from, characters.length);
      out.plain(new String(characters, at, from - at));
      turn(out, style.face, true);
      out.plain(new String(characters, from, to - from));
      turn(out, style.face, false);
      at = to;
    }
    return out.plain(new String(characters, at, characters.length - at)).finish();
  }

  private static void turn(CueText out, int face, boolean isOn) {
    turn(out, "b", (face & BOLD) != 0, isOn);
    turn(out, "i", (face & ITALIC) != 0, isOn);
    turn(out, "u", (face & UNDERLINED) != 0, isOn);
  }

  private static void turn(CueText out, String tag, boolean isMeant, boolean isOn) {
    if (isMeant && isOn) {
      out.open(tag);
    } else if (isMeant) {
      out.close(tag);
    }
  }
}
