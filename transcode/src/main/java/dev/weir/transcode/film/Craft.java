package dev.weir.transcode.film;

import dev.weir.library.Job;
import dev.weir.media.MediaFormatException;
import dev.weir.transcode.vod.TranscodeException;
import java.io.IOException;
import java.util.function.DoubleConsumer;

/** Does jobs of one kind; a job that was begun before is begun anew. Thread-safe; blocks. */
interface Craft {
  /**
   * Returns when it is done, and what it has made is safe.
   *
   * @param progress is told how far it is, from 0 to 1
   * @throws InterruptedException where it was called off
   */
  void run(Job job, DoubleConsumer progress)
      throws IOException, MediaFormatException, TranscodeException, InterruptedException;
}
