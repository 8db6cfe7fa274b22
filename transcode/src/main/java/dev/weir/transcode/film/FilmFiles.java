package dev.weir.transcode.film;

import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of films are. Immutable.
 *
 * @param originals folder of what people have sent, a file for each film, named after it
 * @param work folder of what is needed for a moment
 * @param media folder of all that viewers get
 */
public record FilmFiles(Path originals, Path work, Path media) {
  /** For one job: what fails to get to the disk is told to whoever wrote it, and to nobody else. */
  DiskBlobStore openDisk() {
    return new DiskBlobStore(media);
  }

  /** As it was sent. */
  Path original(String asset) {
    return originals.resolve(asset);
  }

  /** The same samples as an MP4, where the original is none, or one that cannot be read. */
  Path remuxed(String asset) {
    return originals.resolve(asset + ".mp4");
  }

  /** Whether all that was made of it is enough. */
  boolean isOriginalGone(String asset) {
    return Files.notExists(original(asset));
  }

  /** Nobody needs to make anything of it any more. */
  void deleteOriginal(String asset) throws IOException {
    Files.deleteIfExists(remuxed(asset));
    Files.deleteIfExists(original(asset));
  }

  /** Deletes everything of it; nobody may be working on it. */
  public void delete(String asset) throws IOException {
    deleteOriginal(asset);
    try (DiskBlobStore disk = openDisk()) {
      new RenditionFiles(disk, RenditionFiles.folder(asset)).delete();
    }
  }
}
