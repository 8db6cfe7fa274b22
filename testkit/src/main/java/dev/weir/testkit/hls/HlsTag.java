package dev.weir.testkit.hls;

import static dev.weir.testkit.hls.AttributeType.DECIMAL;
import static dev.weir.testkit.hls.AttributeType.FLOAT;
import static dev.weir.testkit.hls.AttributeType.HEX;
import static dev.weir.testkit.hls.AttributeType.NAME_OR_QUOTED;
import static dev.weir.testkit.hls.AttributeType.QUOTED;
import static dev.weir.testkit.hls.AttributeType.RESOLUTION;
import static dev.weir.testkit.hls.AttributeType.SIGNED_FLOAT;
import static dev.weir.testkit.hls.AttributeType.WORD;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of RFC 8216bis §4.4 that a live CMAF presentation may use, with their attributes. */
enum HlsTag {
  EXTM3U("4.4.1.1", Place.ANY),
  EXT_X_VERSION("4.4.1.2", Place.ANY),
  EXT_X_INDEPENDENT_SEGMENTS("4.4.2.1", Place.ANY),
  EXT_X_START(
      "4.4.2.2", Place.ANY, required("TIME-OFFSET", SIGNED_FLOAT), optional("PRECISE", WORD)),

  EXT_X_TARGETDURATION("4.4.3.1", Place.MEDIA_PLAYLIST),
  EXT_X_MEDIA_SEQUENCE("4.4.3.2", Place.MEDIA_PLAYLIST),
  EXT_X_DISCONTINUITY_SEQUENCE("4.4.3.3", Place.MEDIA_PLAYLIST),
  EXT_X_ENDLIST("4.4.3.4", Place.MEDIA_PLAYLIST),
  EXT_X_PLAYLIST_TYPE("4.4.3.5", Place.MEDIA_PLAYLIST),
  EXT_X_I_FRAMES_ONLY("4.4.3.6", Place.MEDIA_PLAYLIST),
  EXT_X_PART_INF("4.4.3.7", Place.MEDIA_PLAYLIST, required("PART-TARGET", FLOAT)),
  EXT_X_SERVER_CONTROL(
      "4.4.3.8",
      Place.MEDIA_PLAYLIST,
      optional("CAN-SKIP-UNTIL", FLOAT),
      optional("CAN-SKIP-DATERANGES", WORD),
      optional("HOLD-BACK", FLOAT),
      optional("PART-HOLD-BACK", FLOAT),
      optional("CAN-BLOCK-RELOAD", WORD)),

  EXTINF("4.4.4.1", Place.SEGMENT),
  EXT_X_BYTERANGE("4.4.4.2", Place.SEGMENT),
  EXT_X_DISCONTINUITY("4.4.4.3", Place.SEGMENT),
  EXT_X_KEY(
      "4.4.4.4",
      Place.SEGMENT,
      required("METHOD", WORD),
      optional("URI", QUOTED),
      optional("IV", HEX),
      optional("KEYFORMAT", QUOTED),
      optional("KEYFORMATVERSIONS", QUOTED)),
  EXT_X_MAP("4.4.4.5", Place.SEGMENT, required("URI", QUOTED), optional("BYTERANGE", QUOTED)),
  EXT_X_PROGRAM_DATE_TIME("4.4.4.6", Place.SEGMENT),
  EXT_X_GAP("4.4.4.7", Place.SEGMENT),
  EXT_X_BITRATE("4.4.4.8", Place.SEGMENT),
  EXT_X_PART(
      "4.4.4.9",
      Place.SEGMENT,
      required("URI", QUOTED),
      required("DURATION", FLOAT),
      optional("INDEPENDENT", WORD),
      optional("BYTERANGE", QUOTED),
      optional("GAP", WORD)),

  EXT_X_SKIP(
      "4.4.5.2",
      Place.METADATA,
      required("SKIPPED-SEGMENTS", DECIMAL),
      optional("RECENTLY-REMOVED-DATERANGES", QUOTED)),
  EXT_X_PRELOAD_HINT(
      "4.4.5.3",
      Place.METADATA,
      required("TYPE", WORD),
      required("URI", QUOTED),
      optional("BYTERANGE-START", DECIMAL),
      optional("BYTERANGE-LENGTH", DECIMAL)),
  EXT_X_RENDITION_REPORT(
      "4.4.5.4",
      Place.METADATA,
      required("URI", QUOTED),
      required("LAST-MSN", DECIMAL),
      optional("LAST-PART", DECIMAL)),

