package dev.weir.packaging.archive;

import dev.weir.container.fmp4.FragmentScanner.RangeReader;
import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.container.fmp4.MovieTrack;
import dev.weir.container.fmp4.MovieWriter;
import dev.weir.container.fmp4.MovieWriter.Movie;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.Part;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DiskBlobStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Puts tracks of an asset together as one MP4, of which the octets stay where they are: reads the
 * heads of all fragments, no media. Blocks; thread-safe.
 */
public final class MovieReader {
  private final DiskBlobStore disk;

  public MovieReader(DiskBlobStore disk) {
    this.disk = disk;
  }

  /**
   * The movie that begins at film time 0. Where a track has a gap, what came before it lasts until
   * its end.
   *
   * @param tracks of one asset, all of them whole
   */
  public Movie read(List<PeriodTrack> tracks) throws IOException {
    var movie = new MovieWriter();
    for (PeriodTrack track : tracks) {
      try {
        add(movie, track);
      } catch (MediaFormatException damaged) {
        throw new IOException(track.name() + ": " + damaged.getMessage(), damaged);
      }
    }
    return movie.finish();
  }

  private void add(MovieWriter movie, PeriodTrack track) throws IOException, MediaFormatException {
    MovieTrack added =
        movie.add(
            FragmentedMp4Reader.open(track.header()),
            AssetTimeline.originTicks(track.timescale()),
            track.label().language());
    List<Part> parts = track.segments().stream().map(Segment::parts).flatMap(List::stream).toList();
    for (int first = 0; first < parts.size(); ) {
      int end = endOfExtent(parts, first);
      add(added, parts.subList(first, end));
      first = end;
    }
  }

  /** The first of another extent. */
  private static int endOfExtent(List<Part> parts, int first) {
    int end = first + 1;
    while (end < parts.size() && parts.get(end).extent().equals(parts.get(first).extent())) {
      end++;
    }
    return end;
  }

  private void add(MovieTrack track, List<Part> parts) throws IOException, MediaFormatException {
    String extent = parts.getFirst().extent();
    try (FileChannel file = disk.open(extent)) {
      RangeReader reader = (offset, length) -> read(file, offset, length);
      for (Part part : parts) {
        track.add(extent, reader, part.offset(), part.offset() + part.lengthBytes());
      }
    }
  }

  private static Bytes read(FileChannel file, long offset, int length) throws IOException {
    var octets = new byte[length];
    ByteBuffer free = ByteBuffer.wrap(octets);
    while (free.hasRemaining()) {
      if (file.read(free, offset + free.position()) < 0) {
        throw new EOFException("an extent is shorter than its index says");
      }
    }
    return Bytes.wrap(octets);
  }
}
