package dev.weir.transcode.film;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.container.text.Cue;
import dev.weir.container.text.WebVttWriter;
import dev.weir.library.Assets;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import dev.weir.library.Renditions;
import dev.weir.library.TextLabel;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subtitles of films: a file of WebVTT each, which is safe before the library names it, and
 * goes after the library has forgotten it. So whoever is killed in between leaves a file that
 * nobody sees, and that the next attempt replaces. Thread-safe; blocks.
 */
public final class FilmSubtitles {
  private static final Logger LOG = LoggerFactory.getLogger(FilmSubtitles.class);

  private static final int MOST = 100;

  private final FilmFiles files;
  private final Assets assets;
  private final Renditions renditions;

  /** One at a time: the same file may come twice at once, and would be written by two. */
  private final ReentrantLock changing = new ReentrantLock();

  public FilmSubtitles(FilmFiles files, Assets assets, Renditions renditions) {
    this.files = files;
    this.assets = assets;
    this.renditions = renditions;
  }

  /**
   * Adds subtitles to a film; the same ones again only get another label. Those that are the
   * default take the place of others. Empty where there is no such film.
   *
   * @throws MediaFormatException where it is too much
   */
  public Optional<Rendition> add(String asset, TextLabel label, List<Cue> cues)
      throws IOException, MediaFormatException {
    Bytes file = file(cues);
    changing.lock();
    try {
      return assets.find(asset).isPresent()
          ? Optional.of(add(asset, label, file))
          : Optional.empty();
    } finally {
      changing.unlock();
    }
  }

  private Rendition add(String asset, TextLabel label, Bytes file)
      throws IOException, MediaFormatException {
    String name = FilmNames.text(label.language(), file);
    List<Rendition> known = texts(asset);
    Optional<Rendition> same =
        known.stream().filter(rendition -> rendition.name().equals(name)).findFirst();
    if (same.isEmpty()) {
      if (known.size() >= MOST) {
        throw new MediaFormatException(LIMIT, "subtitles", "a film has %d at most".formatted(MOST));
      }
      write(asset, name, file);
    }
    int next = known.stream().mapToInt(Rendition::place).max().orElse(-1) + 1;
    int place = same.map(Rendition::place).orElse(next);
    Rendition added = Rendition.text(asset, name, place, label, file.length());
    if (label.roles().contains(Role.DEFAULT)) {
      known.forEach(this::demote);
    }
    renditions.put(added);
    LOG.info("asset={} rendition={} event=subtitles-added", asset, name);
    return added;
  }

  private List<Rendition> texts(String asset) {
    return renditions.of(asset).stream()
        .filter(rendition -> rendition.kind() == Rendition.Kind.TEXT)
        .toList();
  }

  private void demote(Rendition other) {
    var roles = new HashSet<>(other.roles());
    if (roles.remove(Role.DEFAULT)) {
      renditions.put(other.with(roles));
    }
  }

  /** Takes subtitles away from a film; whether they were there. */
  public boolean remove(String asset, String name) throws IOException {
    changing.lock();
    try {
      boolean isThere = texts(asset).stream().anyMatch(text -> text.name().equals(name));
      if (isThere) {
        renditions.remove(asset, name);
        delete(asset, name);
        LOG.info("asset={} rendition={} event=subtitles-removed", asset, name);
      }
      return isThere;
    } finally {
      changing.unlock();
    }
  }

  private void delete(String asset, String name) throws IOException {
    try (DiskBlobStore disk = files.openDisk()) {
      new RenditionFiles(disk, RenditionFiles.folder(asset, name)).delete();
    }
  }

  /** Keeps what has come with the film; in the place of what an attempt before has left. */
  void keep(String asset, String name, int place, TextLabel label, List<Cue> cues)
      throws IOException, MediaFormatException {
    Bytes file = file(cues);
    write(asset, name, file);
    renditions.put(Rendition.text(asset, name, place, label, file.length()));
  }

  private static Bytes file(List<Cue> cues) throws MediaFormatException {
    Bytes file = Bytes.wrap(WebVttWriter.file(cues).getBytes(StandardCharsets.UTF_8));
    if (file.length() > TextRendition.MOST_BYTES) {
      throw new MediaFormatException(
          LIMIT,
          "subtitles",
          "%d octets of WebVTT, at most %d".formatted(file.length(), TextRendition.MOST_BYTES));
    }
    return file;
  }

  /** Safe when it returns. */
  private void write(String asset, String name, Bytes file) throws IOException {
    String folder = RenditionFiles.folder(asset, name);
    try (DiskBlobStore disk = files.openDisk()) {
      new RenditionFiles(disk, folder).delete();
      String blob = folder + "/" + TextRendition.WHOLE;
      disk.append(blob, file);
      disk.seal(blob);
      disk.force();
    }
  }
}
