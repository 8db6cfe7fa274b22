package dev.weir.transcode.live;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.NalUnitType;
import dev.weir.media.codec.NalUnits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes samples of what a ladder's FFmpeg writes, in which stream i is rung i. Confined to one
 * thread.
 */
final class RungReader {
  private final NutReader nut;
  private final int rungs;
  private final int timescale;
  private final RungSink sink;
  private final LadderProgress progress;

  private final List<AvcConfig> configs = new ArrayList<>();

  /** What a tick of ours is in a rung's stream. */
  private final List<Long> ticks = new ArrayList<>();

  RungReader(InputStream in, int rungs, int timescale, RungSink sink, LadderProgress progress) {
    nut = new NutReader(in);
    this.rungs = rungs;
    this.timescale = timescale;
    this.sink = sink;
    this.progress = progress;
  }

  /** Until the end of what there is to read. */
  void readAll() throws IOException, MediaFormatException {
    if (!nut.open()) {
      return;
    }
    List<NutStream> streams = nut.streams();
    if (streams.size() != rungs + 1) {
      throw new MediaFormatException(
          MALFORMED, "nut", "%d streams for %d rungs".formatted(streams.size(), rungs));
    }
    for (int rung = 0; rung < rungs; rung++) {
      open(rung, streams.get(rung));
    }
    for (Optional<NutReader.Frame> frame = nut.next(); frame.isPresent(); frame = nut.next()) {
      if (frame.get().stream() < rungs) {
        take(frame.get());
      }
    }
  }

  private void open(int rung, NutStream stream) throws MediaFormatException {
    if (!stream.fourCc().equals("H264") || stream.ticksOf(timescale) == 0) {
      throw new MediaFormatException(
          UNSUPPORTED, "nut", "stream of %s in other ticks".formatted(stream.fourCc()));
    }
    List<Bytes> units = NalUnits.splitAnnexB(stream.codecSpecific());
    AvcConfig config = AvcConfig.of(of(units, NalUnitType.SPS), of(units, NalUnitType.PPS));
    configs.add(config);
    ticks.add(stream.ticksOf(timescale));
    sink.onTrack(rung, new Track(rung + 1, timescale, config));
  }

  private static List<Bytes> of(List<Bytes> units, NalUnitType type) {
    return units.stream().filter(unit -> NalUnitType.of(unit) == type).toList();
  }

  private void take(NutReader.Frame frame) throws MediaFormatException {
    int rung = frame.stream();
    List<Bytes> units = configs.get(rung).sampleUnits(NalUnits.splitAnnexB(frame.payload()));
    if (units.isEmpty()) {
      throw new MediaFormatException(MALFORMED, "nut", "frame without a picture");
    }
    long ptsTicks = frame.ptsTicks() / ticks.get(rung);
    var picture =
        new MediaSample(
            rung + 1,
            ptsTicks,
            /* compositionTicks= */ 0,
            MediaSample.UNKNOWN_DURATION,
            frame.keyframe(),
            units);
    progress.out(rung, ptsTicks);
    sink.onPicture(rung, picture);
  }
}
