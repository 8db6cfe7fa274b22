package dev.weir.testkit.hls;

import dev.weir.testkit.rules.Findings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a playlist into tags and URIs and checks what holds for every playlist: RFC 8216bis §4.1,
 * §4.2, §4.4.1. Confined to one check.
 */
final class PlaylistReader {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Findings findings;
  private final List<TagLine> lines = new ArrayList<>();
  private final Set<HlsTag> seen = EnumSet.noneOf(HlsTag.class);

  private PlaylistReader(Findings findings) {
    this.findings = findings;
  }

  static List<TagLine> read(String text, Findings findings) {
    return new PlaylistReader(findings).read(text);
  }

  private List<TagLine> read(String text) {
    findings.require(
        text.startsWith("#EXTM3U\n") || text.startsWith("#EXTM3U\r\n"),
        "4.4.1.1",
        "the first line must be #EXTM3U");
    boolean clean = text.chars().noneMatch(PlaylistReader::isForbidden);
    findings.require(clean, "4.1", "no BOM and no control characters but CR and LF");
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      readLine(number, line);
    }
    return List.copyOf(lines);
  }

  private static boolean isForbidden(int character) {
    boolean lineBreak = character == '\r' || character == '\n';
    return character == BYTE_ORDER_MARK || Character.isISOControl(character) && !lineBreak;
  }

  private void readLine(int number, String line) {
    findings.require(
        line.equals(line.strip()), "4.1", "line " + number + " has white space at an end");
    if (line.isEmpty() || line.startsWith("#") && !line.startsWith("#EXT")) {
      return;
    }
    if (!line.startsWith("#")) {
      lines.add(new TagLine(number, Optional.empty(), line, Map.of()));
      return;
    }
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    Optional<HlsTag> tag = HlsTag.named(name);
    findings.require(tag.isPresent(), "4.1", "line " + number + ": no such tag: " + name);
    tag.ifPresent(known -> addTag(number, known, value));
  }

  private void addTag(int number, HlsTag tag, String value) {
    if (!seen.add(tag)) {
      findings.require(
          !tag.isOnce(), tag.section(), tag.tagName() + " appears again in line " + number);
    }
    Map<String, String> attributes = Map.of();
    if (!tag.attributes().isEmpty()) {
      Optional<Map<String, String>> parsed = TagLine.parseAttributes(value);
      findings.require(
          parsed.isPresent(), "4.2", "line " + number + ": malformed attribute list: " + value);
      attributes = parsed.orElse(Map.of());
      checkAttributes(number, tag, attributes);
    }
    lines.add(new TagLine(number, Optional.of(tag), value, attributes));
  }

  private void checkAttributes(int number, HlsTag tag, Map<String, String> attributes) {
    String where = "line " + number + ": ";
    for (HlsTag.Attribute attribute : tag.attributes()) {
      String value = attributes.get(attribute.name());
      findings.require(
          value != null || !attribute.isRequired(),
          tag.section(),
          where + tag.tagName() + " needs " + attribute.name());
      findings.require(
          value == null || attribute.type().accepts(value),
          "4.2",
          where + attribute.name() + " must be " + attribute.type() + ", is " + value);
    }
    for (String name : attributes.keySet()) {
      findings.require(
          tag.hasAttribute(name) || name.startsWith("X-"),
          tag.section(),
          where + tag.tagName() + " has no attribute " + name);
    }
  }
}
