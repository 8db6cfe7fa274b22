package dev.weir.transcode.vod;

import dev.weir.library.Rendition.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in a file that somebody sent. Immutable.
 *
 * @param pictures indexes of tracks that are one picture, such as the cover of an album
 */
public record SourceFacts(
    SourceFile file,
    List<VideoFacts> videos,
    List<AudioFacts> sounds,
    List<TextFacts> texts,
    List<Chapter> chapters,
    List<Integer> pictures) {
  private static final String NOT_TAKEN = "its samples cannot be taken over";

  private static final Comparator<VideoFacts> MAIN =
      Comparator.comparing((VideoFacts video) -> video.track().label().is(Role.DEFAULT))
          .thenComparingLong(video -> video.picture().displaySize().pixels());

  public SourceFacts {
    videos = List.copyOf(videos);
    sounds = List.copyOf(sounds);
    texts = List.copyOf(texts);
    chapters = List.copyOf(chapters);
    pictures = List.copyOf(pictures);
  }

  /** The one that people mean: the default one, else the largest; empty for sound alone. */
  public Optional<VideoFacts> mainVideo() {
    return videos.stream().max(MAIN);
  }

  /** All that is seen or heard. */
  public List<SourceTrack> tracks() {
    return Stream.concat(
            videos.stream().map(VideoFacts::track), sounds.stream().map(AudioFacts::track))
        .toList();
  }

  /** Of the main video; where the file does not say, what the rest of the file leaves for it. */
  public long videoBitrateBps() {
    long said = mainVideo().map(video -> video.track().bitrateBps()).orElse(0L);
    long others = sounds.stream().mapToLong(sound -> sound.track().bitrateBps()).sum();
    return said > 0 ? said : Math.max(0, file.bitrateBps() - others);
  }

  /**
   * The same, of which all other tracks are made anew, also those that look as if players could
   * show them.
   *
   * @param tracks FFmpeg's numbers of those that were taken over
   */
  public SourceFacts keeping(Set<Integer> tracks) {
    return with(
        videos.stream()
            .map(
                video -> tracks.contains(video.track().index()) ? video : video.madeAnew(NOT_TAKEN))
            .toList(),
        sounds.stream()
            .map(
                sound -> tracks.contains(sound.track().index()) ? sound : sound.madeAnew(NOT_TAKEN))
            .toList());
  }

  /** The same of a film of which is known better how long it plays. */
  public SourceFacts lasting(long micros) {
    return new SourceFacts(file.lasting(micros), videos, sounds, texts, chapters, pictures);
  }

  SourceFacts with(List<VideoFacts> otherVideos, List<AudioFacts> otherSounds) {
    return new SourceFacts(file, otherVideos, otherSounds, texts, chapters, pictures);
  }
}
