package dev.weir.container.mp4;

/**
 * How the picture of a track is to be shown. Immutable.
 *
 * @param width as it is seen, turned, in pixels of the screen; 0 where the file does not say
 * @param height likewise
 * @param rotationDegrees how far the picture has to be turned clockwise: 0, 90, 180 or 270
 * @param mirrored it has to be turned upside down by a mirror first
 */
public record PictureShape(int width, int height, int rotationDegrees, boolean mirrored) {

  static PictureShape of(TrackHeader header, Matrix movie) {
    Matrix matrix = header.matrix().then(movie);
    int rotation = matrix.rotationDegrees();
    boolean isOnItsSide = rotation % 180 != 0;
    return new PictureShape(
        isOnItsSide ? header.height() : header.width(),
        isOnItsSide ? header.width() : header.height(),
        rotation,
        matrix.isMirrored());
  }
}
