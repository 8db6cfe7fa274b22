package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The private folder of one job: all that its FFmpegs write is below it, and goes with it.
 * Thread-safe.
 */
public final class JobFolder implements AutoCloseable {
  /** For one that the system itself holds in a write, or of which nobody has taken note. */
  private static final int END_SECONDS = 5;

  private final Path path;

  private JobFolder(Path path) {
    this.path = path;
  }

  /**
   * A new one below {@code root}, with a name of its own. The name is on the command line of every
   * process that works in it: {@link #sweep} finds them by it.
   */
  public static JobFolder create(Path root) throws IOException {
    Files.createDirectories(root);
    return new JobFolder(Files.createTempDirectory(root.toAbsolutePath(), "job-"));
  }

  /**
   * Ends the processes that a server which was killed has left working below {@code root}, waits
   * until they have ended, and deletes what they have made. To be called at the start, before the
   * first job.
   */
  public static void sweep(Path root) throws IOException {
    String jobs = root.toAbsolutePath().resolve("job-").toString();
    List<ProcessHandle> left =
        ProcessHandle.allProcesses().filter(process -> worksBelow(process, jobs)).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS)
        .join();
    if (Files.isDirectory(root)) {
      try (var folders = Files.newDirectoryStream(root, "job-*")) {
        for (Path folder : folders) {
          delete(folder);
        }
      }
    }
  }

  private static boolean worksBelow(ProcessHandle process, String jobs) {
    return Arrays.stream(process.info().arguments().orElse(new String[0]))
        .anyMatch(word -> word.contains(jobs));
  }

  public Path path() {
    return path;
  }

  /** Of a file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() throws IOException {
    delete(path);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
