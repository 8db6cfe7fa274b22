package dev.weir.media.sound;

/**
 * A complete prefix code in which codewords are counted on from the shortest, and so from one
 * length to the next. Immutable. No allocation.
 */
final class HuffmanCode {
  private static final int LONGEST = 19;

  private final int[] firstCodes = new int[LONGEST + 1];
  private final int[] counts = new int[LONGEST + 1];
  private final int[] starts = new int[LONGEST + 1];
  private final int[] symbols;

  private HuffmanCode(int size) {
    symbols = new int[size];
  }

  /** From lines as {@link AacCodebooks} has them. */
  static HuffmanCode parse(String table) {
    String[] words = table.strip().split("\\s+", -1);
    int lengths = (int) table.chars().filter(letter -> letter == ':').count();
    var code = new HuffmanCode(words.length - lengths);
    int length = 0;
    int size = 0;
    for (String word : words) {
      if (word.endsWith(":")) {
        length = Integer.parseInt(word, 0, word.length() - 1, 10);
        code.starts[length] = size;
      } else {
        code.symbols[size++] = Integer.parseInt(word);
        code.counts[length]++;
      }
    }
    code.number();
    return code;
  }

  private void number() {
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      next = (next + counts[length - 1]) << 1;
      firstCodes[length] = next;
    }
    if (next + counts[LONGEST] != 1 << LONGEST) {
      throw new IllegalArgumentException("not a complete code");
    }
  }

  int size() {
    return symbols.length;
  }

  /** The next symbol; some symbol where the bits are over. */
  int read(BitCursor in) {
    int ahead = in.peek(LONGEST);
    for (int length = 1; length <= LONGEST; length++) {
      int index = (ahead >>> (LONGEST - length)) - firstCodes[length];
      if (index < counts[length]) {
        in.skip(length);
        return symbols[starts[length] + index];
      }
    }
    throw new IllegalStateException("a complete code knows every run of bits");
  }
}
