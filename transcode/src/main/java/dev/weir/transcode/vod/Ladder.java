package dev.weir.transcode.vod;

import dev.weir.media.codec.VideoRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is made of a film beside what plays as it is. Immutable.
 *
 * @param treatment of every picture
 * @param passes in the order in which they are to be made over the whole film; rungs of one pass
 *     are encoded together, since then the film is decoded once for them. Lowest first; the lowest
 *     has a pass of its own where nothing else plays everywhere, so that the film can be watched
 *     early
 */
public record Ladder(
    PictureTreatment treatment, List<List<VideoRung>> passes, List<AudioRung> sounds) {
  private static final int SURROUND_CHANNELS = 6;
  private static final int STEREO_CHANNELS = 2;
  private static final int BPS_PER_CHANNEL = 64_000;

  public Ladder {
    passes = passes.stream().map(List::copyOf).toList();
    sounds = List.copyOf(sounds);
  }

  /** Empty passes where the film has no video, or where its own is all that is wanted. */
  public static Ladder of(SourceFacts facts, LadderConfig config) {
    List<AudioRung> sounds = facts.sounds().stream().flatMap(Ladder::sounds).toList();
    Optional<VideoFacts> video = facts.mainVideo();
    if (video.isEmpty()) {
      var untouched = new PictureTreatment(Deinterlacing.NONE, VideoRange.SDR, 90_000);
      return new Ladder(untouched, List.of(), sounds);
    }
    var treatment = PictureTreatment.of(video.get());
    List<VideoRung> rungs =
        new LadderSizes(video.get(), facts.videoBitrateBps(), config).rungs(treatment);
    return new Ladder(treatment, passes(rungs, isPlayedEverywhere(video.get())), sounds);
  }

  /** As it was planned once: what is configured by now changes nothing of this film. */
  public static Ladder planned(SourceFacts facts, List<PlannedRung> rungs) {
    Ladder ladder = of(facts, LadderConfig.DEFAULTS);
    Optional<VideoFacts> video = facts.mainVideo();
    if (video.isEmpty()) {
      return ladder;
    }
    var sizes = new LadderSizes(video.get(), facts.videoBitrateBps(), LadderConfig.DEFAULTS);
    List<VideoRung> made = sizes.planned(rungs, ladder.treatment());
    return new Ladder(
        ladder.treatment(), passes(made, isPlayedEverywhere(video.get())), ladder.sounds());
  }

  private static boolean isPlayedEverywhere(VideoFacts video) {
    return Playability.of(video) instanceof Playability.AsItIs(var reach)
        && reach == Playability.Reach.EVERYWHERE;
  }

  private static List<List<VideoRung>> passes(List<VideoRung> rungs, boolean canBeWatchedNow) {
    if (rungs.isEmpty()) {
      return List.of();
    }
    return canBeWatchedNow || rungs.size() == 1
        ? List.of(rungs)
        : List.of(rungs.subList(0, 1), rungs.subList(1, rungs.size()));
  }

  /** Stereo for all, and surround where what the file has cannot be kept. */
  private static Stream<AudioRung> sounds(AudioFacts sound) {
    var made = new ArrayList<AudioRung>();
    switch (Playability.of(sound)) {
      case Playability.AsItIs(var reach) when reach == Playability.Reach.EVERYWHERE -> {}
      case Playability.AsItIs kept -> made.add(stereo(sound));
      case Playability.Transcode lost -> {
        made.add(stereo(sound));
        if (sound.channels() >= SURROUND_CHANNELS) {
          made.add(rung(sound, "surround", SURROUND_CHANNELS));
        }
      }
    }
    return made.stream();
  }

  private static AudioRung stereo(AudioFacts sound) {
    int channels = Math.min(STEREO_CHANNELS, sound.channels());
    return rung(sound, channels == 1 ? "mono" : "stereo", channels);
  }

  private static AudioRung rung(AudioFacts sound, String kind, int channels) {
    SourceTrack track = sound.track();
    long bitrateBps = (long) channels * BPS_PER_CHANNEL;
    return new AudioRung(
        track.index() + "-" + kind, track.index(), channels, bitrateBps, track.label());
  }

  /** All of them, lowest first. */
  public List<VideoRung> rungs() {
    return passes.stream().flatMap(List::stream).toList();
  }
}
