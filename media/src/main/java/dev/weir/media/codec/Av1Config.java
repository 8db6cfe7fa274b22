package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * AV1: the sequence header of a track. Samples consist of whole OBUs ({@link Av1Obus}), the
 * sequence header among them at keyframes. Immutable.
 *
 * @param configObus configOBUs of an av1C: the sequence header, perhaps metadata behind it
 * @param sequenceHeader the first of them, parsed
 */
public record Av1Config(List<Bytes> configObus, Av1SequenceHeader sequenceHeader)
    implements VideoConfig {
  /** Marker bit and version 1 of AV1CodecConfigurationRecord, AV1-ISOBMFF §2.3.3. */
  private static final int MARKER_AND_VERSION = 0x81;

  private static final int MOST_OCTETS = 1 << 16;

  // uncompressed_header(), AV1 bitstream specification §5.9.2
  private static final int SHOW_EXISTING_FRAME = 0x80;
  private static final int FRAME_TYPE = 0x60;
  private static final int SHOW_FRAME = 0x10;

  public Av1Config {
    configObus = List.copyOf(configObus);
  }

  /**
   * From an av1C. Empty where it lacks the sequence header, as AV1-ISOBMFF §2.3.4 allows: then the
   * first keyframe says the size and all else.
   */
  public static Optional<Av1Config> parse(Bytes av1C) throws MediaFormatException {
    if (av1C.length() > MOST_OCTETS) {
      throw new MediaFormatException(LIMIT, "av1C", av1C.length() + " octets");
    }
    ByteReader in = av1C.reader("av1C");
    int version = in.u8();
    if (version != MARKER_AND_VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "av1C", "version " + (version & 0x7F));
    }
    in.skip(3); // a copy of what the sequence header says
    List<Bytes> obus = Av1Obus.split(in.rest());
    if (obus.isEmpty() || Av1ObuType.of(obus.getFirst()) != Av1ObuType.SEQUENCE_HEADER) {
      return Optional.empty();
    }
    return Optional.of(new Av1Config(obus, Av1SequenceHeader.parse(obus.getFirst())));
  }

  /** From the sequence header of a keyframe; empty for any other sample. */
  public static Optional<Av1Config> ofKeyframe(List<Bytes> units) throws MediaFormatException {
    return isSyncSample(units)
        ? Optional.of(ofSequenceHeader(sequenceHeader(units).orElseThrow()))
        : Optional.empty();
  }

  private static Av1Config ofSequenceHeader(Bytes obu) throws MediaFormatException {
    return new Av1Config(List.of(obu), Av1SequenceHeader.parse(obu));
  }

  private static Optional<Bytes> sequenceHeader(List<Bytes> units) {
    return units.stream().filter(u -> Av1ObuType.of(u) == Av1ObuType.SEQUENCE_HEADER).findFirst();
  }

  /** AV1CodecConfigurationRecord, AV1-ISOBMFF §2.3.3. */
  public Bytes toAv1C() {
    PixelFormat format = sequenceHeader.pixelFormat();
    var out = new ByteWriter();
    out.u8(MARKER_AND_VERSION).u8(sequenceHeader.profile() << 5 | sequenceHeader.levelIdx());
    out.u8(
        bit(sequenceHeader.highTier(), 7)
            | bit(format.lumaBits() > 8, 6)
            | bit(format.lumaBits() > 10, 5)
            | bit(sequenceHeader.isMonochrome(), 4)
            | bit(sequenceHeader.isSubsampledAcross(), 3)
            | bit(sequenceHeader.isSubsampledDown(), 2)
            | sequenceHeader.chromaPosition());
    out.u8(0); // no initial_presentation_delay
    configObus.forEach(out::bytes);
    return out.toBytes();
  }

  private static int bit(boolean isSet, int place) {
    return isSet ? 1 << place : 0;
  }

  @Override
  public int width() {
    return sequenceHeader.width();
  }

  @Override
  public int height() {
    return sequenceHeader.height();
  }

  @Override
  public PixelAspect pixelAspect() {
    return PixelAspect.SQUARE;
  }

  @Override
  public Optional<VideoColour> colour() {
    return sequenceHeader.colour();
  }

  @Override
  public double frameRate() {
    return sequenceHeader.frameRate();
  }

  /** av01.P.LLT.DD, and the whole form where the colours are not the default, AV1-ISOBMFF §5. */
  @Override
  public String codecString() {
    String front =
        "av01.%d.%02d%s.%02d"
            .formatted(
                sequenceHeader.profile(),
                sequenceHeader.levelIdx(),
                sequenceHeader.highTier() ? "H" : "M",
                sequenceHeader.pixelFormat().lumaBits());
    VideoColour colour = colour().orElse(VideoColour.BT_709);
    boolean isPlain = sequenceHeader.pixelFormat().chromaFormatIdc() == 1;
    return isPlain && colour.equals(VideoColour.BT_709) ? front : front + colourSuffix(colour);
  }

  /** The subsampling digits say where chroma samples lie, if there are fewer both ways. */
  private String colourSuffix(VideoColour colour) {
    return ".%d.%d%d%d.%02d.%02d.%02d.%d"
        .formatted(
            bit(sequenceHeader.isMonochrome(), 0),
            bit(sequenceHeader.isSubsampledAcross(), 0),
            bit(sequenceHeader.isSubsampledDown(), 0),
            sequenceHeader.chromaPosition(),
            colour.primaries(),
            colour.transfer(),
            colour.matrix(),
            bit(colour.fullRange(), 0));
  }

  @Override
  public boolean isKeyframe(List<Bytes> units) {
    return isSyncSample(units);
  }

  /** A sequence header, then a key frame that is shown, AV1-ISOBMFF §2.4. */
  private static boolean isSyncSample(List<Bytes> units) {
    boolean hasSequenceHeader = false;
    for (Bytes unit : units) {
      Av1ObuType type = Av1ObuType.of(unit);
      if (type.startsFrame()) {
        return hasSequenceHeader && isShownKeyFrame(unit);
      }
      hasSequenceHeader |= type == Av1ObuType.SEQUENCE_HEADER;
    }
    return false;
  }

  private static boolean isShownKeyFrame(Bytes obu) {
    try {
      int first = Av1Obus.payload(obu).reader("frame header").u8();
      return (first & (SHOW_EXISTING_FRAME | FRAME_TYPE | SHOW_FRAME)) == SHOW_FRAME;
    } catch (MediaFormatException _) {
      return false;
    }
  }

  @Override
  public Av1Config configuredBy(List<Bytes> keyframe) throws MediaFormatException {
    Optional<Bytes> header = sequenceHeader(keyframe);
    return header.isEmpty() || saysTheSame(header.get()) ? this : ofSequenceHeader(header.get());
  }

  /** A size field may be written in more than one way, or not at all. */
  private boolean saysTheSame(Bytes sequenceHeaderObu) throws MediaFormatException {
    return Av1Obus.payload(sequenceHeaderObu).equals(Av1Obus.payload(configObus.getFirst()));
  }

  /** Without what a sample should not hold: delimiters, padding and repeated headers (§2.4). */
  @Override
  public List<Bytes> sampleUnits(List<Bytes> accessUnit) {
    return accessUnit.stream().anyMatch(unit -> Av1ObuType.of(unit).startsFrame())
        ? accessUnit.stream().filter(Av1Config::belongsIntoSample).toList()
        : List.of();
  }

  private static boolean belongsIntoSample(Bytes unit) {
    return switch (Av1ObuType.of(unit)) {
      case TEMPORAL_DELIMITER, PADDING, REDUNDANT_FRAME_HEADER, TILE_LIST -> false;
      case SEQUENCE_HEADER, FRAME_HEADER, TILE_GROUP, METADATA, FRAME, OTHER -> true;
    };
  }
}
