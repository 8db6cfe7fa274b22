package dev.weir.transcode.film;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Sample;
import dev.weir.container.mp4.Mp4Samples;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.container.text.Cue;
import dev.weir.container.text.TimedTextReader;
import dev.weir.container.text.WebVttSampleReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaTime;
import dev.weir.packaging.TextRendition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the cues of a track of text in an MP4: {@code tx3g} (3GPP TS 26.245), QuickTime's {@code
 * text}, which is alike, and {@code wvtt} (ISO/IEC 14496-30). A sample that is damaged is passed
 * over. Confined to one call.
 */
final class Mp4Texts {
  private static final int MICROS_PER_MILLI = 1_000;
  private static final int MOST_CUES = 100_000;
  private static final int MOST_SAMPLE_BYTES = 1 << 16;

  private final Mp4File file;
  private final Mp4Track track;
  private final long originMillis;
  private final List<Cue> cues = new ArrayList<>();
  private int counted;
  private long characters;

  private Mp4Texts(Mp4File file, Mp4Track track, long originMicros) {
    this.file = file;
    this.track = track;
    this.originMillis = originMicros / MICROS_PER_MILLI;
  }

  /**
   * By when they begin.
   *
   * @param originMicros when the film begins in {@code file}
   */
  static List<Cue> read(Mp4File file, Mp4Track track, long originMicros)
      throws IOException, MediaFormatException {
    if (track.problem().isPresent()) {
      throw new MediaFormatException(UNSUPPORTED, "track", track.problem().get());
    }
    var texts = new Mp4Texts(file, track, originMicros);
    texts.readAll();
    texts.cues.sort(Comparator.comparingLong(Cue::startMillis));
    return track.format().equals("wvtt") ? WebVttSampleReader.joined(texts.cues) : texts.cues;
  }

  private void readAll() throws IOException, MediaFormatException {
    Mp4Samples samples = file.samples(track.id());
    for (Optional<Mp4Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
      Mp4Sample sample = next.get();
      if (sample.shown() && sample.sizeBytes() <= MOST_SAMPLE_BYTES) {
        add(sample, file.read(sample));
      }
      requireLittle();
    }
  }

  private void requireLittle() throws MediaFormatException {
    if (cues.size() > MOST_CUES) {
      throw new MediaFormatException(LIMIT, "subtitles", "more than %d cues".formatted(MOST_CUES));
    }
    for (; counted < cues.size(); counted++) {
      characters += cues.get(counted).text().length() + cues.get(counted).settings().length();
    }
    if (characters > TextRendition.MOST_BYTES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "more than %d characters".formatted(TextRendition.MOST_BYTES));
    }
  }

  private void add(Mp4Sample sample, Bytes octets) {
    long start = millis(sample.ptsTicks());
    long end = millis(sample.ptsTicks() + sample.durationTicks());
    try {
      if (track.format().equals("wvtt")) {
        cues.addAll(WebVttSampleReader.read(octets, start, end));
      } else {
        TimedTextReader.read(octets, start, end).ifPresent(cues::add);
      }
    } catch (MediaFormatException damaged) {
      // The others are better than none.
    }
  }

  private long millis(long ticks) {
    return MediaTime.convert(ticks, track.timescale(), MediaTime.MILLIS_PER_SECOND) - originMillis;
  }
}
