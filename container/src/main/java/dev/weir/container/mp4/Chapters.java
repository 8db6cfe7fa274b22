package dev.weir.container.mp4;

import dev.weir.container.box.Box;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chapters as QuickTime has them, which are samples of a track of text, and as Nero has them, a
 * list in {@code moov}. They are for people: what cannot be read of them is left out. Stateless.
 */
final class Chapters {
  private static final int MOST_CHAPTERS = 1000;
  private static final int MOST_TITLE_BYTES = 1024;

  /** Nero counts in steps of 100 ns. */
  private static final long STEPS_PER_MILLI = 10_000;

  private static final int BIG_ENDIAN_MARK = 0xFEFF;

  private Chapters() {}

  static List<Chapter> read(Mp4Source source, Box moov, List<LoadedTrack> tracks)
      throws IOException {
    for (LoadedTrack track : tracks) {
      for (LoadedTrack candidate : tracks) {
        boolean isNamed = track.chapterTracks().contains(candidate.track().id());
        if (isNamed && candidate.track().kind() == Mp4Track.Kind.TEXT) {
          return ofTrack(source, candidate);
        }
      }
    }
    return sorted(ofList(moov));
  }

  private static List<Chapter> sorted(List<Chapter> chapters) {
    return chapters.stream().sorted(Comparator.comparingLong(Chapter::startMillis)).toList();
  }

  /** QuickTime File Format, Chapter Lists. */
  private static List<Chapter> ofTrack(Mp4Source source, LoadedTrack track) throws IOException {
    var chapters = new ArrayList<Chapter>();
    if (track.media().isEmpty()) {
      return List.of();
    }
    try {
      Mp4Samples samples = Mp4Samples.open(track.media().get(), source.lengthBytes());
      Optional<Mp4Sample> sample = samples.next();
      while (sample.isPresent() && chapters.size() < MOST_CHAPTERS) {
        chapters.add(chapter(source, sample.get(), track.track().timescale()));
        sample = samples.next();
      }
    } catch (MediaFormatException _) {
      return sorted(chapters);
    }
    return sorted(chapters);
  }

  private static Chapter chapter(Mp4Source source, Mp4Sample sample, int timescale)
      throws IOException, MediaFormatException {
    int octets = Math.min(sample.sizeBytes(), MOST_TITLE_BYTES);
    ByteReader in = source.read(sample.offset(), octets).reader("chapter");
    int length = octets < 2 ? 0 : in.u16();
    Bytes title = in.bytes(Math.min(length, in.remaining()));
    long startMillis = MediaTime.toMillis(sample.ptsTicks(), timescale);
    return new Chapter(Math.max(0, startMillis), text(title));
  }

  private static String text(Bytes title) throws MediaFormatException {
    boolean isUtf16 = title.length() >= 2 && title.reader("chapter").u16() == BIG_ENDIAN_MARK;
    return isUtf16
        ? new String(title.slice(2).toArray(), StandardCharsets.UTF_16BE).strip()
        : Texts.utf8(title);
  }

  /** {@code chpl}, of which there is no specification: after FFmpeg's reading. */
  private static List<Chapter> ofList(Box moov) {
    var chapters = new ArrayList<Chapter>();
    try {
      Optional<Box> udta = moov.find("udta");
      Optional<Box> chpl = udta.isPresent() ? udta.get().find("chpl") : Optional.empty();
      if (chpl.isEmpty()) {
        return List.of();
      }
      ByteReader in = chpl.get().reader();
      int version = in.u8();
      in.skip(3 + (version == 0 ? 0 : 4)); // flags, reserved
      for (int left = in.u8(); left > 0; left--) {
        long startMillis = in.s64() / STEPS_PER_MILLI;
        chapters.add(new Chapter(Math.max(0, startMillis), Texts.utf8(in.bytes(in.u8()))));
      }
    } catch (MediaFormatException _) {
      return chapters;
    }
    return chapters;
  }
}
