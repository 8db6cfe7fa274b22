package dev.weir.channel.ladder;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.packaging.Part;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import dev.weir.transcode.live.RungSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the encoder over one period of the source: gives it the source's parts in their order,
 * and takes what it makes. Thread-safe; {@link #feed} is for one thread.
 */
final class LadderRun implements RungSink {
  private static final Logger LOG = LoggerFactory.getLogger(LadderRun.class);

  /** For what the encoder still holds when it has been given everything. */
  private static final long DRAIN_SECONDS = 5;

  private final ChannelLadder ladder;
  private final BlobStore store;
  private final SourceCursor cursor;
  private final List<Integer> numbers;
  private final Runnable grown;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<String> failure = Optional.empty();

  /**
   * @param numbers of the rungs that the encoder makes, among those of the ladder
   * @param grown called, without a lock, when there is something new to see
   */
  LadderRun(
      ChannelLadder ladder,
      BlobStore store,
      SourceCursor cursor,
      List<Integer> numbers,
      Runnable grown) {
    this.ladder = ladder;
    this.store = store;
    this.cursor = cursor;
    this.numbers = List.copyOf(numbers);
    this.grown = grown;
  }

  long periodId() {
    return cursor.periodId();
  }

  long leftOut() {
    return cursor.leftOut();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Blocks until all is given and made, or the run is of no use any more. */
  void feed(LadderWorks.Encoder encoder) throws IOException, InterruptedException {
    while (ladder.awaitNext(this, cursor) instanceof SourceCursor.Next.Give(Part part)) {
      encoder.write(read(part));
    }
    encoder.finish();
    if (!over.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("the encoder of a ladder did not end in time; what it still held is lost");
    }
  }

  private List<Bytes> read(Part part) throws IOException {
    try {
      return store.read(part.extent(), part.offset(), part.lengthBytes());
    } catch (BlobException gone) {
      throw new IOException("The encoder is so slow that the source is gone from memory.", gone);
    }
  }

  /** Why it ended before its time; empty where it did not. */
  Optional<String> failure() {
    return failure;
  }

  @Override
  public void onTrack(int rung, Track track) {
    ladder.coded(this, numbers.get(rung), track);
  }

  @Override
  public void onPicture(int rung, MediaSample picture) {
    try {
      if (ladder.add(this, numbers.get(rung), picture)) {
        grown.run();
      }
    } catch (IOException refused) {
      onEnd(Optional.of("The store of the live window failed: " + refused.getMessage()));
    }
  }

  @Override
  public void onEnd(Optional<String> why) {
    failure = why;
    over.countDown();
    ladder.runChanged();
  }
}
