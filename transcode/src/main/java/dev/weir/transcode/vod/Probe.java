package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what is in a file, by ffprobe. Reads the beginning of the file and its index, so that
 * it takes a second, however long the film; but all of a file that does not say how long it is.
 * Thread-safe.
 */
public final class Probe {
  private static final int MOST_OUTPUT_CHARACTERS = 4 * 1024 * 1024;

  /** Enough for every keyframe distance that is played as it is, twice. */
  private static final int SURVEY_SECONDS = 25;

  private final ConfinedFfmpeg ffmpeg;

  public Probe(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Blocks for a second or so, or until all is read.
   *
   * @throws TranscodeException with {@link TranscodeException.Code#REFUSED} if it is no film, or
   *     one of which nothing can be read; the message says why. With {@link
   *     TranscodeException.Code#STALLED} if it takes too long, which may be no fault of the file
   */
  public SourceFacts read(Path source, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    if (Files.size(source) == 0) {
      throw ProbeRefusal.empty();
    }
    SourceFacts facts = ProbeReader.read(describe(source, folder));
    facts = new FilmLength(ffmpeg).known(facts, source, folder);
    return surveyed(facts, survey(source, folder));
  }

  private static SourceFacts surveyed(SourceFacts facts, PacketSurvey packets)
      throws TranscodeException {
    List<VideoFacts> videos =
        facts.videos().stream()
            .filter(video -> !packets.isEncrypted(video.track().index()))
            .map(video -> video.withSpacing(packets.spacing(video.track().index())))
            .toList();
    List<AudioFacts> sounds =
        facts.sounds().stream()
            .filter(sound -> !packets.isEncrypted(sound.track().index()))
            .toList();
    boolean isWithoutItsPicture = videos.isEmpty() && !facts.videos().isEmpty();
    if (isWithoutItsPicture || (videos.isEmpty() && sounds.isEmpty())) {
      throw ProbeRefusal.encrypted();
    }
    return facts.with(videos, sounds);
  }

  private String describe(Path source, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    var said = new StringBuilder();
    var words = new ArrayList<>(List.of("-of", "json=compact=1"));
    words.addAll(List.of("-show_format", "-show_streams", "-show_chapters"));
    words.addAll(ConfinedFfmpeg.input(source, List.of()));
    try {
      ffmpeg.probe(folder, words, line -> appendWithin(said, line));
    } catch (TranscodeException failure) {
      throw ProbeRefusal.of(source, failure);
    }
    if (said.length() > MOST_OUTPUT_CHARACTERS) {
      throw TranscodeException.refused("it has more tracks or chapters than any film has.");
    }
    return said.toString();
  }

  /** One line too many is kept, which shows that there were more. */
  private static void appendWithin(StringBuilder said, String line) {
    if (said.length() <= MOST_OUTPUT_CHARACTERS) {
      said.append(line).append('\n');
    }
  }

  /** What cannot be surveyed is left unknown: it is only for choosing. */
  private PacketSurvey survey(Path source, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    var packets = new PacketSurvey();
    var words = new ArrayList<>(List.of("-of", "csv=p=0", "-show_entries"));
    words.add("packet=stream_index,pts_time,dts_time,flags:packet_side_data=side_data_type");
    words.addAll(List.of("-read_intervals", "%+" + SURVEY_SECONDS));
    words.addAll(ConfinedFfmpeg.input(source, List.of()));
    try {
      ffmpeg.probe(folder, words, packets::accept);
    } catch (TranscodeException broken) {
      if (broken.code() == TranscodeException.Code.STALLED) {
        throw broken;
      }
      return packets;
    }
    return packets;
  }
}
