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
  private static final int NONE = -1;

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

  /** A track of a file that is as it was sent. */
  static Optional<Mp4Track> find(Mp4File file, SourceTrack wanted, Mp4Track.Kind kind) {
    return file.tracks().stream()
        .filter(track -> track.id() == wanted.id() && track.kind() == kind)
        .findFirst();
  }

  /**
   * FFmpeg's numbers of the tracks of a file that is as it was sent, in its order: FFmpeg also
   * counts tracks that only hold chapters, wherever they stand.
   */
  static List<Integer> numbers(SourceFacts facts, Mp4File file) {
    return file.tracks().stream().map(track -> number(facts, track)).toList();
  }

  private static int number(SourceFacts facts, Mp4Track track) {
    return facts.tracks().stream()
        .filter(known -> known.id() == track.id())
        .map(SourceTrack::index)
        .findFirst()
        .orElse(NONE);
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

  /**
   * Where the film can be cut at keyframes of a track.
   *
   * @param originMicros when the film begins in {@code file}
   */
  static Cuts cuts(Mp4File file, Mp4Track track, long originMicros)
      throws IOException, MediaFormatException {
    var cuts = new KeyframeCuts();
    Mp4Samples samples = file.samples(track.id());
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      long shown =
          MediaTime.convert(next.get().ptsTicks(), track.timescale(), MICROS_PER_SECOND)
              - originMicros;
      if (next.get().sync() && shown > 0) {
        cuts.add(shown);
      }
    }
    return cuts.finish();
  }
}
