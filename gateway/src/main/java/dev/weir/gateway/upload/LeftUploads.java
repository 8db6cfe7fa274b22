package dev.weir.gateway.upload;

import dev.weir.library.Upload;
import dev.weir.library.Upload.State;
import dev.weir.library.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server before has left of uploads, in the library and on disk. Stateless. */
record LeftUploads(Uploads uploads, UploadFolder folder) {
  private static final Logger LOG = LoggerFactory.getLogger(LeftUploads.class);

  /** Loses what has not all of its bytes, and deletes files that belong to nothing. */
  void sort(long expiresMillis) throws IOException {
    var known = new HashSet<String>();
    for (Upload upload : uploads.in(State.RECEIVING)) {
      if (hasItsBytes(upload)) {
        known.add(upload.id());
      } else {
        LOG.error("upload={} event=upload-lost its file is shorter than it was", upload.id());
        uploads.lose(upload.id(), expiresMillis);
      }
    }
    uploads.in(State.COMPLETE).forEach(upload -> known.add(upload.id()));
    folder.keepOnly(known);
  }

  /** One of which nobody was told anything may have no file. */
  private boolean hasItsBytes(Upload upload) throws IOException {
    Path file = folder.file(upload.id());
    return upload.offsetBytes() == 0
        || (Files.exists(file) && Files.size(file) >= upload.offsetBytes());
  }
}
