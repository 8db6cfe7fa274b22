package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Sample;
import dev.weir.container.mp4.Mp4Samples;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.sound.AacEnd;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.RenditionWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Copies tracks of an MP4 into renditions, untouched and in one pass over the file: always the
 * sample that comes first in it. Confined to one thread; blocks.
 */
final class FilmCopy {
  private static final int TELL_EVERY_SAMPLES = 1000;

  /** More than so many, and more than one in so many, are too many. */
  private static final int MOST_DAMAGED = 5;

  private static final int MOST_DAMAGED_PART = 20;

  private final Mp4File film;
  private final long originMicros;
  private final List<Lane> lanes = new ArrayList<>();
  private long samples;
  private long damaged;

  /** A track on its way, with its next sample. */
  private static final class Lane {
    final Mp4Track track;
    final Mp4Samples samples;
    final RenditionWriter writer;
    final long shiftTicks;
    Optional<Mp4Sample> next;

    Lane(Mp4Track track, Mp4Samples samples, RenditionWriter writer, long originMicros)
        throws IOException, MediaFormatException {
      this.track = track;
      this.samples = samples;
      this.writer = writer;
      shiftTicks = AssetTimeline.ticks(-originMicros, track.timescale());
      next = samples.next();
    }

    long offset() {
      return next.map(Mp4Sample::offset).orElse(Long.MAX_VALUE);
    }
  }

  /**
   * @param originMicros when the film begins in {@code film}
   */
  FilmCopy(Mp4File film, long originMicros) {
    this.film = film;
    this.originMicros = originMicros;
  }

  /** Also copies this track. */
  void add(Mp4Track track, RenditionWriter writer) throws IOException, MediaFormatException {
    lanes.add(new Lane(track, film.samples(track.id()), writer, originMicros));
  }

  /**
   * Copies all of them; nothing is finished.
   *
   * @param listener is told now and then where in the file it is
   */
  void run(LongConsumer listener) throws IOException, MediaFormatException, InterruptedException {
    for (long count = 0; !lanes.isEmpty(); count++) {
      Lane lane = lanes.stream().min(Comparator.comparingLong(Lane::offset)).orElseThrow();
      if (lane.next.isEmpty()) {
        return;
      }
      Mp4Sample sample = lane.next.get();
      lane.next = lane.samples.next();
      copy(lane, sample);
      if (count % TELL_EVERY_SAMPLES == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("called off");
        }
        listener.accept(lane.offset());
      }
    }
  }

  private void copy(Lane lane, Mp4Sample sample) throws IOException, MediaFormatException {
    Optional<MediaSample> unframed = readIfSound(lane, sample);
    if (unframed.isPresent()) {
      long dtsTicks = unframed.get().dtsTicks() + lane.shiftTicks;
      if (dtsTicks >= 0) {
        lane.writer.add(unframed.get().withDtsTicks(dtsTicks));
      }
    }
  }

  /** A damaged sample is left out: players conceal what FFmpeg would have concealed. */
  private Optional<MediaSample> readIfSound(Lane lane, Mp4Sample sample)
      throws IOException, MediaFormatException {
    samples++;
    try {
      Bytes octets = film.read(sample);
      return film.unframed(lane.track.id(), sample, octets).filter(_ -> !isCutOff(lane, octets));
    } catch (MediaFormatException damage) {
      damaged++;
      if (damaged > MOST_DAMAGED && damaged * MOST_DAMAGED_PART > samples) {
        throw damage;
      }
      return Optional.empty();
    }
  }

  /** The last sample of what was broken off. Interop: Chromium 150 plays nothing at its end. */
  private static boolean isCutOff(Lane lane, Bytes octets) {
    return lane.next.isEmpty()
        && lane.track.media().map(Track::config).orElse(null) instanceof AacConfig aac
        && AacEnd.isCutOff(aac, octets);
  }
}
