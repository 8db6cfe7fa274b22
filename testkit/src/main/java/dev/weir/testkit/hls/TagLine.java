package dev.weir.testkit.hls;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of a playlist or, with an empty tag, a URI. Immutable.
 *
 * @param number counted from 1
 * @param value what follows the colon, or the URI
 * @param attributes as written, quotes and all; empty where the tag has none
 */
record TagLine(int number, Optional<HlsTag> tag, String value, Map<String, String> attributes) {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\G([A-Z0-9-]+)=(\"[^\"]*\"|[^\",]+)(,(?!$)|$)");

  boolean isUri() {
    return tag.isEmpty();
  }

  boolean is(HlsTag other) {
    return tag.filter(other::equals).isPresent();
  }

  /** The attribute without its quotes, or an empty text. */
  String text(String attribute) {
    String raw = attributes.getOrDefault(attribute, "");
    return raw.startsWith("\"") && raw.length() > 1 ? raw.substring(1, raw.length() - 1) : raw;
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** The attribute as a number, zero where it is absent or malformed, which is told elsewhere. */
  BigDecimal number(String attribute) {
    return decimal(text(attribute));
  }

  static BigDecimal decimal(String text) {
    return AttributeType.FLOAT.accepts(text) ? new BigDecimal(text) : BigDecimal.ZERO;
  }

  /** The attributes in order, or nothing where the list is malformed or names one twice. */
  static Optional<Map<String, String>> parseAttributes(String list) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(list);
    int end = 0;
    while (matcher.find()) {
      end = matcher.end();
      if (attributes.put(matcher.group(1), matcher.group(2)) != null) {
        return Optional.empty();
      }
    }
    return end == list.length() && end > 0 ? Optional.of(attributes) : Optional.empty();
  }
}
