package dev.weir.transcode.vod;

import java.nio.file.Path;
import java.util.List;

/**
 * The small pictures of a film. Immutable.
 *
 * @param sheets JPEG files
 * @param size of one picture
 */
public record SpriteSheets(List<Path> sheets, Size size, List<Sprite> sprites) {
  public SpriteSheets {
    sheets = List.copyOf(sheets);
    sprites = List.copyOf(sprites);
  }
}
