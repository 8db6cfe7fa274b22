package dev.weir.packaging;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.archive.AssetReader;
import dev.weir.packaging.archive.AssetTimeline;
import dev.weir.packaging.archive.Cuts;
import dev.weir.packaging.archive.RenditionFiles;
import dev.weir.packaging.archive.RenditionWriter;
import dev.weir.storage.DiskBlobStore;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A film of 25 pictures a second, of which every second begins a group with one B-frame, on disk.
 */
abstract class RenditionFixture {
  static final String ID = "film";
  static final int RATE = 25;
  static final int FRAME = Footage.VIDEO_TIMESCALE / RATE;
  static final int SOUND = 1024;
  static final int SOUND_RATE = 48_000;
  static final Track VIDEO = ArchiveFixture.video();

  /** One that can be read back from its header. */
  static final Track AUDIO =
      new Track(2, SOUND_RATE, new AacConfig(2, SOUND_RATE, 2, SOUND, Bytes.of(0x11, 0x90)));

  @TempDir Path folder;

  final FaultyDisk faults = new FaultyDisk();
  DiskBlobStore disk;

  @BeforeEach
  void openDisk() {
    disk = new DiskBlobStore(faults.at(folder));
  }

  @AfterEach
  void closeDisk() throws IOException {
    disk.close();
  }

  /** As an encoder sends them: I P B P B …, so that decoding is a picture ahead of display. */
  static List<MediaSample> pictures(int fromSecond, int toSecond) {
    var pictures = new ArrayList<MediaSample>();
    long origin = AssetTimeline.originTicks(Footage.VIDEO_TIMESCALE);
    for (int i = fromSecond * RATE; i < toSecond * RATE; i++) {
      int inGroup = i % RATE;
      int shown = inGroup == 0 ? i : inGroup % 2 == 1 ? Math.min(i + 1, lastOf(i)) : i - 1;
      pictures.add(picture(origin + (i - 1L) * FRAME, (shown - i + 1) * FRAME, inGroup == 0, i));
    }
    return pictures;
  }

  private static int lastOf(int picture) {
    return picture / RATE * RATE + RATE - 1;
  }

  static MediaSample picture(long dtsTicks, int composition, boolean keyframe, int content) {
    return new MediaSample(
        1,
        dtsTicks,
        composition,
        FRAME,
        keyframe,
        List.of(Bytes.of(keyframe ? 0x65 : 0x41, content >> 8, content)));
  }

  static List<MediaSample> sounds(double fromSecond, double toSecond) {
    var sounds = new ArrayList<MediaSample>();
    long origin = AssetTimeline.originTicks(SOUND_RATE);
    for (long at = Math.round(fromSecond * SOUND_RATE / SOUND) * SOUND;
        at < toSecond * SOUND_RATE;
        at += SOUND) {
      sounds.add(
          new MediaSample(2, origin + at, 0, SOUND, true, List.of(Bytes.of((int) at >> 10))));
    }
    return sounds;
  }

  RenditionWriter begin(String name, Track track, Cuts cuts, long firstSegment) throws IOException {
    return RenditionWriter.begin(disk, RenditionFiles.folder(ID, name), track, cuts, firstSegment);
  }

  void write(String name, Track track, List<MediaSample> samples, Cuts cuts) throws IOException {
    write(name, track, samples, cuts, new RenditionFiles.Stretch(0, cuts.count()));
  }

  void write(
      String name, Track track, List<MediaSample> samples, Cuts cuts, RenditionFiles.Stretch chunk)
      throws IOException {
    RenditionWriter writer = begin(name, track, cuts, chunk.firstSegment());
    try {
      for (MediaSample sample : samples) {
        writer.add(sample);
      }
    } catch (MediaFormatException tooLarge) {
      throw new AssertionError(tooLarge);
    }
    writer.finish(chunk.endSegment());
  }

  RenditionFiles files(String name) {
    return new RenditionFiles(disk, RenditionFiles.folder(ID, name));
  }

  Presentation read(String... names) throws IOException {
    return new AssetReader(disk).read(ID, List.of(names)).orElseThrow();
  }

  Bytes bytes(Segment segment) throws IOException {
    Part part = segment.parts().getFirst();
    return Bytes.concat(disk.read(part.extent(), part.offset(), part.lengthBytes()));
  }

  List<MediaSample> samples(PeriodTrack track) throws IOException {
    var samples = new ArrayList<MediaSample>();
    try {
      var reader = FragmentedMp4Reader.open(track.header());
      for (Segment segment : track.segments()) {
        if (!segment.isGap()) {
          samples.addAll(reader.read(bytes(segment)));
        }
      }
    } catch (MediaFormatException damaged) {
      throw new AssertionError(damaged);
    }
    return samples;
  }

  static PeriodTrack track(Presentation presentation, String name) {
    return presentation.currentPeriod().track(name).orElseThrow();
  }
}
