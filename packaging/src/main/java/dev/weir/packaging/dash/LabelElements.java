package dev.weir.packaging.dash;

import dev.weir.packaging.TrackLabel;
import dev.weir.packaging.TrackLabel.Role;

/**
 * What an AdaptationSet tells viewers of itself, ISO/IEC 23009-1 §5.3.3.2, §5.8.4.2, §5.8.4.3,
 * §5.3.7.2 in the order of its schema: language, label, accessibility and roles. Immutable.
 */
record LabelElements(TrackLabel label) {
  private static final String ROLE_SCHEME = "urn:mpeg:dash:role:2011";

  /** ETSI TS 101 154's purposes of sound: 1 for those who do not see. */
  private static final String PURPOSE_SCHEME = "urn:tva:metadata:cs:AudioPurposeCS:2007";

  void writeLanguage(XmlText xml) {
    if (!label.language().isEmpty()) {
      xml.attribute("lang", label.language());
    }
  }

  /** With the role that it has among its kind. */
  void write(String role, XmlText xml) {
    if (!label.name().isEmpty()) {
      xml.text("Label", label.name());
    }
    if (label.is(Role.DESCRIPTION)) {
      xml.start("Accessibility")
          .attribute("schemeIdUri", PURPOSE_SCHEME)
          .attribute("value", 1)
          .end();
    }
    writeRole(role, xml);
    if (label.is(Role.FORCED)) {
      writeRole("forced-subtitle", xml);
    }
    if (label.is(Role.CAPTION)) {
      writeRole("caption", xml);
    }
    if (label.is(Role.DESCRIPTION)) {
      writeRole("description", xml);
    }
    if (label.is(Role.COMMENTARY)) {
      writeRole("commentary", xml);
    }
  }

  private static void writeRole(String role, XmlText xml) {
    xml.start("Role").attribute("schemeIdUri", ROLE_SCHEME).attribute("value", role).end();
  }
}
