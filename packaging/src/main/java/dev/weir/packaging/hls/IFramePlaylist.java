package dev.weir.packaging.hls;

import dev.weir.media.TrackKind;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.hls.PlaylistText.Attributes;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The I-frame playlist of one video rendition, RFC 8216bis §4.4.3.6: for fast forward and pictures
 * along the bar. A pure function of a presentation. Thread-safe: each call has a writer of its own.
 *
 * <p>It lists the complete segments of the media playlist under the same sequence numbers, and of
 * each the octets up to the end of the picture that it begins with: {@code moof}, the head of
 * {@code mdat}, and its first sample. The rest of {@code mdat} is missing, which players expect. A
 * segment that begins with no keyframe is a gap here.
 */
public final class IFramePlaylist {
  private static final int VERSION_OF_MAP_WITH_I_FRAMES = 5;
  private static final int BITS = 8;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Presentation presentation;
  private final Timeline timeline;
  private final List<Timeline.Entry> entries;
  private final PlaylistText text = PlaylistText.begin();

  private IFramePlaylist(Presentation presentation, String rendition) {
    this.presentation = presentation;
    this.timeline = Timeline.of(presentation, rendition);
    this.entries =
        timeline.entries().stream()
            .filter(Timeline.Entry::isWhole)
            .dropWhile(entry -> !hasPicture(entry))
            .toList();
  }

  /** Whether {@code rendition} has one: it is known, and of pictures. */
  public static boolean isFor(Presentation presentation, String rendition) {
    return presentation
        .newestTrack(rendition)
        .filter(track -> track.track().kind() == TrackKind.VIDEO)
        .isPresent();
  }

  /**
   * Writes the playlist of {@code rendition}, which has no entry where no picture is known.
   *
   * @throws IllegalArgumentException where the presentation does not know the rendition
   */
  public static String write(Presentation presentation, String rendition) {
    return new IFramePlaylist(presentation, rendition).write();
  }

  /**
   * The newest sequence number that the playlist of {@code rendition} lists; empty where there is
   * none. For each playlist that is written, so it looks no further back than the last picture.
   *
   * @param firstSequence the oldest one of the window
   */
  static OptionalLong lastSequence(
      Presentation presentation, String rendition, long firstSequence) {
    if (!isFor(presentation, rendition)) {
      return OptionalLong.empty();
    }
    OptionalLong newest = OptionalLong.empty();
    Iterator<Timeline.Entry> whole =
        Timeline.newestFirst(presentation, rendition)
            .filter(Timeline.Entry::isWhole)
            .takeWhile(entry -> entry.sequence() >= firstSequence)
            .iterator();
    while (whole.hasNext()) {
      Timeline.Entry entry = whole.next();
      newest = newest.isPresent() ? newest : OptionalLong.of(entry.sequence());
      if (hasPicture(entry)) {
        return newest;
      }
    }
    return OptionalLong.empty();
  }

  /** Of the entries' pictures, each over the time that it stands for; 0 where there are none. */
  static long peakBps(Presentation presentation, String rendition) {
    return new IFramePlaylist(presentation, rendition)
        .entries.stream()
            .filter(IFramePlaylist::hasPicture)
            .mapToLong(IFramePlaylist::bps)
            .max()
            .orElse(0);
  }

  private static long bps(Timeline.Entry entry) {
    long bits = (long) entry.segment().keyframeBytes() * BITS;
    long micros = Math.max(1, entry.durationMicros());
    return Math.ceilDiv(bits * MICROS_PER_SECOND, micros);
  }

  private static boolean hasPicture(Timeline.Entry entry) {
    return !entry.isGap() && entry.segment().keyframeBytes() > 0;
  }

  private String write() {
    int target = presentation.targetDurationSeconds();
    text.tag("-X-VERSION", VERSION_OF_MAP_WITH_I_FRAMES).tag("-X-TARGETDURATION", target);
    if (presentation.isDated()) {
      writeLiveHead(target);
    } else {
      text.tag("-X-PLAYLIST-TYPE", "VOD").tag("-X-MEDIA-SEQUENCE", firstSequence());
    }
    text.tag("-X-I-FRAMES-ONLY");
    for (int i = 0; i < entries.size(); i++) {
      writeEntry(i);
    }
    if (presentation.state() == Presentation.State.ENDED) {
      text.tag("-X-ENDLIST");
    }
    return text.toString();
  }

  private void writeLiveHead(int target) {
    text.tag(
            "-X-SERVER-CONTROL",
            new Attributes()
                .add("CAN-BLOCK-RELOAD", "YES")
                .add(
                    "HOLD-BACK",
                    PlaylistText.seconds((long) MediaPlaylist.HOLD_BACK_TARGETS * target)))
        .tag("-X-MEDIA-SEQUENCE", firstSequence())
        .tag("-X-DISCONTINUITY-SEQUENCE", firstDiscontinuity());
  }

  private long firstSequence() {
    return entries.isEmpty() ? timeline.lastCompleteSequence() + 1 : entries.getFirst().sequence();
  }

  private long firstDiscontinuity() {
    return entries.isEmpty()
        ? presentation.currentPeriod().discontinuity()
        : entries.getFirst().period().discontinuity();
  }

  private void writeEntry(int index) {
    Timeline.Entry entry = entries.get(index);
    if (index == 0) {
      SegmentLines.writeFirstTags(entry, entry, text);
    } else {
      SegmentLines.writePeriodTags(entries.get(index - 1), entry, text);
    }
    SegmentLines.writeDate(entry, text);
    if (!hasPicture(entry)) {
      text.tag("-X-GAP");
    }
    text.tag("INF", PlaylistText.secondsOfMicros(entry.durationMicros()) + ",");
    if (hasPicture(entry)) {
      text.tag("-X-BYTERANGE", entry.segment().keyframeBytes() + "@0");
    }
    text.uri(entry.segmentUri());
  }
}
