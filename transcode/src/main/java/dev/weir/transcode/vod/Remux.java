package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes an MP4 of a film in another container, without touching its samples, and files of its
 * subtitles, in one run over the file. Thread-safe.
 */
public final class Remux {
  /** Pictures that an MP4 can hold, played as they are or decoded from there in chunks. */
  private static final Set<String> PICTURES =
      Set.of("h264", "hevc", "av1", "vp9", "mpeg2video", "mpeg1video", "mpeg4");

  private final ConfinedFfmpeg ffmpeg;

  public Remux(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * What was made. Immutable.
   *
   * @param film an MP4 whose timestamps, with its edit lists applied, are those of the film
   * @param tracks FFmpeg's numbers in the source of the tracks in {@code film}, in their order: all
   *     sound that plays as it is, and the pictures. The others have to be decoded from the source
   * @param texts files of subtitles, by the number of the track; their times are those of the film
   */
  public record Result(Path film, List<Integer> tracks, Map<Integer, Path> texts) {
    public Result {
      tracks = List.copyOf(tracks);
      texts = Map.copyOf(texts);
    }
  }

  /** Whether any track of it can be in an MP4. */
  public static boolean isPossible(SourceFacts facts) {
    return !tracks(facts).isEmpty();
  }

  /** FFmpeg's numbers of the tracks that the MP4 of such a film has, in its order. */
  public static List<Integer> trackNumbers(SourceFacts facts) {
    return tracks(facts).stream().map(SourceTrack::index).toList();
  }

  private static List<SourceTrack> tracks(SourceFacts facts) {
    return Stream.concat(
            facts.videos().stream()
                .map(VideoFacts::track)
                .filter(track -> PICTURES.contains(track.codec())),
            facts.sounds().stream()
                .filter(sound -> Playability.of(sound) instanceof Playability.AsItIs)
                .map(AudioFacts::track))
        .toList();
  }

  /**
   * Blocks until the whole film is read. Subtitles that cannot be written are left out.
   *
   * @param listener is called twice a second by another thread
   */
  public Result run(Path source, SourceFacts facts, JobFolder folder, Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    List<TextFacts> texts = TextExtraction.of(facts);
    try {
      return run(source, facts, texts, folder, listener);
    } catch (TranscodeException failed) {
      if (texts.isEmpty()) {
        throw failed;
      }
      Result film = run(source, facts, List.of(), folder, listener);
      var alone = new TextExtraction(ffmpeg).run(source, facts, folder);
      return new Result(film.film(), film.tracks(), alone);
    }
  }

  private Result run(
      Path source,
      SourceFacts facts,
      List<TextFacts> texts,
      JobFolder folder,
      Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    Path film = folder.file("film.mp4");
    var words = new ArrayList<>(ConfinedFfmpeg.input(source, List.of("-fflags", "+genpts")));
    words.addAll(film(tracks(facts)));
    words.add("file:" + film);
    words.addAll(beside(facts));
    Map<Integer, Path> files = TextExtraction.addOutputs(texts, folder, words);
    ffmpeg.run(folder, words, listener);
    return new Result(film, trackNumbers(facts), files);
  }

  /**
   * FFmpeg counts all timestamps from the earliest one of the file, and tells by edit lists what
   * begins later, or is decoded before it is shown.
   */
  private static List<String> film(List<SourceTrack> tracks) {
    var words = new ArrayList<String>();
    tracks.forEach(track -> words.addAll(List.of("-map", "0:" + track.index())));
    words.addAll(List.of("-c", "copy"));
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).codec().equals("hevc")) {
        words.addAll(List.of("-tag:" + i, "hvc1"));
      }
    }
    words.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-f", "mp4"));
    return words;
  }

  /** FFmpeg counts from the earliest timestamp of the tracks that it reads: so it reads all. */
  private static List<String> beside(SourceFacts facts) {
    List<SourceTrack> taken = tracks(facts);
    List<SourceTrack> others =
        facts.tracks().stream().filter(track -> !taken.contains(track)).toList();
    var words = new ArrayList<String>();
    others.forEach(track -> words.addAll(List.of("-map", "0:" + track.index())));
    if (!others.isEmpty()) {
      words.addAll(List.of("-c", "copy", "-f", "null", "-"));
    }
    return words;
  }
}
