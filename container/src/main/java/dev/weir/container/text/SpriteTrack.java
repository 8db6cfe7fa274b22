package dev.weir.container.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The pictures on the bar of a player: sheets of small pictures in rows and columns, and a file of
 * WebVTT whose cues say which part of which sheet is which stretch of the film, as media fragments
 * (W3C Media Fragments §4.2.2). Players agree on it without a specification. Immutable.
 *
 * @param columns of a sheet
 * @param rows of a sheet
 * @param tileWidth of a small picture, in pixels
 * @param tileHeight likewise
 * @param intervalMillis from one picture to the next
 */
public record SpriteTrack(
    int columns, int rows, int tileWidth, int tileHeight, long intervalMillis) {
  public SpriteTrack {
    if (columns < 1 || rows < 1 || tileWidth < 1 || tileHeight < 1 || intervalMillis < 1) {
      throw new IllegalArgumentException(
          "%d x %d tiles of %d x %d each %d ms"
              .formatted(columns, rows, tileWidth, tileHeight, intervalMillis));
    }
  }

  /** How many pictures a film of this length has. */
  public int tiles(long durationMillis) {
    return Math.toIntExact(Math.ceilDiv(durationMillis, intervalMillis));
  }

  /** How many sheets they fill. */
  public int sheets(long durationMillis) {
    return Math.ceilDiv(tiles(durationMillis), columns * rows);
  }

  /**
   * The file.
   *
   * @param sheetUrl the address of a sheet, counted from 0, as it is read from the file's own
   */
  public String write(long durationMillis, IntFunction<String> sheetUrl) {
    List<Cue> cues = new ArrayList<>();
    for (int tile = 0; tile < tiles(durationMillis); tile++) {
      long startMillis = tile * intervalMillis;
      long endMillis = Math.min(durationMillis, startMillis + intervalMillis);
      int inSheet = tile % (columns * rows);
      String place =
          "%s#xywh=%d,%d,%d,%d"
              .formatted(
                  sheetUrl.apply(tile / (columns * rows)),
                  inSheet % columns * tileWidth,
                  inSheet / columns * tileHeight,
                  tileWidth,
                  tileHeight);
      cues.add(new Cue(startMillis, endMillis, "", place));
    }
    return WebVttWriter.file(cues);
  }
}
