package dev.weir.packaging.dash;

import java.util.ArrayDeque;
import java.util.Deque;

/** XML as it is written, with attribute values escaped. Confined to the method that makes it. */
final class XmlText {
  private static final String INDENT = "  ";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inStartTag;

  /** Begins an element; attributes follow, then children, then {@link #end}. */
  XmlText start(String element) {
    finishStartTag();
    indent();
    text.append('<').append(element);
    open.push(element);
    inStartTag = true;
    return this;
  }

  /** Belongs to the element that was begun last, before any child of it. */
  XmlText attribute(String name, Object value) {
    text.append(' ').append(name).append("=\"");
    escape(value.toString());
    text.append('"');
    return this;
  }

  /** An element that holds a text alone. */
  XmlText text(String element, String content) {
    finishStartTag();
    indent();
    text.append('<').append(element).append('>');
    escape(content);
    text.append("</").append(element).append(">\n");
    return this;
  }

  XmlText end() {
    String element = open.pop();
    if (inStartTag) {
      text.append("/>\n");
      inStartTag = false;
      return this;
    }
    indent();
    text.append("</").append(element).append(">\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void finishStartTag() {
    if (inStartTag) {
      text.append(">\n");
      inStartTag = false;
    }
  }

  private void indent() {
    text.append(INDENT.repeat(open.size()));
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '"' -> text.append("&quot;");
        default -> text.append(c);
      }
    }
  }
}
