package dev.weir.testkit.hls;

import java.util.regex.Pattern;

/** The forms of an attribute's value, RFC 8216bis §4.2. */
enum AttributeType {
  DECIMAL("[0-9]{1,20}"),
  FLOAT("[0-9]+(?:\\.[0-9]+)?"),
  SIGNED_FLOAT("-?[0-9]+(?:\\.[0-9]+)?"),
  HEX("0[xX][0-9A-F]+"),
  QUOTED("\"[^\"\\r\\n]*\""),
  WORD("[^\",\\s]+"),
  NAME_OR_QUOTED("[^\",\\s]+|\"[^\"\\r\\n]*\""),
  RESOLUTION("[1-9][0-9]*x[1-9][0-9]*");

  private final Pattern pattern;

  AttributeType(String regex) {
    pattern = Pattern.compile(regex);
  }

  boolean accepts(String value) {
    return pattern.matcher(value).matches();
  }
}
