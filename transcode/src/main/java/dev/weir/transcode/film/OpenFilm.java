package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4File;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.nio.file.Path;

/** An MP4 on disk, while it is read. Confined to one thread. */
final class OpenFilm implements AutoCloseable {
  private static final int TEXT_BLOCK_BYTES = 4096;

  private final FileSource source;
  private final Mp4File file;

  private OpenFilm(FileSource source, Mp4File file) {
    this.source = source;
    this.file = file;
  }

  static OpenFilm open(Path path) throws IOException, MediaFormatException {
    return open(new FileSource(path, FileSource.BLOCK_BYTES));
  }

  /** To read samples that are small, and far from each other. */
  static OpenFilm openForText(Path path) throws IOException, MediaFormatException {
    return open(new FileSource(path, TEXT_BLOCK_BYTES));
  }

  private static OpenFilm open(FileSource source) throws IOException, MediaFormatException {
    try {
      return new OpenFilm(source, Mp4File.open(source));
    } catch (IOException | MediaFormatException | RuntimeException failure) {
      source.close();
      throw failure;
    }
  }

  Mp4File file() {
    return file;
  }

  long lengthBytes() {
    return source.lengthBytes();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
