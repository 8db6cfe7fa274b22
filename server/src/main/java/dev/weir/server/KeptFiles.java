package dev.weir.server;

import dev.weir.gateway.upload.UploadSink;
import dev.weir.library.Upload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts what was uploaded where assets are made of it: a file for each, named after it. */
record KeptFiles(Path folder) implements UploadSink {
  @Override
  public void complete(Upload upload, Path file) throws IOException {
    Path kept = folder.resolve(upload.asset());
    if (!Files.exists(file) && Files.exists(kept)) {
      return;
    }
    Files.createDirectories(folder);
    Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
