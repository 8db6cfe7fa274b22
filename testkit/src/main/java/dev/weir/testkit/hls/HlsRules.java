package dev.weir.testkit.hls;

import dev.weir.testkit.hls.MediaText.SegmentText;
import dev.weir.testkit.rules.Findings;
import dev.weir.testkit.rules.Violation;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks playlists against RFC 8216bis-22 as far as live CMAF with separate audio goes; SHOULD
 * counts as MUST. Reads the texts by itself, so that it can disagree with who wrote them.
 * Thread-safe.
 */
public final class HlsRules {
  private static final URI ROOT = URI.create("http://host/");

  private HlsRules() {}

  /**
   * Checks a multivariant playlist with its media playlists.
   *
   * @param mediaPlaylists the texts by their URI as the multivariant playlist writes it
   */
  public static List<Violation> check(String multivariant, Map<String, String> mediaPlaylists) {
    var findings = new Findings();
    List<TagLine> lines = PlaylistReader.read(multivariant, findings);
    new MultivariantRules(lines, findings).check();
    Map<String, MediaText> texts = new HashMap<>();
    for (String uri : MultivariantRules.uris(lines)) {
      String text = mediaPlaylists.get(uri);
      findings.require(text != null, "6.2.4", "no media playlist at " + uri);
      if (text != null) {
        texts.put(uri, readMedia(text, findings));
      }
    }
    new RenditionRules(texts, findings).check();
    return findings.violations();
  }

  /** Checks one media playlist by itself, whole or as a delta update. */
  public static List<Violation> checkMedia(String text) {
    var findings = new Findings();
    readMedia(text, findings);
    return findings.violations();
  }

  /** Checks that the newer version of a media playlist may follow the older. */
  public static List<Violation> checkSuccession(String older, String newer) {
    var ignored = new Findings();
    var findings = new Findings();
    MediaText before = MediaText.of(PlaylistReader.read(older, ignored));
    MediaText after = MediaText.of(PlaylistReader.read(newer, ignored));
    new SuccessionRules(before, after, findings).check();
    return findings.violations();
  }

  private static MediaText readMedia(String text, Findings findings) {
    MediaText media = MediaText.of(PlaylistReader.read(text, findings));
    new MediaRules(media, findings).check();
    new PartRules(media, findings).check();
    new IFrameRules(media, findings).check();
    return media;
  }

  /** What the media playlists of one presentation have in common, §6.2.4. */
  private record RenditionRules(Map<String, MediaText> texts, Findings findings) {
    void check() {
      requireSame(texts.values(), "target durations", HlsTag.EXT_X_TARGETDURATION);
      requireSame(ofAllFrames().values(), "server controls", HlsTag.EXT_X_SERVER_CONTROL);
      Set<Boolean> dated =
          texts.values().stream()
              .map(text -> !text.tags(HlsTag.EXT_X_PROGRAM_DATE_TIME).isEmpty())
              .collect(Collectors.toSet());
      findings.require(dated.size() <= 1, "6.2.4", "only some renditions have dates");
      checkDiscontinuities();
      texts.forEach(this::checkReports);
    }

    /** I-frame playlists have no parts, and are no renditions. */
    private Map<String, MediaText> ofAllFrames() {
      return texts.entrySet().stream()
          .filter(text -> !text.getValue().isOfIFrames())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void requireSame(Collection<MediaText> among, String what, HlsTag tag) {
      Set<String> values =
          among.stream()
              .map(text -> text.headTag(tag).map(TagLine::value).orElse(""))
              .collect(Collectors.toSet());
      findings.require(values.size() <= 1, "6.2.4", what + " differ: " + values);
    }

    private void checkDiscontinuities() {
      Map<Long, Long> numbers = new HashMap<>();
      for (MediaText text : texts.values()) {
        for (SegmentText segment : text.segments()) {
          Long other = numbers.putIfAbsent(segment.sequence(), segment.discontinuity());
          findings.require(
              other == null || other == segment.discontinuity(),
              "6.2.4",
              "discontinuity numbers of segment " + segment.sequence() + " differ");
        }
      }
    }

    /**
     * Each playlist that is still growing by parts reports on all the others, and may on I-frame
     * playlists, appendix B.1.
     */
    private void checkReports(String uri, MediaText text) {
      if (text.isEnded() || !text.head().containsKey(HlsTag.EXT_X_PART_INF)) {
        return;
      }
      URI self = ROOT.resolve(uri);
      Set<URI> reported =
          text.tags(HlsTag.EXT_X_RENDITION_REPORT).stream()
              .map(report -> self.resolve(report.text("URI")))
              .collect(Collectors.toSet());
      Set<URI> others =
          ofAllFrames().keySet().stream()
              .map(ROOT::resolve)
              .filter(other -> !other.equals(self))
              .collect(Collectors.toSet());
      Set<URI> known = texts.keySet().stream().map(ROOT::resolve).collect(Collectors.toSet());
      findings.require(
          reported.containsAll(others) && known.containsAll(reported) && !reported.contains(self),
          "4.4.5.4",
          uri + " must report on " + others + ", reports on " + reported);
    }
  }
}
