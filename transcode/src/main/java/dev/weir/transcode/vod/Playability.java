package dev.weir.transcode.vod;

import dev.weir.media.codec.VideoRange;
import java.util.Optional;
import java.util.Set;

/** Whether browsers can play a track of a file as it is. Immutable. */
public sealed interface Playability {
  /** Keyframes further apart make segments that nobody wants to wait for. */
  long MOST_KEYFRAME_GAP_MICROS = 12_000_000;

  /**
   * Players show what an edit list hides, since CMAF's do not; of so little nobody sees anything.
   */
  long MOST_HIDDEN_MICROS = 50_000;

  /**
   * Its samples are packaged untouched.
   *
   * @param reach who can play them
   */
  record AsItIs(Reach reach) implements Playability {}

  /**
   * It is made anew.
   *
   * @param why the end of a sentence, for people
   */
  record Transcode(String why) implements Playability {}

  /** Who can play a codec. */
  enum Reach {
    /** Every browser and phone of the last ten years. */
    EVERYWHERE,
    /** Every browser of today, and not every phone: something is made beside it. */
    BROWSERS,
    /** Some of them: something is made for the others beside it. */
    SOME
  }

  /** Whether every browser of today plays it as it is. */
  default boolean isForEveryBrowser() {
    return this instanceof AsItIs(var reach) && reach != Reach.SOME;
  }

  static Playability of(VideoFacts video) {
    Optional<String> obstacle =
        video.track().obstacle().or(() -> codecObstacle(video)).or(() -> structuralObstacle(video));
    return obstacle.<Playability>map(Transcode::new).orElseGet(() -> new AsItIs(reach(video)));
  }

  private static Optional<String> structuralObstacle(VideoFacts video) {
    if (video.timing().fields().isInterlaced()) {
      return Optional.of("it is interlaced");
    }
    if (!video.pixels().isHalvedChroma()) {
      return Optional.of("its pixels are " + video.pixels().format());
    }
    if (video.timing().spacing().longestKeyframeGapMicros() > MOST_KEYFRAME_GAP_MICROS) {
      return Optional.of("its keyframes are too far apart");
    }
    if (video.timing().spacing().hiddenMicros() > MOST_HIDDEN_MICROS) {
      return Optional.of("an edit list begins between its keyframes");
    }
    // Interop: Chromium 150 fails at the pictures that lead a keyframe to which it was asked to
    // jump.
    if (video.timing().spacing().isOpen() && video.track().codec().equals("h264")) {
      return Optional.of("pictures lead its keyframes");
    }
    return Optional.empty();
  }

  private static Optional<String> codecObstacle(VideoFacts video) {
    String profile = video.track().profile();
    boolean isPlayable =
        switch (video.track().codec()) {
          case "h264" ->
              Set.of("Constrained Baseline", "Baseline", "Main", "High").contains(profile);
          case "hevc" -> Set.of("Main", "Main 10").contains(profile);
          case "av1" -> profile.equals("Main");
          case "vp9" -> Set.of("Profile 0", "Profile 2").contains(profile);
          default -> false;
        };
    return isPlayable ? Optional.empty() : Optional.of("its codec is " + named(video.track()));
  }

  private static String named(SourceTrack track) {
    return track.profile().isEmpty() ? track.codec() : track.codec() + " " + track.profile();
  }

  private static Reach reach(VideoFacts video) {
    if (!video.picture().isUpright() || video.pixels().range() != VideoRange.SDR) {
      return Reach.SOME;
    }
    return switch (video.track().codec()) {
      case "h264" -> Reach.EVERYWHERE;
      case "vp9", "av1" -> video.pixels().depthBits() == 8 ? Reach.BROWSERS : Reach.SOME;
      default -> Reach.SOME;
    };
  }

  static Playability of(AudioFacts audio) {
    String profile = audio.track().profile();
    if (audio.track().obstacle().isPresent()) {
      return new Transcode(audio.track().obstacle().get());
    }
    return switch (audio.track().codec()) {
      case "aac" ->
          profile.isEmpty() || Set.of("LC", "HE-AAC", "HE-AACv2").contains(profile)
              ? new AsItIs(audio.isSurround() ? Reach.BROWSERS : Reach.EVERYWHERE)
              : new Transcode("its codec is " + named(audio.track()));
      case "opus", "flac" -> new AsItIs(Reach.BROWSERS);
      case "mp3", "ac3", "eac3" -> new AsItIs(Reach.SOME);
      default -> new Transcode("its codec is " + named(audio.track()));
    };
  }
}
