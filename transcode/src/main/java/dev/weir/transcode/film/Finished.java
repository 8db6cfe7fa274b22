package dev.weir.transcode.film;

import dev.weir.library.Rendition;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.VideoConfig;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.storage.DiskBlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells the library what the disk has of a rendition that is whole. Thread-safe; blocks. */
final class Finished {
  private static final long BITS_MICROS = 8_000_000;

  private final FilmTools tools;

  Finished(FilmTools tools) {
    this.tools = tools;
  }

  /** Whether the disk has anything of it. */
  boolean note(Rendition made) throws IOException {
    Optional<PeriodTrack> track = read(made);
    if (track.isEmpty()) {
      return false;
    }
    long micros = track.get().segments().stream().mapToLong(track.get()::durationMicros).sum();
    long bytes = track.get().segments().stream().mapToLong(Segment::lengthBytes).sum();
    tools
        .renditions()
        .put(described(made, track.get(), bytes, bytes * BITS_MICROS / Math.max(1, micros)));
    return true;
  }

  private Optional<PeriodTrack> read(Rendition made) throws IOException {
    try (DiskBlobStore disk = tools.files().openDisk()) {
      return new AssetReader(disk)
          .read(made.asset(), List.of(made.name()))
          .map(Presentation::currentPeriod)
          .map(Period::leader);
    }
  }

  private static Rendition described(
      Rendition made, PeriodTrack track, long bytes, long averageBps) {
    Optional<VideoConfig> video = as(VideoConfig.class, track);
    Optional<AudioConfig> audio = as(AudioConfig.class, track);
    return new Rendition(
        made.asset(),
        made.name(),
        made.place(),
        made.kind(),
        track.track().config().codecString(),
        video.map(VideoConfig::width).orElse(0),
        video.map(VideoConfig::height).orElse(0),
        track.frameRate(),
        audio.map(AudioConfig::channels).orElse(0),
        averageBps,
        made.language(),
        made.label(),
        made.roles(),
        bytes,
        Rendition.State.READY);
  }

  private static <C> Optional<C> as(Class<C> type, PeriodTrack track) {
    return Optional.of(track.track().config()).filter(type::isInstance).map(type::cast);
  }
}
