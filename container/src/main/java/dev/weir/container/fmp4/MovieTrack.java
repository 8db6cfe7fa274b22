package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.fmp4.FragmentScanner.RangeReader;
import dev.weir.container.fmp4.MovieWriter.Payload;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One track of a movie that is being put together of fragments. Confined to its user. */
public final class MovieTrack {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int EMPTY_EDIT = -1;

  private final FragmentedMp4Reader header;
  private final long originTicks;
  private final int language;
  private final SampleTableBuilder table = new SampleTableBuilder();
  private final List<Payload> payload = new ArrayList<>();

  MovieTrack(FragmentedMp4Reader header, long originTicks, String language) {
    this.header = header;
    this.originTicks = originTicks;
    this.language = TrackFacts.language(language);
  }

  /**
   * Adds the fragments in a stretch of a file, which follow those that came before in time.
   *
   * @param source how the file is called in {@link Payload}
   * @param file reads it
   * @throws MediaFormatException where it holds something else, or not all of a fragment
   */
  public void add(String source, RangeReader file, long fromOffset, long endOffset)
      throws IOException, MediaFormatException {
    var samples = new ArrayList<FragmentSample>();
    var scanner = new FragmentScanner(header, file, fromOffset, endOffset);
    while (scanner.next(samples::add).isPresent()) {
      addRuns(source, samples);
      samples.clear();
    }
    if (scanner.fault().isPresent()) {
      throw scanner.fault().get();
    }
  }

  /** Those whose octets follow one another are a chunk. */
  private void addRuns(String source, List<FragmentSample> samples) {
    int first = 0;
    for (int i = 1; i <= samples.size(); i++) {
      if (i == samples.size() || samples.get(i).payloadAt() != samples.get(i - 1).payloadEnd()) {
        List<FragmentSample> run = samples.subList(first, i);
        long at = run.getFirst().payloadAt();
        table.add(run);
        payload.add(new Payload(source, at, run.getLast().payloadEnd() - at));
        first = i;
      }
    }
  }

  boolean isEmpty() {
    return table.isEmpty();
  }

  Track track() {
    return header.tracks().getFirst();
  }

  int language() {
    return language;
  }

  List<SampleTableBuilder.Chunk> chunks() {
    return table.chunks();
  }

  Payload payload(int chunk) {
    return payload.get(chunk);
  }

  long startMicros(int chunk) {
    return MediaTime.convert(
        table.chunks().get(chunk).startTicks(), track().timescale(), MICROS_PER_SECOND);
  }

  long mediaTicks() {
    return table.mediaTicks();
  }

  /** How long the movie is for it. */
  long movieTicks(int timescale) {
    return MediaTime.convert(table.endPtsTicks() - originTicks, track().timescale(), timescale);
  }

  /** §8.6.6: nothing until it begins, then from there on. */
  void writeEdits(BoxWriter boxes, int timescale) {
    long startTicks = Math.max(originTicks, table.firstPtsTicks());
    long emptyTicks = MediaTime.convert(startTicks - originTicks, track().timescale(), timescale);
    long restTicks = movieTicks(timescale) - emptyTicks;
    boxes.container(
        "edts",
        () ->
            boxes.fullBox(
                "elst",
                1,
                0,
                out -> {
                  out.u32(emptyTicks > 0 ? 2 : 1);
                  if (emptyTicks > 0) {
                    writeEdit(out, emptyTicks, EMPTY_EDIT);
                  }
                  writeEdit(out, restTicks, table.mediaTime(startTicks));
                }));
  }

  private static void writeEdit(ByteWriter out, long movieTicks, long mediaTime) {
    out.u64(movieTicks).u64(mediaTime).u16(1).u16(0); // at rate 1.0
  }

  void writeTables(BoxWriter boxes, TrackFacts facts, long[] chunkOffsets) {
    table.write(boxes, facts, chunkOffsets);
  }
}
