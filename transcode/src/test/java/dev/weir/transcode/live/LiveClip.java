package dev.weir.transcode.live;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A short stream as the live store has it: a CMAF header and parts of some pictures each, in ticks
 * since 1970. Immutable.
 */
record LiveClip(Track track, List<MediaSample> samples) {
  /** A moment of 2026. */
  private static final long NOW_SECONDS = 1_780_000_000L;

  private static final int PART_PICTURES = 12;

  /** About a tenth of all pictures missing, the others late by whole milliseconds, and a hole. */
  private static final String IRREGULAR =
      "select='gt(random(1),0.1)*not(between(t,2,3))',"
          + "setpts='PTS+floor(random(2)*10)*0.001/TB'";

  /** Of variable frame rate, with three B-frames and keyframes at irregular places. */
  static LiveClip irregular(Path folder, int seconds) {
    return made(
        folder,
        90_000,
        List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=" + seconds),
        List.of(
            "-vf",
            IRREGULAR,
            "-fps_mode",
            "vfr",
            "-enc_time_base",
            "1:90000",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-bf",
            "3",
            "-b_strategy",
            "0",
            "-x264-params",
            "b-pyramid=none:keyint=40:scenecut=0",
            "-force_key_frames",
            "expr:gte(t,n_forced*1.7)"));
  }

  static LiveClip made(Path folder, int timescale, List<String> input, List<String> encoding) {
    var words = new ArrayList<>(input);
    words.addAll(encoding);
    words.addAll(List.of("-video_track_timescale", "" + timescale, "-f", "mp4", "-movflags"));
    words.add("frag_keyframe+empty_moov+default_base_moof");
    try {
      Bytes film = Bytes.wrap(Files.readAllBytes(FfmpegMedia.make(folder.resolve("s.mp4"), words)));
      FragmentedMp4Reader reader = FragmentedMp4Reader.open(film);
      List<MediaSample> samples =
          reader.read(film).stream()
              .map(sample -> sample.withDtsTicks(sample.dtsTicks() + NOW_SECONDS * timescale))
              .toList();
      return new LiveClip(reader.tracks().getFirst(), samples);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (MediaFormatException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** From the {@code number}th keyframe on. */
  LiveClip fromKeyframe(int number) {
    int at = 0;
    for (int seen = 0; seen <= number; at++) {
      seen += samples.get(at).keyframe() ? 1 : 0;
    }
    return new LiveClip(track, samples.subList(at - 1, samples.size()));
  }

  Bytes header() {
    return CmafWriter.header(track);
  }

  List<Bytes> parts() {
    var parts = new ArrayList<Bytes>();
    for (int from = 0; from < samples.size(); from += PART_PICTURES) {
      List<MediaSample> part =
          samples.subList(from, Math.min(from + PART_PICTURES, samples.size()));
      parts.add(CmafWriter.fragment(from, track, part.getFirst().dtsTicks(), part));
    }
    return parts;
  }

  /** In the order in which they are shown. */
  List<Long> moments() {
    return samples.stream().map(MediaSample::ptsTicks).sorted().toList();
  }

  List<Long> keyMoments() {
    return samples.stream()
        .filter(MediaSample::keyframe)
        .map(MediaSample::ptsTicks)
        .sorted()
        .toList();
  }
}
