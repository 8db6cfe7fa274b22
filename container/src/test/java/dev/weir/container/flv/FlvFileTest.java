package dev.weir.container.flv;

import static dev.weir.testkit.DumpAssertions.assertDump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FlvFileTest {
  static final List<String> FIXTURES = FlvFixture.NAMES;

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void readsWhatTheGoldenDumpSays(String name) throws MediaFormatException {
    String dump = FlvFixture.named(name).dump();

    assertDump(dump, "flv/" + name + ".dump");
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void readsTheFrontOfAFileThatIsCutAnywhere(String name) throws MediaFormatException {
    Bytes file = FlvFixture.file(name);
    List<FlvEvent> whole = FlvFixture.read(file).events();

    int most = 0;
    for (int length = 9; length < file.length(); length += 97) {
      List<FlvEvent> events = FlvFixture.read(file.slice(0, length)).events();

      assertThat(events).isEqualTo(whole.subList(0, events.size()));
      most = events.size();
    }
    assertThat(most).isGreaterThan(whole.size() / 2);
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void writesTheTagsThatItRead(String name) throws MediaFormatException {
    FlvFile file = FlvFile.parse(FlvFixture.file(name));

    assertThat(FlvFile.parse(file.toBytes())).isEqualTo(file);
  }

  @Test
  void keepsNegativeAndLongTimestamps() throws MediaFormatException {
    var tags =
        List.of(
            new FlvTag(FlvTagType.SCRIPT, -40, Bytes.of(1)),
            new FlvTag(FlvTagType.SCRIPT, 0x1234_5678, Bytes.of(2)));

    assertThat(FlvFile.parse(new FlvFile(tags).toBytes()).tags()).isEqualTo(tags);
  }

  @Test
  void passesOverTagsOfUnknownType() throws MediaFormatException {
    Bytes header = Bytes.ofHex("464c56 01 05 00000009 00000000");
    Bytes unknown = Bytes.ofHex("0f 000001 000000 00 000000 aa 0000000c");
    Bytes script = Bytes.ofHex("12 000001 000005 00 000000 bb 0000000c");

    FlvFile file = FlvFile.parse(Bytes.concat(List.of(header, unknown, script)));

    assertThat(file.tags()).containsExactly(new FlvTag(FlvTagType.SCRIPT, 5, Bytes.of(0xBB)));
  }

  @Test
  void refusesWhatIsNotFlv() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FlvFile.parse(Bytes.ofHex("000000186674797069736f36")))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
  }

  @Test
  void refusesEncryptedTags() {
    Bytes file = Bytes.ofHex("464c56 01 05 00000009 00000000 29 000001 000000 00 000000 aa 0000");

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> FlvFile.parse(file))
        .returns(Kind.UNSUPPORTED, MediaFormatException::kind);
  }
}
