package dev.weir.container.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an event of SubStation Alpha, with overrides between braces. Confined to one event.
 */
final class AssText {
  private static final Pattern OVERRIDES = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern OVERRIDE =
      Pattern.compile("\\\\(i|b|u|p|an)(\\d{1,4})(?=\\\\|$)|\\\\r");
  private static final int LEAST_BOLD = 600;
  private static final int LEAST_TOP_KEY = 7;

  private final Face face;
  private final CueText out = new CueText();
  private boolean isDrawing;
  private boolean isAtTheTop;

  /** How a style looks. */
  record Face(boolean bold, boolean italic) {
    static final Face PLAIN = new Face(false, false);
  }

  AssText(Face face) {
    this.face = face;
  }

  /** Where what was read is shown: 7 to 9 on the keys for numbers. */
  boolean isAtTheTop() {
    return isAtTheTop;
  }

  String read(String text) {
    reset();
    Matcher overrides = OVERRIDES.matcher(text);
    int at = 0;
    while (overrides.find()) {
      say(text.substring(at, overrides.start()));
      override(overrides.group(1));
      at = overrides.end();
    }
    say(text.substring(at));
    return out.finish();
  }

  private void say(String text) {
    if (!isDrawing) {
      out.plain(text.replace("\\N", "\n").replace("\\n", " ").replace("\\h", "\u00a0"));
    }
  }

  private void override(String overrides) {
    Matcher each = OVERRIDE.matcher(overrides);
    while (each.find()) {
      if (each.group(1) == null) {
        reset();
      } else {
        override(each.group(1), Integer.parseInt(each.group(2)));
      }
    }
  }

  private void override(String name, int value) {
    switch (name) {
      case "p" -> isDrawing = value > 0;
      case "an" -> isAtTheTop = value >= LEAST_TOP_KEY;
      case "b" -> turn("b", value == 1 || value >= LEAST_BOLD);
      default -> turn(name, value == 1);
    }
  }

  private void reset() {
    turn("b", face.bold);
    turn("i", face.italic);
    turn("u", false);
  }

  private void turn(String tag, boolean isOn) {
    if (isOn) {
      out.open(tag);
    } else {
      out.close(tag);
    }
  }
}
