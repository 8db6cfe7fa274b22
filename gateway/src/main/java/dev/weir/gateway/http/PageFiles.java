package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.media.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads and compresses the files that the {@code web} module builds. Stateless. */
final class PageFiles {
  private static final String JAR = "jar";

  private PageFiles() {}

  /**
   * All files below {@code folder}, by names such as {@code assets/a.js}. Blocks.
   *
   * @param folder of a file system, or of a jar
   */
  static Map<String, Document> read(URI folder) throws IOException {
    if (!folder.getScheme().equals(JAR)) {
      return read(Path.of(folder));
    }
    String[] jarAndFolder = folder.getSchemeSpecificPart().split("!", 2);
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
      return read(jar.getPath(jarAndFolder[1]));
    }
  }

  private static Map<String, Document> read(Path root) throws IOException {
    var files = new HashMap<String, Document>();
    for (Path file : filesBelow(root)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      files.put(name, Document.of(Bytes.wrap(Files.readAllBytes(file))));
    }
    return files;
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
