package dev.weir.container.text;

import static java.lang.Long.parseLong;

import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SubStation Alpha and its advanced kind: what is said, in bold and italics where it is so. Places,
 * colours, movement and drawings are left out. Confined to one call.
 */
final class AssReader {
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,3}):(\\d{1,2}):(\\d{1,2})[.:](\\d{2})");
  private static final int MOST_COLUMNS = 32;
  private static final int MOST_STYLES = 1024;
  private static final List<String> EVENT_COLUMNS =
      List.of(
          "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect",
          "text");

  private final CueList cues = new CueList();
  private final Map<String, AssText.Face> faces = new HashMap<>();
  private List<String> styleColumns = List.of();
  private List<String> eventColumns = EVENT_COLUMNS;
  private boolean isInEvents;

  private AssReader() {}

  static boolean isAss(List<String> lines) {
    return lines.stream()
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .anyMatch(line -> line.equals("[script info]") || line.equals("[events]"));
  }

  static List<Cue> read(List<String> lines) throws MediaFormatException {
    var reader = new AssReader();
    for (String line : lines) {
      reader.read(line.strip());
    }
    return reader.cues.sorted();
  }

  private void read(String line) throws MediaFormatException {
    if (line.startsWith("[")) {
      isInEvents = line.equalsIgnoreCase("[events]");
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      return;
    }
    String values = line.substring(colon + 1).strip();
    switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "format" -> readColumns(values);
      case "style" -> readStyle(values);
      case "dialogue" -> readDialogue(values);
      default -> {}
    }
  }

  private void readColumns(String values) {
    List<String> columns = new ArrayList<>();
    for (String column : values.split(",", MOST_COLUMNS)) {
      columns.add(column.strip().toLowerCase(Locale.ROOT));
    }
    if (isInEvents) {
      eventColumns = columns;
    } else {
      styleColumns = columns;
    }
  }

  private void readStyle(String values) {
    Map<String, String> style = row(styleColumns, values);
    if (faces.size() < MOST_STYLES) {
      faces.put(
          style.getOrDefault("name", ""),
          new AssText.Face(isSet(style.get("bold")), isSet(style.get("italic"))));
    }
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && (value.equals("-1") || value.equals("1"));
  }

  private void readDialogue(String values) throws MediaFormatException {
    Map<String, String> event = row(eventColumns, values);
    Optional<Long> start = millis(event.getOrDefault("start", ""));
    Optional<Long> end = millis(event.getOrDefault("end", ""));
    if (start.isEmpty() || end.isEmpty()) {
      return;
    }
    AssText.Face face = faces.getOrDefault(event.getOrDefault("style", ""), AssText.Face.PLAIN);
    var text = new AssText(face);
    String said = text.read(event.getOrDefault("text", ""));
    String settings = text.isAtTheTop() ? SrtReader.TOP_LINE : "";
    cues.add(new CueTimes(start.get(), end.get(), ""), settings, said);
  }

  /** The last column may have commas of its own. */
  private static Map<String, String> row(List<String> columns, String values) {
    var row = new HashMap<String, String>();
    String[] fields = values.split(",", Math.max(1, columns.size()));
    for (int i = 0; i < Math.min(fields.length, columns.size()); i++) {
      row.put(columns.get(i), fields[i].strip());
    }
    return row;
  }

  private static Optional<Long> millis(String time) {
    Matcher parts = TIME.matcher(time);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long minutes = parseLong(parts.group(1)) * 60 + parseLong(parts.group(2));
    long seconds = minutes * 60 + parseLong(parts.group(3));
    return Optional.of(seconds * 1000 + parseLong(parts.group(4)) * 10);
  }
}
