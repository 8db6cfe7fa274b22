package dev.weir.container.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the text of a cue, WebVTT (W3C) §4.2: escaped, with those of its tags that players know,
 * each closed within the cue, and no line empty, since that would end the cue. Confined to one cue.
 */
final class CueText {
  private static final Set<String> PLAIN_TAGS = Set.of("i", "b", "u", "ruby", "rt");
  private static final Set<String> ANNOTATED_TAGS = Set.of("v", "lang");

  /** A tag with its name, classes and annotation, or a time within a cue. */
  private static final Pattern TAG =
      Pattern.compile(
          "<(/?)([A-Za-z]{1,16}+|[\\d:.]{5,16}+)(?:\\.[^\\s<>]*+)?(?:\\s([^<>]*+)|/)?>");

  /** With the end of a tag behind them they would be an arrow, which begins another cue. */
  private static final Pattern DASHES = Pattern.compile("-{2,}");

  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|nbsp|lrm|rlm|quot);");

  /** Beyond them tags are left out; nobody nests as deep. */
  private static final int MOST_OPEN = 16;

  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&",
          "lt", "<",
          "gt", ">",
          "nbsp", "\u00a0",
          "lrm", "\u200e",
          "rlm", "\u200f",
          "quot", "\"");

  private final StringBuilder out = new StringBuilder();

  /** Those that are open, the outermost first. */
  private final List<Tag> open = new ArrayList<>();

  /** How many of them are written: those without text in them never are. */
  private int written;

  private record Tag(String name, String annotation) {}

  /** Text that means what it says. */
  CueText plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i) == '\t' ? ' ' : text.charAt(i);
      boolean isBlank = Character.isWhitespace(each);
      if (each == '\n' || !Character.isISOControl(each)) {
        written = isBlank ? written : writeTags();
        append(each);
      }
    }
    return this;
  }

  private void append(char each) {
    switch (each) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      default -> out.append(each);
    }
  }

  /** Returns how many are written. */
  private int writeTags() {
    for (Tag tag : open.subList(written, open.size())) {
      out.append('<').append(tag.name);
      if (!tag.annotation.isEmpty()) {
        out.append(' ').append(tag.annotation);
      }
      out.append('>');
    }
    return open.size();
  }

  /** Text with tags and escapes, as WebVTT and SRT have it; tags that nobody knows are left out. */
  CueText marked(String text) {
    Matcher tag = TAG.matcher(text);
    int at = 0;
    while (tag.find()) {
      escaped(text.substring(at, tag.start()));
      boolean closes = !tag.group(1).isEmpty();
      String annotation = tag.group(3) == null ? "" : tag.group(3).strip();
      tag(tag.group(2).toLowerCase(Locale.ROOT), closes, annotation);
      at = tag.end();
    }
    return escaped(text.substring(at));
  }

  private CueText escaped(String text) {
    Matcher entity = ENTITY.matcher(text);
    int at = 0;
    while (entity.find()) {
      plain(text.substring(at, entity.start())).plain(ENTITIES.getOrDefault(entity.group(1), ""));
      at = entity.end();
    }
    return plain(text.substring(at));
  }

  private void tag(String name, boolean closes, String annotation) {
    if (closes) {
      close(name);
    } else if (PLAIN_TAGS.contains(name)) {
      open(name);
    } else if (ANNOTATED_TAGS.contains(name)) {
      openAnnotated(name, annotation);
    }
  }

  /** Nothing without an annotation. */
  private void openAnnotated(String name, String annotation) {
    String harmless = DASHES.matcher(annotation.replace('\n', ' ')).replaceAll("-");
    String escaped = new CueText().escaped(harmless).out.toString().strip();
    if (!escaped.isEmpty()) {
      open(name, escaped);
    }
  }

  /** Unless it is open already. */
  CueText open(String name) {
    if (open.stream().noneMatch(tag -> tag.name.equals(name))) {
      open(name, "");
    }
    return this;
  }

  private void open(String name, String annotation) {
    if (open.size() < MOST_OPEN) {
      open.add(new Tag(name, annotation));
    }
  }

  /** Those that were opened behind it go on; nothing where it is not open. */
  CueText close(String name) {
    int from = open.size() - 1;
    while (from >= 0 && !open.get(from).name.equals(name)) {
      from--;
    }
    if (from >= 0) {
      end(from);
      open.remove(from);
    }
    return this;
  }

  /** Writes the ends of all tags from this one on. */
  private void end(int from) {
    while (written > from) {
      written--;
      out.append("</").append(open.get(written).name).append('>');
    }
  }

  /** The whole; empty where nothing can be seen in it. */
  String finish() {
    out.setLength(out.toString().stripTrailing().length());
    end(0);
    return out.toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
