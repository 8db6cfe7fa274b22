package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3FramesTest {
  private static Bytes frame(String header, int octets) {
    return Bytes.wrap(Arrays.copyOf(Bytes.ofHex(header).toArray(), octets));
  }

  @ParameterizedTest
  @CsvSource({
    "fffb9464, 384", // MPEG-1, 128 kbit/s, 48 kHz
    "fffb9064, 417", // 44.1 kHz
    "fffb9264, 418", // 44.1 kHz, padded
    "fffbe864, 1440", // 320 kbit/s, 32 kHz
    "fff38464, 192", // MPEG-2, 64 kbit/s, 24 kHz
    "ffe31864, 72" // MPEG-2.5, 8 kbit/s, 8 kHz
  })
  void knowHowLongTheyAre(String header, int octets) throws MediaFormatException {
    Bytes one = frame(header, octets);

    assertThat(Mp3Frames.split(Bytes.concat(List.of(one, one, one))))
        .containsExactly(one, one, one);
  }

  @Test
  void keepWhatFollowsTheLast() throws MediaFormatException {
    Bytes one = frame("fffb9464", 384);
    Bytes last = frame("fffb9464", 388);

    assertThat(Mp3Frames.split(Bytes.concat(List.of(one, last)))).containsExactly(one, last);
    assertThat(Mp3Frames.split(one.slice(0, 100))).containsExactly(one.slice(0, 100));
    assertThat(Mp3Frames.split(frame("fffb0464", 500))).hasSize(1); // free format
    assertThat(Mp3Frames.split(Bytes.EMPTY)).containsExactly(Bytes.EMPTY);
  }

  @Test
  void areNotTooMany() {
    Bytes many = Bytes.concat(Collections.nCopies(65, frame("ffe31864", 72)));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> Mp3Frames.split(many))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Property
  void areAllThatThereIs(@ForAll byte[] garbage) {
    Bytes packet = Bytes.concat(List.of(Bytes.ofHex("ffe31864"), Bytes.copyOf(garbage)));
    try {
      assertThat(Bytes.concat(Mp3Frames.split(packet))).isEqualTo(packet);
    } catch (MediaFormatException e) {
      assertThat(e.kind()).isNotNull();
    }
  }
}
