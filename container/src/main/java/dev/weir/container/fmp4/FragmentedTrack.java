package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.Handlers;
import dev.weir.container.box.SampleDefaults;
import dev.weir.container.box.SampleEntry;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.Optional;

/** What {@code moov} says of one track, needed to read its fragments. Immutable. */
record FragmentedTrack(Track track, SampleEntry entry, SampleDefaults defaults) {

  /** Empty where the track is neither video nor audio. */
  static Optional<FragmentedTrack> parse(Box moov, Box trak) throws MediaFormatException {
    Box mdia = trak.require("mdia");
    if (!isMedia(mdia.require("hdlr"))) {
      return Optional.empty();
    }
    long id = fieldBehindTimes(trak.require("tkhd"));
    long timescale = fieldBehindTimes(mdia.require("mdhd"));
    Box stsd = mdia.require("minf").require("stbl").require("stsd");
    SampleEntry entry = SampleEntry.parse(stsd);
    var track =
        new Track(
            positive(id, "track_ID"),
            positive(timescale, "timescale"),
            entry.config(),
            entry.colours(),
            entry.pixelAspect());
    return Optional.of(new FragmentedTrack(track, entry, defaults(moov, id)));
  }

  private static boolean isMedia(Box hdlr) throws MediaFormatException {
    ByteReader in = hdlr.reader();
    in.skip(4 + 4); // version, flags, pre_defined
    String handler = in.fourCc();
    return handler.equals(Handlers.of(TrackKind.VIDEO))
        || handler.equals(Handlers.of(TrackKind.AUDIO));
  }

  /** What stands behind the times of making and change, which version 1 writes with 64 bits. */
  private static long fieldBehindTimes(Box header) throws MediaFormatException {
    ByteReader in = header.reader();
    int version = in.u8();
    in.skip(3); // flags
    in.skip(version == 1 ? 16 : 8);
    return in.u32();
  }

  private static int positive(long value, String field) throws MediaFormatException {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new MediaFormatException(MALFORMED, field, "came " + value);
    }
    return (int) value;
  }

  private static SampleDefaults defaults(Box moov, long trackId) throws MediaFormatException {
    Optional<Box> mvex = moov.find("mvex");
    if (mvex.isEmpty()) {
      return SampleDefaults.NONE;
    }
    BoxReader children = mvex.get().children();
    while (children.hasNext()) {
      Box child = children.next();
      if (!child.type().equals("trex")) {
        continue;
      }
      ByteReader in = child.reader();
      in.skip(4); // version, flags
      if (in.u32() == trackId) {
        return SampleDefaults.ofTrackExtends(in);
      }
    }
    return SampleDefaults.NONE;
  }
}
