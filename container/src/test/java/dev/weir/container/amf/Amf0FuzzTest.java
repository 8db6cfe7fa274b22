package dev.weir.container.amf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;

class Amf0FuzzTest {
  @FuzzTest
  void readsOrRefusesAndKeepsWhatItRead(byte[] message) throws MediaFormatException {
    List<AmfValue> values;
    try {
      values = Amf0Reader.readAll(Bytes.copyOf(message), AmfLimits.DEFAULTS);
    } catch (MediaFormatException e) {
      return;
    }

    var roomy = new AmfLimits(256, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(Amf0Reader.readAll(Amf0Writer.write(values), roomy)).isEqualTo(values);
  }
}
