package dev.weir.packaging.dash;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.TrackLabel.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Subtitles as an AdaptationSet of their own: one file of WebVTT for the whole period, ISO/IEC
 * 23009-1 §5.3.9.1 and DASH-IF IOP 5 part 4. Immutable.
 *
 * @param isMain they are shown where the viewer has not chosen; of no more than one set
 */
record TextSet(int number, TextRendition text, boolean isMain) {
  /** Far from the ids of pictures and sounds, which grow with their number. */
  private static final int FIRST_ID = 1001;

  /** More than speech needs; required, and of no use. */
  private static final int BANDWIDTH_BPS = 256;

  static List<TextSet> of(Presentation presentation) {
    var sets = new ArrayList<TextSet>();
    boolean hasMain = false;
    for (TextRendition text : presentation.texts()) {
      boolean isMain = text.label().is(Role.DEFAULT) && !hasMain;
      hasMain |= isMain;
      sets.add(new TextSet(sets.size(), text, isMain));
    }
    return sets;
  }

  void write(XmlText xml) {
    var labels = new LabelElements(text.label());
    xml.start("AdaptationSet")
        .attribute("id", FIRST_ID + number)
        .attribute("contentType", "text")
        .attribute("mimeType", "text/vtt");
    labels.writeLanguage(xml);
    labels.write("subtitle", xml);
    if (isMain) {
      xml.start("Role")
          .attribute("schemeIdUri", "urn:mpeg:dash:role:2011")
          .attribute("value", "main")
          .end();
    }
    xml.start("Representation")
        .attribute("id", text.name())
        .attribute("bandwidth", BANDWIDTH_BPS)
        .text("BaseURL", text.name() + "/" + TextRendition.WHOLE)
        .end()
        .end();
  }
}
