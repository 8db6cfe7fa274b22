package dev.weir.testkit.hls;

import dev.weir.testkit.rules.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of a multivariant playlist by itself, RFC 8216bis §4.4.6. Confined to one check. */
final class MultivariantRules {
  private static final Set<String> TYPES = Set.of("AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS");

  private final List<TagLine> lines;
  private final Findings findings;

  MultivariantRules(List<TagLine> lines, Findings findings) {
    this.lines = lines;
    this.findings = findings;
  }

  void check() {
    checkPlaces();
    checkVariantUris();
    media().forEach(this::checkMedia);
    checkGroups();
    variants().forEach(this::checkVariant);
    lines.stream()
        .filter(line -> line.is(HlsTag.EXT_X_I_FRAME_STREAM_INF))
        .forEach(this::checkIFrames);
    checkClosedCaptions();
  }

  /** The URIs of all media playlists that it names. */
  static List<String> uris(List<TagLine> lines) {
    List<String> uris = new ArrayList<>();
    for (TagLine line : lines) {
      if (line.isUri()) {
        uris.add(line.value());
      }
      boolean names = line.is(HlsTag.EXT_X_MEDIA) || line.is(HlsTag.EXT_X_I_FRAME_STREAM_INF);
      if (names && line.has("URI")) {
        uris.add(line.text("URI"));
      }
    }
    return uris;
  }

  private List<TagLine> media() {
    return lines.stream().filter(line -> line.is(HlsTag.EXT_X_MEDIA)).toList();
  }

  private List<TagLine> variants() {
    return lines.stream().filter(line -> line.is(HlsTag.EXT_X_STREAM_INF)).toList();
  }

  private void checkPlaces() {
    Set<HlsTag.Place> allowed = Set.of(HlsTag.Place.ANY, HlsTag.Place.MULTIVARIANT);
    for (TagLine line : lines) {
      findings.require(
          line.tag().map(HlsTag::place).filter(place -> !allowed.contains(place)).isEmpty(),
          "4.1",
          "a multivariant playlist must not hold " + line.tag().map(HlsTag::tagName).orElse(""));
    }
    findings.require(!variants().isEmpty(), "4.4.6.2", "there is no variant");
  }

  private void checkVariantUris() {
    for (int i = 0; i < lines.size(); i++) {
      boolean variant = lines.get(i).is(HlsTag.EXT_X_STREAM_INF);
      boolean uriFollows = i + 1 < lines.size() && lines.get(i + 1).isUri();
      findings.require(
          variant == uriFollows,
          "4.4.6.2",
          "#EXT-X-STREAM-INF and the URI line belong together, line " + lines.get(i).number());
    }
  }

  private void checkMedia(TagLine media) {
    String who = "the rendition " + media.text("NAME");
    findings.require(TYPES.contains(media.text("TYPE")), "4.4.6.1", who + " has no known TYPE");
    findings.require(
        !media.text("DEFAULT").equals("YES") || !media.text("AUTOSELECT").equals("NO"),
        "4.4.6.1",
        who + " is DEFAULT and must be AUTOSELECT");
    findings.require(
        !media.text("FORCED").equals("YES") || media.text("TYPE").equals("SUBTITLES"),
        "4.4.6.1",
        who + " is FORCED and no subtitles");
    findings.require(
        !media.text("TYPE").equals("AUDIO") || media.has("CHANNELS"),
        "4.4.6.1",
        who + " should have CHANNELS");
  }

  private void checkGroups() {
    Set<String> names = new HashSet<>();
    Set<String> groupsWithDefault = new HashSet<>();
    for (TagLine media : media()) {
      String group = media.text("TYPE") + " " + media.text("GROUP-ID");
      findings.require(
          names.add(group + " " + media.text("NAME")),
          "4.4.6.1.1",
          "two renditions of a group are named " + media.text("NAME"));
      findings.require(
          !media.text("DEFAULT").equals("YES") || groupsWithDefault.add(group),
          "4.4.6.1.1",
          "two renditions of a group are DEFAULT: " + group);
    }
  }

  private void checkVariant(TagLine variant) {
    BigDecimal bandwidth = variant.number("BANDWIDTH");
    findings.require(bandwidth.signum() > 0, "4.4.6.2", "BANDWIDTH must be positive");
    findings.require(
        variant.number("AVERAGE-BANDWIDTH").compareTo(bandwidth) <= 0,
        "4.4.6.2",
        "AVERAGE-BANDWIDTH exceeds BANDWIDTH");
    findings.require(variant.has("CODECS"), "4.4.6.2", "a variant should have CODECS");
    boolean video = variant.text("CODECS").matches(".*(avc|hvc|hev|av01|vp09).*");
    findings.require(
        !video || variant.has("RESOLUTION"), "4.4.6.2", "video should have RESOLUTION");
    findings.require(
        !variant.has("FRAME-RATE") || variant.text("FRAME-RATE").matches("[0-9]+\\.[0-9]{3}"),
        "4.4.6.2",
        "FRAME-RATE has three decimals");
    checkGroup(variant, "AUDIO");
    checkGroup(variant, "SUBTITLES");
  }

  private void checkGroup(TagLine variant, String type) {
    Set<String> groups =
        media().stream()
            .filter(media -> media.text("TYPE").equals(type))
            .map(media -> media.text("GROUP-ID"))
            .collect(Collectors.toSet());
    findings.require(
        !variant.has(type) || groups.contains(variant.text(type)),
        "4.4.6.2",
        "no group of " + type + " is named " + variant.text(type));
  }

  private void checkIFrames(TagLine iFrames) {
    findings.require(
        iFrames.number("BANDWIDTH").signum() > 0, "4.4.6.3", "BANDWIDTH must be positive");
    findings.require(
        iFrames.has("CODECS") && iFrames.has("RESOLUTION"),
        "4.4.6.3",
        "I-frames should have CODECS and RESOLUTION");
  }

  private void checkClosedCaptions() {
    long none =
        variants().stream().filter(line -> line.text("CLOSED-CAPTIONS").equals("NONE")).count();
    findings.require(
        none == 0 || none == variants().size(),
        "4.4.6.2",
        "CLOSED-CAPTIONS=NONE stands on some variants but not on all");
  }
}
