package dev.weir.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own in memory, which is soon full. Needs the right to mount. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts it.
   *
   * @param folder an empty one
   * @throws IOException where this process may not mount
   */
  static SmallDisk mount(Path folder, int mebibytes) throws IOException, InterruptedException {
    run(
        List.of(
            "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()));
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Takes all the room that is left, until the file is deleted. */
  Path fill() throws IOException {
    Path ballast = folder.resolve("ballast");
    try (var out = Files.newOutputStream(ballast)) {
      for (byte[] block = new byte[4096]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run(List.of("umount", "--lazy", folder.toString()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String complaint =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + complaint);
    }
  }
}
