package dev.weir.packaging;

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
}