  EXT_X_MEDIA(
      "4.4.6.1",
      Place.MULTIVARIANT,
      required("TYPE", WORD),
      required("GROUP-ID", QUOTED),
      required("NAME", QUOTED),
      optional("URI", QUOTED),
      optional("LANGUAGE", QUOTED),
      optional("ASSOC-LANGUAGE", QUOTED),
      optional("DEFAULT", WORD),
      optional("AUTOSELECT", WORD),
      optional("FORCED", WORD),
      optional("INSTREAM-ID", QUOTED),
      optional("CHARACTERISTICS", QUOTED),
      optional("CHANNELS", QUOTED),
      optional("STABLE-RENDITION-ID", QUOTED),
      optional("BIT-DEPTH", DECIMAL),
      optional("SAMPLE-RATE", DECIMAL)),
  EXT_X_STREAM_INF(
      "4.4.6.2",
      Place.MULTIVARIANT,
      required("BANDWIDTH", DECIMAL),
      optional("AVERAGE-BANDWIDTH", DECIMAL),
      optional("SCORE", FLOAT),
      optional("CODECS", QUOTED),
      optional("SUPPLEMENTAL-CODECS", QUOTED),
      optional("RESOLUTION", RESOLUTION),
      optional("FRAME-RATE", FLOAT),
      optional("HDCP-LEVEL", WORD),
      optional("ALLOWED-CPC", QUOTED),
      optional("VIDEO-RANGE", WORD),
      optional("STABLE-VARIANT-ID", QUOTED),
      optional("AUDIO", QUOTED),
      optional("VIDEO", QUOTED),
      optional("SUBTITLES", QUOTED),
      optional("CLOSED-CAPTIONS", NAME_OR_QUOTED),
      optional("PATHWAY-ID", QUOTED)),
  EXT_X_I_FRAME_STREAM_INF(
      "4.4.6.3",
      Place.MULTIVARIANT,
      required("BANDWIDTH", DECIMAL),
      required("URI", QUOTED),
      optional("AVERAGE-BANDWIDTH", DECIMAL),
      optional("SCORE", FLOAT),
      optional("CODECS", QUOTED),
      optional("SUPPLEMENTAL-CODECS", QUOTED),
      optional("RESOLUTION", RESOLUTION),
      optional("HDCP-LEVEL", WORD),
      optional("ALLOWED-CPC", QUOTED),
      optional("VIDEO-RANGE", WORD),
      optional("STABLE-VARIANT-ID", QUOTED),
      optional("VIDEO", QUOTED),
      optional("PATHWAY-ID", QUOTED));

  /** Where a tag may stand. */
  enum Place {
    /** In either kind of playlist, once. */
    ANY,
    /** In a media playlist, once, about all of it. */
    MEDIA_PLAYLIST,
    /** In a media playlist, about the segment that follows. */
    SEGMENT,
    /** In a media playlist, about the presentation. */
    METADATA,
    MULTIVARIANT
  }

  record Attribute(String name, AttributeType type, boolean isRequired) {}

  private static final Set<Place> ONCE = Set.of(Place.ANY, Place.MEDIA_PLAYLIST);

  private final String tagName = "#" + name().replace('_', '-');
  private final String section;
  private final Place place;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Attribute> attributes;

  HlsTag(String section, Place place, Attribute... attributes) {
    this.section = section;
    this.place = place;
    this.attributes = List.of(attributes);
  }

  private static Attribute required(String name, AttributeType type) {
    return new Attribute(name, type, true);
  }

  private static Attribute optional(String name, AttributeType type) {
    return new Attribute(name, type, false);
  }

  static Optional<HlsTag> named(String tagName) {
    return Arrays.stream(values()).filter(tag -> tag.tagName().equals(tagName)).findFirst();
  }

  String tagName() {
    return tagName;
  }

  String section() {
    return section;
  }

  Place place() {
    return place;
  }

  boolean isOnce() {
    return ONCE.contains(place);
  }

  /** Empty where the value is no attribute list. */
  List<Attribute> attributes() {
    return attributes;
  }

  boolean hasAttribute(String attributeName) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(attributeName));
  }
}
