package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out which files are meant. Stateless. */
public final class VideoFiles {
  private static final Set<String> ENDINGS =
      Set.of(
          "mp4", "m4v", "mov", "qt", "mkv", "webm", "ts", "m2ts", "mts", "m2t", "mpg", "mpeg",
          "vob", "flv", "f4v", "avi", "wmv", "asf", "ogv", "3gp", "3g2", "mxf", "divx", "y4m",
          "dv");

  private VideoFiles() {}

  /**
   * Files as they are, and in place of folders the videos in them, by name, without hidden ones.
   *
   * @throws ImportException where there is nothing to send, or it cannot be read
   */
  public static List<Path> in(List<Path> given) throws IOException {
    var files = new ArrayList<Path>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else {
        files.add(path);
      }
    }
    for (Path file : files) {
      require(file);
    }
    return List.copyOf(files);
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> videos =
          all.filter(file -> isVideo(folder.relativize(file)) && Files.isRegularFile(file))
              .sorted()
              .toList();
      if (videos.isEmpty()) {
        throw wrong("there is no video file in " + folder);
      }
      return videos;
    } catch (UncheckedIOException unreadable) {
      throw wrong(folder + " cannot be read: " + unreadable.getCause());
    }
  }

  private static boolean isVideo(Path file) {
    for (Path part : file) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static void require(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw wrong(file + " is not there");
    }
    if (!Files.isRegularFile(file)) {
      throw wrong(file + " is no file");
    }
    if (!Files.isReadable(file)) {
      throw wrong(file + " may not be read by this user");
    }
  }

  private static ImportException wrong(String what) {
    return new ImportException(Reach.ALL_FILES, what);
  }
}
