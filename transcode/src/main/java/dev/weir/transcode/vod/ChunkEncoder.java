package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Encodes chunks of films: one FFmpeg decodes a chunk once and makes all rungs of a pass of it.
 * What it makes has the frames whose pts is in the interval, no more and no less, at the moments
 * that they have in the film, and keyframes at the cuts alone. So the chunks of a rung, one after
 * the other, are what one run over the whole film would have made. Thread-safe.
 */
public final class ChunkEncoder {
  /**
   * More frames than any group of pictures has, so that an encoder makes no keyframe of its own.
   */
  private static final int NO_KEYFRAME_WITHIN = 9999;

  /** What deinterlacing wants to have seen before the first picture. */
  private static final long RUN_UP_MICROS = 300_000;

  private static final int BUFFER_SECONDS = 2;

  private final ConfinedFfmpeg ffmpeg;
  private final LadderConfig config;

  public ChunkEncoder(ConfinedFfmpeg ffmpeg, LadderConfig config) {
    this.ffmpeg = ffmpeg;
    this.config = config;
  }

  /**
   * Blocks until all rungs of the chunk are made.
   *
   * @param listener is called twice a second by another thread
   * @return a fragmented MP4 in {@code folder} for each rung, in their order. Its timestamps, with
   *     its edit list applied, are those of the film. It has no fragment if the film has no frames
   *     there
   */
  public List<Path> encode(ChunkWork work, JobFolder folder, Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    var words = new ArrayList<String>(List.of("-copyts"));
    words.addAll(ConfinedFfmpeg.input(work.source().path(), entry(work)));
    words.addAll(List.of("-filter_complex", PictureGraph.of(work)));
    var files = new ArrayList<Path>();
    for (VideoRung rung : work.rungs()) {
      Path file = folder.file("%d-%s.mp4".formatted(work.chunk().index(), rung.name()));
      words.addAll(List.of("-map", "[v" + files.size() + "]"));
      words.addAll(output(work, rung));
      words.add("file:" + file);
      files.add(file);
    }
    ffmpeg.run(folder, words, listener);
    return files;
  }

  /**
   * Decoding begins at the last keyframe up to the chunk's first frame; the graph drops what is
   * before that. FFmpeg is told an earlier moment where it might else take the keyframe after it,
   * and a later one by the tolerance, so that one at the border is found whatever its rounding.
   */
  private List<String> entry(ChunkWork work) {
    var words = new ArrayList<String>(List.of("-threads", Integer.toString(config.threads())));
    if (work.source().originMicros() != 0) {
      words.addAll(List.of("-itsoffset", FilmSource.seconds(-work.source().originMicros())));
    }
    if (work.chunk().index() > 0) {
      long runUp = work.treatment().deinterlacing() == Deinterlacing.NONE ? 0 : RUN_UP_MICROS;
      long lead = work.source().leadSpreadMicros() + runUp;
      long from = work.chunk().startMicros() + PictureGraph.TOLERANCE_MICROS - lead;
      words.addAll(List.of("-seek_timestamp", "1", "-noaccurate_seek", "-ss"));
      words.add(FilmSource.seconds(from + work.source().originMicros()));
    }
    return words;
  }

  private List<String> output(ChunkWork work, VideoRung rung) {
    var words = new ArrayList<>(config.encoder().words(config.effort(), config.threads()));
    words.addAll(List.of("-maxrate", Long.toString(rung.mostBps())));
    words.addAll(List.of("-bufsize", Long.toString(BUFFER_SECONDS * rung.mostBps())));
    words.addAll(List.of("-g", Integer.toString(NO_KEYFRAME_WITHIN)));
    words.addAll(List.of("-keyint_min", Integer.toString(NO_KEYFRAME_WITHIN / 2)));
    words.addAll(List.of("-force_key_frames", keyframes(work.chunk())));
    words.addAll(List.of("-fps_mode", "passthrough"));
    words.addAll(List.of("-enc_time_base", "1/" + work.treatment().timescale()));
    words.addAll(List.of("-video_track_timescale", "" + work.treatment().timescale()));
    words.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-f", "mp4"));
    words.addAll(List.of("-movflags", "+frag_keyframe+delay_moov+frag_discont+default_base_moof"));
    return words;
  }

  /** At the first frame that is not before it; microseconds may be rounded up beyond the frame. */
  private static String keyframes(Chunk chunk) {
    return chunk.cuts().stream()
        .map(cut -> FilmSource.seconds(cut - PictureGraph.TOLERANCE_MICROS))
        .collect(Collectors.joining(","));
  }
}
