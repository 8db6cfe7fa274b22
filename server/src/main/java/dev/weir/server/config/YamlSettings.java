package dev.weir.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads a YAML file as a flat list of settings, each with its line. Confined to the thread that
 * loads the configuration.
 */
final class YamlSettings {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final JsonParser parser;
  private final List<Setting> settings = new ArrayList<>();

  private YamlSettings(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Throws ConfigException where the file cannot be read or is no mapping. */
  static List<Setting> read(Path file) throws ConfigException {
    try (Reader text = Files.newBufferedReader(file);
        JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      var reading = new YamlSettings(file, parser);
      reading.readDocument();
      return reading.settings;
    } catch (JacksonException malformed) {
      var where = malformed.getLocation();
      String line = where == null ? "" : ":" + where.getLineNr();
      throw new ConfigException(List.of(file + line + ": " + malformed.getOriginalMessage()));
    } catch (IOException unreadable) {
      throw new ConfigException(List.of("Cannot read " + file + ": " + unreadable));
    }
  }

  private void readDocument() throws ConfigException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw new ConfigException(List.of(file + ": expected a mapping of keys to values"));
    }
    readMapping("");
  }

  private void readMapping(String prefix) throws ConfigException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      String origin = origin();
      readValue(key, origin);
    }
  }

  private void readValue(String key, String origin) throws ConfigException {
    switch (parser.nextToken()) {
      case START_OBJECT -> {
        settings.add(Setting.scalar(key, "", origin));
        readMapping(key + ".");
      }
      case START_ARRAY -> settings.add(Setting.list(key, readList(), origin));
      case VALUE_NULL -> settings.add(Setting.scalar(key, "", origin));
      default -> settings.add(Setting.scalar(key, parser.getString(), origin));
    }
  }

  private List<String> readList() throws ConfigException {
    var items = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw new ConfigException(List.of(origin() + ": a list here may hold plain values only"));
      }
      items.add(parser.getString());
    }
    return items;
  }

  private String origin() {
    return file + ":" + parser.currentTokenLocation().getLineNr();
  }
}
