package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.SampleEntry;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one {@code trak}, as far as it can be read. Confined to one opening of a file. */
final class TrackReader {
  private static final int MOST_FIRST_SAMPLE_BYTES = 16 << 20;
  private static final int MOST_REFERENCES = 64;
  private static final int SELF_CONTAINED = 1;

  private final Mp4Source source;
  private final FileBoxes boxes;
  private final Movie movie;
  private final Box trak;
  private final TrackHeader header;

  // As far as reading came.
  private Mp4Track.Kind kind = Mp4Track.Kind.OTHER;
  private Mp4Labels labels;
  private int timescale;
  private String format = "";
  private @Nullable TrackMedia media;
  private @Nullable SampleEntry entry;
  private TrackSpan span = TrackSpan.NONE;
  private @Nullable String problem;

  TrackReader(Mp4Source source, FileBoxes boxes, Movie movie, Box trak)
      throws MediaFormatException {
    this.source = source;
    this.boxes = boxes;
    this.movie = movie;
    this.trak = trak;
    header = TrackHeader.parse(trak.require("tkhd"));
    labels = Mp4Labels.of(header);
  }

  /** With the reason where it can't be used; only a file that can't be read is an error. */
  LoadedTrack read() throws IOException {
    try {
      readAll();
    } catch (MediaFormatException e) {
      problem = e.getMessage();
    }
    return new LoadedTrack(
        track(), Optional.ofNullable(media), Optional.ofNullable(entry), chapterTracks());
  }

  private void readAll() throws IOException, MediaFormatException {
    Box mdia = trak.require("mdia");
    MediaHeader mediaHeader = MediaHeader.parse(mdia);
    kind = Mp4Track.Kind.ofHandler(mediaHeader.handler());
    labels = Mp4Labels.of(header, mediaHeader, trak);
    timescale = mediaHeader.timescale();
    Box minf = mdia.require("minf");
    Box stbl = minf.require("stbl");
    SampleDescriptions descriptions = SampleDescriptions.parse(stbl.require("stsd"));
    format = descriptions.first().type();
    if (kind == Mp4Track.Kind.OTHER) {
      problem = "is neither video, sound nor text: handler " + mediaHeader.handler();
      return;
    }
    requireInThisFile(minf);
    SampleTable table = SampleTable.parse(stbl);
    var read = new TrackMedia(header, mediaHeader, table, edit(), boxes, movie.defaults());
    media = read;
    span = TrackSpan.of(read, source.lengthBytes());
    if (kind != Mp4Track.Kind.TEXT) {
      descriptions.requireUnprotected();
      entry = entry(descriptions.used(table), descriptions.version(), read);
    }
  }

  private Edit edit() throws MediaFormatException {
    Optional<Box> edts = trak.find("edts");
    Optional<Box> elst = edts.isPresent() ? edts.get().find("elst") : Optional.empty();
    return elst.isPresent() ? Edit.parse(elst.get(), movie.timescale(), timescale) : Edit.NONE;
  }

  /** DataReferenceBox, ISO/IEC 14496-12 §8.7.2; one without a place means this file too. */
  private static void requireInThisFile(Box minf) throws MediaFormatException {
    Optional<Box> dinf = minf.find("dinf");
    Optional<Box> dref = dinf.isPresent() ? dinf.get().find("dref") : Optional.empty();
    if (dref.isEmpty()) {
      return;
    }
    ByteReader in = dref.get().reader();
    in.skip(4 + 4); // version, flags, count
    var references = new BoxReader(in.rest(), "dref");
    while (references.hasNext()) {
      ByteReader reference = references.next().reader();
      reference.skip(1); // version
      boolean isElsewhere = (reference.u24() & SELF_CONTAINED) == 0 && reference.remaining() > 1;
      if (isElsewhere) {
        throw new MediaFormatException(
            UNSUPPORTED, "dref", "the media of the track are in another file");
      }
    }
  }

  private SampleEntry entry(Box description, int version, TrackMedia read)
      throws IOException, MediaFormatException {
    Bytes first =
        SampleEntry.isCompletedBySample(description.type()) ? firstSample(read) : Bytes.EMPTY;
    return SampleEntry.parse(description, version, first);
  }

  private Bytes firstSample(TrackMedia read) throws IOException, MediaFormatException {
    Mp4Sample first = Mp4Samples.open(read, source.lengthBytes()).next().orElse(null);
    if (first == null) {
      return Bytes.EMPTY;
    }
    if (first.sizeBytes() > MOST_FIRST_SAMPLE_BYTES) {
      throw new MediaFormatException(LIMIT, "sample", first.sizeBytes() + " octets");
    }
    return source.read(first.offset(), first.sizeBytes());
  }

  private Mp4Track track() {
    Optional<Track> playable =
        Optional.ofNullable(entry)
            .map(known ->
                new Track(
                    header.id(), timescale, known.config(), known.colours(), known.pixelAspect()));
    return new Mp4Track(
        header.id(),
        kind,
        format,
        timescale,
        playable,
        Optional.ofNullable(problem),
        labels,
        PictureShape.of(header, movie.matrix()),
        span.startTicks(),
        span.endTicks());
  }

  /** Of QuickTime: {@code tref} with {@code chap}, QuickTime File Format, Track Reference Atoms. */
  private List<Integer> chapterTracks() {
    var ids = new ArrayList<Integer>();
    try {
      Optional<Box> tref = trak.find("tref");
      Optional<Box> chap = tref.isPresent() ? tref.get().find("chap") : Optional.empty();
      ByteReader in = chap.map(Box::reader).orElseGet(() -> Bytes.EMPTY.reader("chap"));
      while (in.remaining() >= Integer.BYTES && ids.size() < MOST_REFERENCES) {
        ids.add(in.s32());
      }
    } catch (MediaFormatException _) {
      return List.copyOf(ids);
    }
    return List.copyOf(ids);
  }
}
