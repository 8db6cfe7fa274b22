package dev.weir.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code Upload-Metadata} says (tus 1.0, "Creation"), for people only: nothing on the disk is
 * named after it. Immutable.
 *
 * @param fileName without folders
 * @param text as it came
 */
record UploadMetadata(Optional<String> fileName, Optional<String> title, String text) {
  /** What a header has to be like. */
  static final String FORM =
      "Upload-Metadata is up to 32 pairs of a key and a Base64 value, all different, of 4096"
          + " characters in all, with filename and title in UTF-8.";

  private static final int MOST_CHARACTERS = 4096;
  private static final int MOST_PAIRS = 32;
  private static final int MOST_NAME_CHARACTERS = 255;

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E&&[^,]]{1,64}");

  /** Controls, and those that turn the direction of text, as in {@code gpj.exe}. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

  /** Empty where it has another form. */
  static Optional<UploadMetadata> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      Map<String, byte[]> values = pairs(text);
      Optional<String> title = text(values, "title");
      Optional<String> fileName = text(values, "filename").flatMap(UploadMetadata::lastName);
      return Optional.of(new UploadMetadata(fileName, title.flatMap(UploadMetadata::clean), text));
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static Map<String, byte[]> pairs(String text) {
    var values = new HashMap<String, byte[]>();
    String[] pairs = text.isBlank() ? new String[0] : text.split(",", -1);
    if (pairs.length > MOST_PAIRS) {
      throw new IllegalArgumentException("too many pairs");
    }
    for (String pair : pairs) {
      String[] parts = pair.strip().split(" ", -1);
      boolean isPair = parts.length <= 2 && KEY.matcher(parts[0]).matches();
      byte[] value = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
      if (!isPair || values.put(parts[0], value) != null) {
        throw new IllegalArgumentException("no pair, or one twice");
      }
    }
    return values;
  }

  private static Optional<String> text(Map<String, byte[]> values, String key)
      throws CharacterCodingException {
    byte[] value = values.getOrDefault(key, new byte[0]);
    return Optional.of(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
  }

  private static Optional<String> lastName(String path) {
    return clean(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
  }

  /** Without what nobody sees, some of which no database takes. */
  static String visible(String text) {
    return INVISIBLE.matcher(text).replaceAll("");
  }

  private static Optional<String> clean(String text) {
    String visible = visible(text).strip();
    int[] characters = visible.codePoints().limit(MOST_NAME_CHARACTERS).toArray();
    return visible.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(characters, 0, characters.length));
  }
}
