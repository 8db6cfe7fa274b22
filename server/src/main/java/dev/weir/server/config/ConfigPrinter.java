package dev.weir.server.config;

import dev.weir.server.config.RecordShape.Component;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a configuration as YAML, with every secret masked. Confined to one call. */
public final class ConfigPrinter {
  private static final String INDENT = "  ";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9./_-]*");

  private final StringBuilder yaml = new StringBuilder();

  private ConfigPrinter() {}

  /** Every key with the value that is in force. */
  public static String print(WeirConfig config) {
    var printer = new ConfigPrinter();
    printer.printGroup("", config);
    return printer.yaml.toString();
  }

  private void printGroup(String indent, Record group) {
    for (Component component : RecordShape.of(group.getClass()).components()) {
      yaml.append(indent).append(component.key()).append(':');
      switch (component.valueIn(group)) {
        case Record inner when component.isGroup() -> {
          yaml.append('\n');
          printGroup(indent + INDENT, inner);
        }
        case Map<?, ?> map -> printMap(indent + INDENT, map);
        case Object value -> yaml.append(' ').append(value(value)).append('\n');
      }
    }
  }

  private void printMap(String indent, Map<?, ?> map) {
    yaml.append(map.isEmpty() ? " {}\n" : "\n");
    map.forEach((name, group) -> {
      yaml.append(indent).append(scalar(name)).append(":\n");
      printGroup(indent + INDENT, (Record) group);
    });
  }

  private static String value(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(ConfigPrinter::scalar).collect(Collectors.joining(", ", "[", "]"))
        : scalar(value);
  }

  /** Quoted (YAML 1.2.2 §7.3.1) where a sign in it might mean something to YAML. */
  private static String scalar(Object value) {
    String text = ValueTypes.print(value);
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
