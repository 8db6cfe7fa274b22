package dev.weir.testkit.hls;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A media playlist, taken apart. Immutable.
 *
 * @param head tags about the whole playlist
 * @param segments those with a URI
 * @param tail what stands after the last URI: the segment that is being made, if any
 */
record MediaText(
    List<TagLine> lines, Map<HlsTag, TagLine> head, List<SegmentText> segments, SegmentText tail) {

  static MediaText of(List<TagLine> lines) {
    Map<HlsTag, TagLine> head = new EnumMap<>(HlsTag.class);
    for (TagLine line : lines) {
      line.tag().filter(HlsTag::isOnce).ifPresent(tag -> head.putIfAbsent(tag, line));
    }
    lines.stream()
        .filter(line -> line.is(HlsTag.EXT_X_SKIP))
        .findFirst()
        .ifPresent(skip -> head.put(HlsTag.EXT_X_SKIP, skip));
    return new SegmentSplitter(head).split(lines);
  }

  Optional<TagLine> headTag(HlsTag tag) {
    return Optional.ofNullable(head.get(tag));
  }

  boolean isEnded() {
    return head.containsKey(HlsTag.EXT_X_ENDLIST);
  }

  boolean isOfIFrames() {
    return head.containsKey(HlsTag.EXT_X_I_FRAMES_ONLY);
  }

  boolean isDelta() {
    return head.containsKey(HlsTag.EXT_X_SKIP);
  }

  BigDecimal headNumber(HlsTag tag) {
    return headTag(tag).map(line -> TagLine.decimal(line.value())).orElse(BigDecimal.ZERO);
  }

  BigDecimal headNumber(HlsTag tag, String attribute) {
    return headTag(tag).map(line -> line.number(attribute)).orElse(BigDecimal.ZERO);
  }

  BigDecimal targetDuration() {
    return headNumber(HlsTag.EXT_X_TARGETDURATION);
  }

  BigDecimal partTarget() {
    return headNumber(HlsTag.EXT_X_PART_INF, "PART-TARGET");
  }

  /** Of the complete segments. */
  BigDecimal duration() {
    return segments.stream().map(SegmentText::duration).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The segments and, where it has begun, the one that is being made. */
  List<SegmentText> segmentsAndTail() {
    List<SegmentText> all = new ArrayList<>(segments);
    if (!tail.parts().isEmpty()) {
      all.add(tail);
    }
    return all;
  }

  List<TagLine> tags(HlsTag tag) {
    return lines.stream().filter(line -> line.is(tag)).toList();
  }

  /**
   * A segment with the tags that stand before its URI.
   *
   * @param discontinuity its discontinuity sequence number, of no meaning in a delta update
   * @param uri empty in the tail
   * @param map the URI of the header that applies to it
   */
  record SegmentText(
      long sequence, long discontinuity, List<TagLine> tags, String uri, String map) {
    boolean has(HlsTag tag) {
      return tags.stream().anyMatch(line -> line.is(tag));
    }

    Optional<TagLine> tag(HlsTag tag) {
      return tags.stream().filter(line -> line.is(tag)).findFirst();
    }

    List<TagLine> parts() {
      return tags.stream().filter(line -> line.is(HlsTag.EXT_X_PART)).toList();
    }

    BigDecimal duration() {
      return tag(HlsTag.EXTINF)
          .map(line -> TagLine.decimal(line.value().replaceFirst(",.*", "")))
          .orElse(BigDecimal.ZERO);
    }

    BigDecimal partsDuration() {
      return parts().stream()
          .map(part -> part.number("DURATION"))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** Numbers the segments while it walks through the lines. Confined to one split. */
  private static final class SegmentSplitter {
    private final Map<HlsTag, TagLine> head;
    private final List<SegmentText> segments = new ArrayList<>();
    private List<TagLine> tags = new ArrayList<>();
    private String map = "";
    private long sequence;
    private long discontinuity;

    SegmentSplitter(Map<HlsTag, TagLine> head) {
      this.head = head;
    }

    MediaText split(List<TagLine> lines) {
      sequence = first(HlsTag.EXT_X_MEDIA_SEQUENCE) + skipped();
      discontinuity = first(HlsTag.EXT_X_DISCONTINUITY_SEQUENCE);
      lines.forEach(this::take);
      return new MediaText(lines, Map.copyOf(head), List.copyOf(segments), segment(""));
    }

    private long first(HlsTag tag) {
      TagLine line = head.get(tag);
      return line == null ? 0 : TagLine.decimal(line.value()).longValue();
    }

    private long skipped() {
      TagLine skip = head.get(HlsTag.EXT_X_SKIP);
      return skip == null ? 0 : skip.number("SKIPPED-SEGMENTS").longValue();
    }

    private void take(TagLine line) {
      if (line.isUri()) {
        segments.add(segment(line.value()));
        tags = new ArrayList<>();
        sequence++;
        return;
      }
      if (line.tag().orElseThrow().place() == HlsTag.Place.SEGMENT) {
        tags.add(line);
      }
      if (line.is(HlsTag.EXT_X_DISCONTINUITY)) {
        discontinuity++;
      }
      if (line.is(HlsTag.EXT_X_MAP)) {
        map = line.text("URI");
      }
    }

    private SegmentText segment(String uri) {
      return new SegmentText(sequence, discontinuity, List.copyOf(tags), uri, map);
    }
  }
}
