package dev.weir.channel.ladder;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.VideoConfig;
import dev.weir.packaging.PeriodTrack;
import dev.weir.transcode.live.LadderEncoder;
import dev.weir.transcode.live.LadderTools;
import dev.weir.transcode.live.LiveLadder;
import dev.weir.transcode.live.LiveRung;
import dev.weir.transcode.live.LiveSource;
import dev.weir.transcode.live.RungSink;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Makes rungs by FFmpeg, as far as the machine has room for them. Thread-safe. */
public final class FfmpegLadder implements LadderWorks {
  private final Function<LiveSource, LiveLadder> sizes;
  private final Tools tools;
  private final Cores cores;

  /** What FFmpeg is run with; found when it is first needed. */
  @FunctionalInterface
  public interface Tools {
    LadderTools find() throws IOException;
  }

  /**
   * @param sizes which rungs a source gets
   */
  public FfmpegLadder(Function<LiveSource, LiveLadder> sizes, Tools tools, Cores cores) {
    this.sizes = sizes;
    this.tools = tools;
    this.cores = cores;
  }

  /** Of those that are wished for as many as there is room for, the lowest first. */
  @Override
  public List<LiveRung> plan(PeriodTrack leader, long sourceBps) {
    List<LiveRung> wished =
        sizes.apply(new LiveSource(leader.track(), leader.frameRate(), sourceBps)).rungs();
    int count = wished.size();
    while (count > 1 && !cores.hasRoomFor(Cores.of(leader, wished.subList(0, count)))) {
      count--;
    }
    return wished.subList(0, count).reversed();
  }

  @Override
  public boolean isBelow(LiveRung rung, PeriodTrack leader) {
    return leader.track().config() instanceof VideoConfig video
        && rung.size().pixels() <= (long) video.width() * video.height();
  }

  @Override
  public Encoder start(PeriodTrack leader, List<LiveRung> rungs, RungSink sink) throws IOException {
    double wanted = Cores.of(leader, rungs);
    if (!cores.take(wanted)) {
      throw new IOException(cores.refusal(wanted));
    }
    try {
      return new Running(
          LadderEncoder.start(tools.find(), leader.header(), rungs, sink),
          () -> cores.giveBack(wanted));
    } catch (MediaFormatException | IOException | RuntimeException failed) {
      cores.giveBack(wanted);
      throw failed instanceof IOException known
          ? known
          : new IOException(failed.getMessage(), failed);
    }
  }

  /** A run that gives back its cores when it is closed. */
  private record Running(LadderEncoder encoder, Runnable whenClosed) implements Encoder {
    @Override
    public void write(List<Bytes> part) throws IOException {
      encoder.write(part);
    }

    @Override
    public void finish() {
      encoder.finish();
    }

    @Override
    public void close() {
      encoder.close();
      whenClosed.run();
    }
  }
}
