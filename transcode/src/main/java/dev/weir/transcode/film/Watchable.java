package dev.weir.transcode.film;

import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Kind;
import dev.weir.library.Rendition.State;
import dev.weir.transcode.vod.Playability;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.VideoEncoder;
import dev.weir.transcode.vod.VideoFacts;
import java.util.List;

/**
 * What there is to be watched of a film, and by whom. Immutable.
 *
 * @param encoder of what is made anew
 * @param renditions all of them, also those that are being made
 */
record Watchable(SourceFacts facts, VideoEncoder encoder, List<Rendition> renditions) {
  Watchable {
    renditions = List.copyOf(renditions);
  }

  /**
   * Whether there is a picture and sound, as far as the file has them, that every browser plays; of
   * what nothing for all of them is on its way, that which is there is all that one can wait for.
   */
  boolean isForEveryBrowser() {
    return (facts.mainVideo().isEmpty() || isThere(Kind.VIDEO))
        && (facts.sounds().isEmpty() || isThere(Kind.AUDIO));
  }

  boolean hasVideo() {
    return renditions.stream().anyMatch(one -> one.kind() == Kind.VIDEO && isReady(one));
  }

  private boolean isThere(Kind kind) {
    List<Rendition> ofKind = renditions.stream().filter(one -> one.kind() == kind).toList();
    List<Rendition> forAll = ofKind.stream().filter(this::isForEveryBrowser).toList();
    boolean isAwaited = forAll.stream().anyMatch(one -> one.state() == State.MAKING);
    return forAll.stream().anyMatch(Watchable::isReady)
        || (!isAwaited && ofKind.stream().anyMatch(Watchable::isReady));
  }

  private boolean isForEveryBrowser(Rendition rendition) {
    return switch (rendition.kind()) {
      case VIDEO ->
          rendition.name().equals(FilmNames.VIDEO)
              ? facts.mainVideo().filter(Watchable::isForEveryBrowser).isPresent()
              : encoder.isForEveryBrowser();
      case AUDIO ->
          facts.sounds().stream()
              .filter(sound -> FilmNames.audio(sound.track()).equals(rendition.name()))
              .allMatch(sound -> Playability.of(sound).isForEveryBrowser());
      case TEXT -> true;
    };
  }

  private static boolean isForEveryBrowser(VideoFacts video) {
    return Playability.of(video).isForEveryBrowser();
  }

  private static boolean isReady(Rendition rendition) {
    return rendition.state() == State.READY;
  }
}
