package dev.weir.transcode.vod;

import dev.weir.library.Rendition.Role;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what ffprobe prints as JSON into {@link SourceFacts}. Pure. */
final class ProbeReader {
  /**
   * The timeline of an MP4 is the film's, so that nothing before its first track is meant. Where
   * that is longer, it is a piece that was cut out of a stream.
   */
  private static final long MOST_MEANT_MICROS = 500_000;

  private static final int MOST_TRACKS = 256;
  private static final int MOST_CHAPTERS = 1000;
  private static final int MOST_LABEL_CHARACTERS = 200;
  private static final double MICROS_PER_SECOND = 1e6;

  /** How FFmpeg writes four octets of zero. */
  private static final String NO_TAG = "[0][0][0][0]";

  /** Some writers round the shape of the whole picture and leave the rest to the pixels. */
  private static final double NEARLY_SQUARE = 0.01;

  /** By FFmpeg's names. */
  private static final Map<String, Role> ROLES =
      Map.of(
          "default", Role.DEFAULT,
          "forced", Role.FORCED,
          "captions", Role.CAPTION,
          "hearing_impaired", Role.CAPTION,
          "descriptions", Role.DESCRIPTION,
          "visual_impaired", Role.DESCRIPTION,
          "comment", Role.COMMENTARY);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(64 * 1024)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .build();

  private final SourceFile whole;
  private final List<VideoFacts> videos = new ArrayList<>();
  private final List<AudioFacts> sounds = new ArrayList<>();
  private final List<TextFacts> texts = new ArrayList<>();
  private final List<Integer> pictures = new ArrayList<>();
  private final List<String> undecodable = new ArrayList<>();

  /** When the first track begins that is seen or heard. */
  private long firstMicros = Long.MAX_VALUE;

  private int encrypted;

  private ProbeReader(SourceFile file) {
    this.whole = file;
  }

