package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The right to publish one stream, until it is given back or taken over. What comes after that is
 * ignored, and samples are counted. Thread-safe, though each publisher calls from its own loop.
 */
public final class PublisherLease {
  private final StreamRegistry registry;
  private final Publication publication;
  private final PublisherIdentity identity;
  private final Consumer<LeaseLoss> onLoss;

  PublisherLease(
      StreamRegistry registry,
      Publication publication,
      PublisherIdentity identity,
      Consumer<LeaseLoss> onLoss) {
    this.registry = registry;
    this.publication = publication;
    this.identity = identity;
    this.onLoss = onLoss;
  }

  public PublisherIdentity identity() {
    return identity;
  }

  public LiveStream stream() {
    return publication.stream();
  }

  public boolean isHeld() {
    return publication.isHeldBy(this);
  }

  /** The kinds of track that metadata promises; the first period waits for them. */
  public void expect(Set<TrackKind> kinds) {
    publication.expect(this, kinds);
  }

  /** A track is configured, or configured anew; comes before its samples. */
  public void track(Track track) {
    publication.track(this, track);
  }

  /** The next sample, in the track's ticks on the publisher's own timeline; it arrived just now. */
  public void sample(MediaSample sample) {
    publication.sample(this, sample, registry.now());
  }

  /**
   * For how many nanoseconds from now nothing more should be read of this publisher, since it is
   * ahead of real time by more than encoders ever are, such as FFmpeg that sends a file as fast as
   * it can; 0 mostly. That it is held back for so long is told by the stream's health.
   */
  public long holdBack() {
    return publication.holdBack(this, registry.now().monotonicNanos());
  }

  /** The connection broke; {@code reason} is for people. The stream waits for its return. */
  public void lost(String reason) {
    registry.release(this, publication, reason);
  }

  /**
   * The publisher said goodbye. The stream waits all the same: encoders say it, too, when they
   * restart or change a setting.
   */
  public void end() {
    lost("unpublished");
  }

  void tell(LeaseLoss loss) {
    onLoss.accept(loss);
  }
}
