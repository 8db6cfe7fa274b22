package dev.weir.container.flv;

import dev.weir.container.amf.Amf0Reader;
import dev.weir.container.amf.AmfLimits;
import dev.weir.container.amf.AmfValue;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.ContentLight;
import dev.weir.media.codec.MasteringDisplay;
import dev.weir.media.codec.VideoColour;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a metadata packet: names and values in AMF, of which {@code colorInfo} is the only
 * one (Enhanced RTMP v2, "Metadata Frame"). What is missing or beyond its range is as good as not
 * said. Stateless.
 */
final class ColourMetadata {
  private static final AmfLimits LIMITS = new AmfLimits(4, 128, 4096);
  private static final String COLOUR_INFO = "colorInfo";

  /** Of chromaticities and of luminances, as boxes count them. */
  private static final double POINTS_PER_UNIT = 50_000;

  private static final double STEPS_PER_CANDELA = 10_000;
  private static final double MOST_CANDELAS = 10_000;
  private static final int MOST_LEVEL = 0xFFFF;
  private static final int MOST_CODE_POINT = 255;

  private ColourMetadata() {}

  /** Empty where the packet is about something else. */
  static Optional<ColourDescription> parse(Bytes body) throws MediaFormatException {
    List<AmfValue> values = Amf0Reader.readAll(body, LIMITS);
    for (int i = 0; i + 1 < values.size(); i += 2) {
      if (values.get(i).asString().filter(COLOUR_INFO::equals).isPresent()) {
        return Optional.of(describe(values.get(i + 1).properties()));
      }
    }
    return Optional.empty();
  }

  /** Something empty takes back what was said before. */
  private static ColourDescription describe(Map<String, AmfValue> info) {
    return new ColourDescription(
        object(info, "colorConfig").flatMap(ColourMetadata::colour),
        object(info, "hdrMdcv").flatMap(ColourMetadata::display),
        object(info, "hdrCll").flatMap(ColourMetadata::light));
  }

  private static Optional<AmfValue> object(Map<String, AmfValue> info, String name) {
    return Optional.ofNullable(info.get(name));
  }

  /** Limited range, which FLV knows no word against. */
  private static Optional<VideoColour> colour(AmfValue config) {
    double primaries = config.number("colorPrimaries").orElse(-1);
    double transfer = config.number("transferCharacteristics").orElse(-1);
    double matrix = config.number("matrixCoefficients").orElse(-1);
    return isCodePoint(primaries) && isCodePoint(transfer) && isCodePoint(matrix)
        ? VideoColour.ifSaid(new VideoColour((int) primaries, (int) transfer, (int) matrix, false))
        : Optional.empty();
  }

  private static boolean isCodePoint(double value) {
    return value >= 0 && value <= MOST_CODE_POINT;
  }

  private static Optional<MasteringDisplay> display(AmfValue mdcv) {
    Optional<MasteringDisplay.Point> red = point(mdcv, "red");
    Optional<MasteringDisplay.Point> green = point(mdcv, "green");
    Optional<MasteringDisplay.Point> blue = point(mdcv, "blue");
    Optional<MasteringDisplay.Point> white = point(mdcv, "whitePoint");
    double most = mdcv.number("maxLuminance").orElse(-1);
    double least = mdcv.number("minLuminance").orElse(-1);
    boolean isWhole = red.isPresent() && green.isPresent() && blue.isPresent() && white.isPresent();
    return isWhole && most > 0 && most <= MOST_CANDELAS && least >= 0 && least < most
        ? Optional.of(
            new MasteringDisplay(
                red.get(), green.get(), blue.get(), white.get(), steps(most), steps(least)))
        : Optional.empty();
  }

  private static long steps(double candelas) {
    return Math.round(candelas * STEPS_PER_CANDELA);
  }

  private static Optional<MasteringDisplay.Point> point(AmfValue mdcv, String name) {
    double x = mdcv.number(name + "X").orElse(-1);
    double y = mdcv.number(name + "Y").orElse(-1);
    return x > 0 && x <= 1 && y > 0 && y <= 1
        ? Optional.of(
            new MasteringDisplay.Point(
                (int) Math.round(x * POINTS_PER_UNIT), (int) Math.round(y * POINTS_PER_UNIT)))
        : Optional.empty();
  }

  private static Optional<ContentLight> light(AmfValue cll) {
    double level = cll.number("maxCLL").orElse(0);
    double average = cll.number("maxFall").orElse(0);
    boolean isSaid = level > 0 && level <= MOST_LEVEL && average >= 0 && average <= MOST_LEVEL;
    return isSaid
        ? Optional.of(new ContentLight((int) Math.round(level), (int) Math.round(average)))
        : Optional.empty();
  }
}
