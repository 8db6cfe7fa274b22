package dev.weir.gateway.upload;

import dev.weir.library.Upload;
import dev.weir.library.Uploads;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands complete files over, each by one thread at a time. Thread-safe; blocks. */
final class UploadExit {
  private static final Logger LOG = LoggerFactory.getLogger(UploadExit.class);

  private final Uploads uploads;
  private final UploadFolder folder;
  private final UploadSink sink;
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();

  UploadExit(Uploads uploads, UploadFolder folder, UploadSink sink) {
    this.uploads = uploads;
    this.folder = folder;
    this.sink = sink;
  }

  /** Whether it is being handed over. */
  boolean isLeaving(String id) {
    return leaving.contains(id);
  }

  /**
   * Returns when it was taken, or could not be and stays complete.
   *
   * @param forgottenMillis until when it is remembered that it was taken
   */
  void handOver(Upload upload, long forgottenMillis) {
    if (!leaving.add(upload.id())) {
      return;
    }
    try {
      sink.complete(upload, folder.file(upload.id()));
      uploads.take(upload.id(), forgottenMillis);
      folder.delete(upload.id());
    } catch (IOException | RuntimeException failed) {
      LOG.error(
          "upload={} asset={} event=upload-not-taken it is offered again in a minute",
          upload.id(),
          upload.asset(),
          failed);
    } finally {
      leaving.remove(upload.id());
    }
  }
}
