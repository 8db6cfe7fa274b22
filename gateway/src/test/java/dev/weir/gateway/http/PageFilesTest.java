package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {
  @TempDir private Path folder;

  @Test
  void readsAllFilesOfAFolder() throws Exception {
    Path web = Files.createDirectories(folder.resolve("web/assets")).getParent();
    Files.writeString(web.resolve("index.html"), "page");
    Files.writeString(web.resolve("assets/a.js"), "script");

    var files = PageFiles.read(web.toUri());

    assertThat(files).containsOnlyKeys("index.html", "assets/a.js");
    assertThat(files.get("assets/a.js").plain().getFirst().toArray()).isEqualTo(octets("script"));
  }

  @Test
  void readsAllFilesOfAFolderInAJar() throws Exception {
    Path jar = folder.resolve("pages.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(out, "other.txt", "other");
      put(out, "web/index.html", "page");
      put(out, "web/assets/a.js", "script");
    }

    URI inside = URI.create("jar:" + jar.toUri() + "!/web/");
    var files = PageFiles.read(inside);

    assertThat(files).containsOnlyKeys("index.html", "assets/a.js");
    assertThat(files.get("index.html").plain().getFirst().toArray()).isEqualTo(octets("page"));
    assertThat(PageFiles.read(inside)).as("once more").hasSize(2);
  }

  private static void put(JarOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(octets(text));
    out.closeEntry();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
