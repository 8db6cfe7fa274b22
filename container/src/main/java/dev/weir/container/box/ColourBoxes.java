package dev.weir.container.box;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.ContentLight;
import dev.weir.media.codec.MasteringDisplay;
import dev.weir.media.codec.VideoColour;
import dev.weir.media.codec.VideoConfig;
import java.util.Optional;

/** The boxes of a sample entry that tell of colours, ISO/IEC 14496-12 §12.1.5 and behind. */
public final class ColourBoxes {
  private static final String ON_SCREEN = "nclx";
  private static final int FULL_RANGE = 0x80;

  private ColourBoxes() {}

  public static void write(Track track, BoxWriter boxes) {
    track.colour().ifPresent(colour -> boxes.box("colr", out -> write(colour, out)));
    track.colours().display().ifPresent(display -> boxes.box("mdcv", out -> write(display, out)));
    track
        .colours()
        .light()
        .ifPresent(
            light -> boxes.box("clli", out -> out.u16(light.maxLevel()).u16(light.maxAverage())));
  }

  private static void write(VideoColour colour, ByteWriter out) {
    out.fourCc(ON_SCREEN).u16(colour.primaries()).u16(colour.transfer()).u16(colour.matrix());
    out.u8(colour.fullRange() ? FULL_RANGE : 0);
  }

  private static void write(MasteringDisplay display, ByteWriter out) {
    write(display.green(), out);
    write(display.blue(), out);
    write(display.red(), out);
    write(display.white(), out);
    out.u32(display.maxLuminance()).u32(display.minLuminance());
  }

  private static void write(MasteringDisplay.Point point, ByteWriter out) {
    out.u16(point.x()).u16(point.y());
  }

  /** What the boxes of a sample entry say beside its codec. */
  public static ColourDescription read(VideoConfig config, Box entry) throws MediaFormatException {
    Optional<Box> colr = config.colour().isPresent() ? Optional.empty() : entry.find("colr");
    Optional<Box> mdcv = entry.find("mdcv");
    Optional<Box> clli = entry.find("clli");
    return new ColourDescription(
        colr.isPresent() ? readColour(colr.get()) : Optional.empty(),
        mdcv.isPresent() ? Optional.of(readDisplay(mdcv.get())) : Optional.empty(),
        clli.isPresent() ? Optional.of(readLight(clli.get())) : Optional.empty());
  }

  /** Empty where it is a profile of ICC. */
  private static Optional<VideoColour> readColour(Box colr) throws MediaFormatException {
    ByteReader in = colr.reader();
    return in.fourCc().equals(ON_SCREEN)
        ? Optional.of(new VideoColour(in.u16(), in.u16(), in.u16(), (in.u8() & FULL_RANGE) != 0))
        : Optional.empty();
  }

  private static MasteringDisplay readDisplay(Box mdcv) throws MediaFormatException {
    ByteReader in = mdcv.reader();
    MasteringDisplay.Point green = readPoint(in);
    MasteringDisplay.Point blue = readPoint(in);
    MasteringDisplay.Point red = readPoint(in);
    return new MasteringDisplay(red, green, blue, readPoint(in), in.u32(), in.u32());
  }

  private static MasteringDisplay.Point readPoint(ByteReader in) throws MediaFormatException {
    return new MasteringDisplay.Point(in.u16(), in.u16());
  }

  private static ContentLight readLight(Box clli) throws MediaFormatException {
    ByteReader in = clli.reader();
    return new ContentLight(in.u16(), in.u16());
  }
}
