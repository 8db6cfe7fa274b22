package dev.weir.testkit.dash;

import dev.weir.testkit.rules.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An MPD as a tree, read without DOCTYPE. Confined to one check. */
record MpdText(Element root) {
  private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";

  static Optional<MpdText> read(String text, Findings findings) {
    try {
      Element root = parse(text);
      boolean isMpd = NAMESPACE.equals(root.getNamespaceURI()) && root.getLocalName().equals("MPD");
      findings.require(isMpd, "5.3.1", "the root must be MPD of " + NAMESPACE);
      return isMpd ? Optional.of(new MpdText(root)) : Optional.empty();
    } catch (SAXException e) {
      findings.require(false, "5.2.1", "not well-formed, or with a DOCTYPE: " + e.getMessage());
      return Optional.empty();
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("No XML parser", e);
    }
  }

  private static Element parse(String text)
      throws SAXException, IOException, ParserConfigurationException {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setExpandEntityReferences(false);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    return builder
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  List<Element> periods() {
    return children(root, "Period");
  }

  boolean isDynamic() {
    return root.getAttribute("type").equals("dynamic");
  }

  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getLocalName().equals(name)).toList();
  }

  static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /** The template of a representation, its own or its adaptation set's. */
  static Optional<Element> template(Element representation) {
    return child(representation, "SegmentTemplate")
        .or(() -> child((Element) representation.getParentNode(), "SegmentTemplate"));
  }

  /** Its last segment may be announced before it is complete, §5.3.9.2.2. */
  static boolean grows(Element template) {
    return template.getAttribute("availabilityTimeComplete").equals("false");
  }

  static List<Element> representations(Element period) {
    return children(period, "AdaptationSet").stream()
        .flatMap(set -> children(set, "Representation").stream())
        .toList();
  }
}
