package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Sample;
import dev.weir.container.mp4.Mp4Samples;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaTime;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.KeyframeCuts;
import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.Playability;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.SourceTrack;
import dev.weir.transcode.vod.VideoFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tracks of a film that players can show as they are, in the MP4 that they are read from.
 * Immutable.
 */
record KeptTracks(Optional<Mp4Track> video, List<Sound> sounds) {
  private static final int MICROS_PER_SECOND = 1_000_000;

  /** Sound, and what is known of it. */
  record Sound(AudioFacts facts, Mp4Track track) {}

  KeptTracks {
    sounds = List.copyOf(sounds);
  }

  /**
   * @param numbers FFmpeg's numbers of the tracks of {@code file}, in its order
   */
  static KeptTracks of(SourceFacts facts, Mp4File file, List<Integer> numbers) {
    Optional<Mp4Track> video =
        facts
            .mainVideo()
            .filter(KeptTracks::plays)
            .flatMap(known -> find(file, numbers, known.track(), Mp4Track.Kind.VIDEO))
            .filter(KeptTracks::isUpright);
    var sounds = new ArrayList<Sound>();
    for (AudioFacts sound : facts.sounds()) {
      if (Playability.of(sound) instanceof Playability.AsItIs) {
        find(file, numbers, sound.track(), Mp4Track.Kind.AUDIO)
            .ifPresent(track -> sounds.add(new Sound(sound, track)));
      }
    }
    return new KeptTracks(video, sounds);
  }

  /** A CMAF header does not say how a picture is to be turned: players would show it as it lies. */
  private static boolean isUpright(Mp4Track track) {
    return track.shape().rotationDegrees() == 0 && !track.shape().mirrored();
  }

  /** FFmpeg's numbers of them. */
  Set<Integer> numbers(SourceFacts facts) {
    Stream<Integer> videos =
        facts.mainVideo().filter(known -> video.isPresent()).stream()
            .map(known -> known.track().index());
    Stream<Integer> others = sounds.stream().map(sound -> sound.facts().track().index());
    return Stream.concat(videos, others).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean plays(VideoFacts video) {
    return Playability.of(video) instanceof Playability.AsItIs;
  }

  private static Optional<Mp4Track> find(
      Mp4File file, List<Integer> numbers, SourceTrack wanted, Mp4Track.Kind kind) {
    int place = numbers.indexOf(wanted.index());
    List<Mp4Track> tracks = file.tracks();
    return place < 0 || place >= tracks.size()
        ? Optional.empty()
        : Optional.of(tracks.get(place))
            .filter(track -> track.kind() == kind && track.media().isPresent());
  }

  /** The video with FFmpeg's number {@code index}, in a file that is as it was sent. */
  static Optional<Mp4Track> find(Mp4File file, int index) {
    List<Mp4Track> tracks = file.tracks();
    return index >= tracks.size()
        ? Optional.empty()
        : Optional.of(tracks.get(index))
            .filter(track -> track.kind() == Mp4Track.Kind.VIDEO && track.media().isPresent());
  }

  /** How much longer before it is shown one keyframe is decoded than another. */
  static long leadSpreadMicros(Mp4File file, Mp4Track track)
      throws IOException, MediaFormatException {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    Mp4Samples samples = file.samples(track.id());
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      if (next.get().sync()) {
        least = Math.min(least, next.get().compositionTicks());
        most = Math.max(most, next.get().compositionTicks());
      }
    }
    return most <= least
        ? 0
        : MediaTime.convert(most - least, track.timescale(), MICROS_PER_SECOND);
  }

  /** Where the film can be cut at keyframes of a track. */
  static Cuts cuts(Mp4File file, Mp4Track track) throws IOException, MediaFormatException {
    var cuts = new KeyframeCuts();
    Mp4Samples samples = file.samples(track.id());
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      if (next.get().sync() && next.get().ptsTicks() > 0) {
        cuts.add(MediaTime.convert(next.get().ptsTicks(), track.timescale(), MICROS_PER_SECOND));
      }
    }
    return cuts.finish();
  }
}
