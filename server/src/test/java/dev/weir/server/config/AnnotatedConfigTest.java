package dev.weir.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code config/weir.yaml} and the records to each other. */
class AnnotatedConfigTest {
  private static final Path FILE = Path.of("../config/weir.yaml");

  /** A commented key, unlike prose, follows its sign at once or after two spaces. */
  private static final Pattern COMMENTED_KEY = Pattern.compile("(?m)^( *)#(?=[a-z]|  [a-z])");

  private static final Pattern KEY = Pattern.compile("(?m)^ *[a-z-]+:");

  @Test
  void saysTheDefaultsOfTheRecords() throws Exception {
    assertThat(new ConfigLoader().file(FILE).load()).isEqualTo(WeirConfig.DEFAULTS);
  }

  @Test
  void listsEveryKeyOfTheRecordsAndNoOther(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("weir.yaml");
    Files.writeString(whole, withCommentedKeys());

    List<String> keys =
        YamlSettings.read(whole).stream()
            .filter(setting -> !isGroup(setting))
            .map(setting ->
                setting.key().replace(".mychannel.", ".NAME.").replace(".mysite.", ".NAME."))
            .toList();

    assertThat(keys).containsExactlyElementsOf(KnownKeys.of(WeirConfig.class).all());
  }

  @Test
  void isReadWithItsExamples(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("weir.yaml");
    Files.writeString(whole, withCommentedKeys());

    assertThat(new ConfigLoader().file(whole).load().channels()).containsOnlyKeys("mychannel");
  }

  @Test
  void explainsEveryKeyInTheLineAbove() throws Exception {
    List<String> lines = withCommentedKeys().lines().toList();

    for (int i = 1; i < lines.size(); i++) {
      boolean opensGroup = lines.get(i).endsWith(":");
      if (KEY.matcher(lines.get(i)).find() && !opensGroup) {
        assertThat(lines.get(i - 1)).as("above " + lines.get(i)).contains("# ");
      }
    }
  }

  private static boolean isGroup(Setting setting) {
    return setting.isEmpty() && !KnownKeys.of(WeirConfig.class).all().contains(setting.key());
  }

  private static String withCommentedKeys() throws IOException {
    return COMMENTED_KEY.matcher(Files.readString(FILE)).replaceAll("$1");
  }
}
