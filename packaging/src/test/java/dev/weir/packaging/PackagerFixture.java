package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.interleaved;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.sounds;
import static dev.weir.packaging.Footage.video;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.storage.MemoryBlobStore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packager with a store in memory, and what it has shown last. Confined to its test. */
abstract class PackagerFixture {
  static final int RATE = 48_000;
  static final PackagingConfig CONFIG = PackagingConfig.DEFAULT;

  final MemoryBlobStore store = new MemoryBlobStore(100_000_000);
  final Packager packager = new Packager("live/demo", CONFIG, store);
  @Nullable Presentation latest;

  final void acceptSamples(List<MediaSample> samples) throws IOException {
    for (MediaSample sample : samples) {
      accept(new StreamEvent.Sample(sample));
    }
  }

  final void accept(StreamEvent event) throws IOException {
    packager.accept(event).ifPresent(next -> latest = next);
  }

  final Presentation presentation() {
    assertThat(latest).isNotNull();
    return latest;
  }

  /** These pictures, and as much sound. */
  final void live(List<MediaSample> frames) throws IOException {
    double seconds = (frames.getLast().dtsTicks() + 3000) / 90_000.0;
    accept(period(0, START_MILLIS, video(), audio(RATE)));
    acceptSamples(interleaved(frames, sounds(RATE, seconds), RATE));
  }

  static double millis(Part part, PeriodTrack track) {
    return 1000.0 * part.durationTicks() / track.timescale();
  }
}
