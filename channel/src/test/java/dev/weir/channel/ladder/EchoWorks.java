package dev.weir.channel.ladder;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.packaging.PeriodTrack;
import dev.weir.transcode.live.LiveRung;
import dev.weir.transcode.live.RungSink;
import dev.weir.transcode.vod.Size;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An encoder that makes nothing smaller: what it is given it gives back at once. Thread-safe. */
final class EchoWorks implements LadderWorks {
  static final LiveRung LOW = new LiveRung("video-96p", new Size(170, 96), 30, 200_000);

  final AtomicInteger starts = new AtomicInteger();
  private volatile List<LiveRung> planned = List.of(LOW);
  private volatile @Nullable String refusal;
  private volatile int picturesPerRun = Integer.MAX_VALUE;

  /** There is no room for it from now on; null where there is again. */
  void refuse(@Nullable String why) {
    refusal = why;
  }

  void planNothing() {
    planned = List.of();
  }

  /** Each run is lost after so many pictures. */
  void loseAfter(int pictures) {
    picturesPerRun = pictures;
  }

  @Override
  public List<LiveRung> plan(PeriodTrack leader, long sourceBps) {
    return planned;
  }

  @Override
  public boolean isBelow(LiveRung rung, PeriodTrack leader) {
    return true;
  }

  @Override
  public Encoder start(PeriodTrack leader, List<LiveRung> rungs, RungSink sink) throws IOException {
    starts.incrementAndGet();
    String why = refusal;
    if (why != null) {
      throw new IOException(why);
    }
    try {
      return new Echo(FragmentedMp4Reader.open(leader.header()), sink);
    } catch (MediaFormatException malformed) {
      throw new IOException(malformed);
    }
  }

  /** One run. Confined to the thread that feeds it. */
  private final class Echo implements Encoder {
    private final FragmentedMp4Reader reader;
    private final RungSink sink;
    private int left = picturesPerRun;
    private boolean over;

    Echo(FragmentedMp4Reader reader, RungSink sink) {
      this.reader = reader;
      this.sink = sink;
      sink.onTrack(0, reader.tracks().getFirst());
    }

    @Override
    public void write(List<Bytes> part) throws IOException {
      if (over) {
        throw new IOException("it is over");
      }
      try {
        for (MediaSample sample : reader.read(Bytes.concat(part))) {
          if (left-- == 0) {
            end(Optional.of("lost"));
            return;
          }
          sink.onPicture(0, shown(sample));
        }
      } catch (MediaFormatException malformed) {
        throw new IOException(malformed);
      }
    }

    private MediaSample shown(MediaSample sample) {
      return new MediaSample(
          1, sample.ptsTicks(), 0, MediaSample.UNKNOWN_DURATION, sample.keyframe(), sample.units());
    }

    @Override
    public void finish() {
      end(Optional.empty());
    }

    private void end(Optional<String> failure) {
      if (!over) {
        over = true;
        sink.onEnd(failure);
      }
    }

    @Override
    public void close() {
      end(Optional.empty());
    }
  }
}