  static SourceFacts read(String json) throws TranscodeException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException broken) {
      throw TranscodeException.refused("what is in it cannot be told.", broken.toString());
    }
    JsonNode streams = root.path("streams");
    if (streams.size() > MOST_TRACKS) {
      throw TranscodeException.refused("it has more than " + MOST_TRACKS + " tracks.");
    }
    var reader = new ProbeReader(file(root.path("format")));
    streams.forEach(reader::track);
    reader.refuseWhatCannotBePlayed();
    return reader.facts(root.path("chapters"));
  }

  private static SourceFile file(JsonNode format) {
    String container = text(format, "format_name");
    long start = micros(format.path("start_time"));
    boolean isMeant = container.startsWith("mov,") && start <= MOST_MEANT_MICROS;
    return new SourceFile(
        container,
        label(format.path("tags").path("title")),
        isMeant ? 0 : start,
        Math.max(0, micros(format.path("duration"))),
        number(format, "bit_rate"));
  }

  private void track(JsonNode stream) {
    if (isEncrypted(stream)) {
      encrypted++;
      return;
    }
    switch (text(stream, "codec_type")) {
      case "video" -> video(stream);
      case "audio" -> audio(stream);
      case "subtitle" -> texts.add(new TextFacts(sourceTrack(stream)));
      default -> {}
    }
  }

  private static boolean isEncrypted(JsonNode stream) {
    for (JsonNode sideData : stream.path("side_data_list")) {
      if (text(sideData, "side_data_type").startsWith("Encryption")) {
        return true;
      }
    }
    return false;
  }

  private void video(JsonNode stream) {
    SourceTrack track = sourceTrack(stream);
    if (stream.path("disposition").path("attached_pic").asInt(0) == 1) {
      pictures.add(track.index());
      return;
    }
    int width = (int) number(stream, "width");
    int height = (int) number(stream, "height");
    if (track.codec().isEmpty() || text(stream, "pix_fmt").isEmpty() || width < 1 || height < 1) {
      undecodable.add(tagged(stream));
      return;
    }
    var picture = new Picture(width, height, aspect(stream), rotation(stream));
    begin(stream);
    videos.add(new VideoFacts(track, picture, timing(stream), pixels(stream)));
  }

  private void audio(JsonNode stream) {
    SourceTrack track = sourceTrack(stream);
    int channels = (int) number(stream, "channels");
    int sampleRate = (int) number(stream, "sample_rate");
    if (track.codec().isEmpty() || channels < 1 || sampleRate < 1) {
      undecodable.add(tagged(stream));
      return;
    }
    begin(stream);
    sounds.add(new AudioFacts(track, channels, sampleRate));
  }

  private void begin(JsonNode stream) {
    if (!text(stream, "start_time").isEmpty()) {
      firstMicros = Math.min(firstMicros, micros(stream.path("start_time")));
    }
  }

  /** Empty where the file does not tell. */
  private static String tagged(JsonNode stream) {
    String codec = text(stream, "codec_name");
    String tag = text(stream, "codec_tag_string");
    if (codec.isEmpty()) {
      return tag.equals(NO_TAG) ? "" : tag;
    }
    return codec;
  }

  private static SourceTrack sourceTrack(JsonNode stream) {
    JsonNode tags = stream.path("tags");
    String language = label(tags.path("language"));
    var label =
        new TrackLabel(
            language.isEmpty() ? "und" : language,
            label(tags.path("title")),
            roles(stream.path("disposition")));
    long bitrate = number(stream, "bit_rate");
    String codec = text(stream, "codec_name");
    return new SourceTrack(
        stream.path("index").asInt(0),
        id(text(stream, "id")),
        codec.equals("unknown") ? "" : codec,
        text(stream, "profile"),
        bitrate > 0 ? bitrate : number(tags, "BPS"),
        label,
        Optional.empty());
  }

  /** From {@code 0x101}. */
  private static int id(String said) {
    try {
      return said.isEmpty() ? 0 : Integer.decode(said);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }

  private static Set<Role> roles(JsonNode disposition) {
    return ROLES.entrySet().stream()
        .filter(known -> disposition.path(known.getKey()).asInt(0) == 1)
        .map(Map.Entry::getValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static FrameTiming timing(JsonNode stream) {
    FrameRate average = rate(text(stream, "avg_frame_rate"), FrameRate.USUAL);
    return new FrameTiming(
        average,
        rate(text(stream, "r_frame_rate"), average),
        FieldOrder.of(text(stream, "field_order")),
        timescale(text(stream, "time_base")),
        FrameSpacing.UNKNOWN);
  }

  private static FrameRate rate(String said, FrameRate otherwise) {
    long[] fraction = fraction(said, '/');
    if (fraction[0] < 1 || fraction[1] < 1) {
      return otherwise;
    }
    var rate = new FrameRate(fraction[0], fraction[1]);
    return rate.isCredible() ? rate : otherwise;
  }

  private static int timescale(String timeBase) {
    long[] fraction = fraction(timeBase, '/');
    return fraction[0] == 1 ? Math.clamp(fraction[1], 0, Integer.MAX_VALUE) : 0;
  }

  private static PixelAspect aspect(JsonNode stream) {
    long[] fraction = fraction(text(stream, "sample_aspect_ratio"), ':');
    boolean isValid =
        fraction[0] > 0 && fraction[1] > 0 && Math.max(fraction[0], fraction[1]) <= 0xFFFF;
    boolean isSquare = Math.abs((double) fraction[0] / fraction[1] - 1) < NEARLY_SQUARE;
    return isValid && !isSquare
        ? new PixelAspect((int) fraction[0], (int) fraction[1])
        : PixelAspect.SQUARE;
  }

  /** FFmpeg counts degrees against the clock. */
  private static int rotation(JsonNode stream) {
    for (JsonNode sideData : stream.path("side_data_list")) {
      if (sideData.has("rotation")) {
        long quarters = Math.round(-sideData.path("rotation").asDouble(0) / 90);
        return Math.floorMod(quarters, 4) * 90;
      }
    }
    return 0;
  }

  private static PixelFacts pixels(JsonNode stream) {
    String format = text(stream, "pix_fmt");
    int profile = 0;
    boolean hasBaseLayer = true;
    for (JsonNode sideData : stream.path("side_data_list")) {
      if (sideData.has("dv_profile")) {
        profile = sideData.path("dv_profile").asInt(0);
        hasBaseLayer = sideData.path("dv_bl_signal_compatibility_id").asInt(0) != 0;
      }
    }
    return new PixelFacts(
        format, depth(format), range(text(stream, "color_transfer")), profile, hasBaseLayer);
  }

  /** From {@code yuv420p10le}; formats that do not say have 8. */
  private static int depth(String format) {
    String name = format.replaceAll("(le|be)$", "");
    return name.matches(".*p(9|1[0-6])") ? Integer.parseInt(name.replaceAll(".*p", "")) : 8;
  }

  private static VideoRange range(String transfer) {
    return switch (transfer) {
      case "smpte2084" -> VideoRange.PQ;
      case "arib-std-b67" -> VideoRange.HLG;
      default -> VideoRange.SDR;
    };
  }

  /** A film without its picture is refused, too, though its sound might be heard. */
  private void refuseWhatCannotBePlayed() throws TranscodeException {
    if (!videos.isEmpty() || (undecodable.isEmpty() && encrypted == 0 && !sounds.isEmpty())) {
      return;
    }
    if (encrypted > 0) {
      throw ProbeRefusal.encrypted();
    }
    throw ProbeRefusal.unplayable(undecodable);
  }

  /**
   * Where FFmpeg counts from: of some formats, the first of the tracks that it reads, and not what
   * stands beside them in the file.
   */
  private SourceFile file() {
    boolean countsFromTracks = Set.of("mpegts", "mpeg", "ogg").contains(whole.container());
    long late = firstMicros - whole.startMicros();
    return countsFromTracks && firstMicros != Long.MAX_VALUE && late > 0
        ? whole.startingAt(firstMicros)
        : whole;
  }

  private SourceFacts facts(JsonNode marks) {
    SourceFile file = file();
    var chapters = new ArrayList<Chapter>();
    for (JsonNode mark : marks) {
      long start = Math.max(0, micros(mark.path("start_time")) - file.startMicros());
      long end = micros(mark.path("end_time")) - file.startMicros();
      if (chapters.size() < MOST_CHAPTERS && end > start) {
        chapters.add(new Chapter(start, end, label(mark.path("tags").path("title"))));
      }
    }
    return new SourceFacts(file, videos, sounds, texts, chapters, pictures);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("").toLowerCase(Locale.ROOT).equals("n/a")
        ? ""
        : node.path(name).asString("");
  }

  /** What people read, without what would break a line, and not longer than a line. */
  private static String label(JsonNode node) {
    String said = node.asString("").replaceAll("\\p{Cntrl}", " ").strip();
    return said.length() > MOST_LABEL_CHARACTERS ? said.substring(0, MOST_LABEL_CHARACTERS) : said;
  }

  /** 0 where there is none; ffprobe quotes most numbers. */
  private static long number(JsonNode node, String name) {
    try {
      return Math.max(0, Long.parseLong(text(node, name)));
    } catch (NumberFormatException absent) {
      return 0;
    }
  }

  private static long micros(JsonNode seconds) {
    try {
      return Math.round(Double.parseDouble(seconds.asString("")) * MICROS_PER_SECOND);
    } catch (NumberFormatException absent) {
      return 0;
    }
  }

  private static long[] fraction(String said, char separator) {
    int at = said.indexOf(separator);
    try {
      return at < 0
          ? new long[2]
          : new long[] {
            Long.parseLong(said.substring(0, at)), Long.parseLong(said.substring(at + 1))
          };
    } catch (NumberFormatException absent) {
      return new long[2];
    }
  }
}
