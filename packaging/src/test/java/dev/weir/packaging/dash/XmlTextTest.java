package dev.weir.packaging.dash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlTextTest {
  @Test
  void escapesAttributeValues() {
    String xml = new XmlText().start("A").attribute("b", "<&\">").end().toString();

    assertThat(xml).endsWith("<A b=\"&lt;&amp;&quot;>\"/>\n");
  }
}
