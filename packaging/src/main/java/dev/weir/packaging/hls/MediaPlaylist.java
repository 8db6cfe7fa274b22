package dev.weir.packaging.hls;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.hls.PlaylistText.Attributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The media playlist of one rendition, RFC 8216bis §4.4.3 to §4.4.5: a pure function of a
 * presentation. Thread-safe: each call has a writer of its own.
 */
public final class MediaPlaylist {
  private static final int VERSION_OF_FLOAT_DURATIONS = 3;
  private static final int VERSION_OF_MAP = 6;
  private static final int VERSION_OF_SKIP = 9;

  static final int HOLD_BACK_TARGETS = 3;
  private static final int PART_HOLD_BACK_TARGETS = 3;
  private static final int SKIP_BOUNDARY_TARGETS = 6;
  private static final int PARTS_LISTED_TARGETS = 3;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Presentation presentation;
  private final String rendition;
  private final String query;
  private final Timeline timeline;
  private final PlaylistForm form;
  private final int skipped;
  private final List<PastBlock> past = new ArrayList<>();
  private String head = "";
  private PlaylistText text = PlaylistText.begin();

  private MediaPlaylist(
      Presentation presentation, String rendition, PlaylistForm form, String query) {
    this.presentation = presentation;
    this.rendition = rendition;
    this.query = query;
    this.timeline = Timeline.of(presentation, rendition);
    this.form = form;
    this.skipped = form == PlaylistForm.WHOLE ? 0 : skippable();
  }

  /**
   * Writes the playlist of {@code rendition}. A delta update, §6.2.5.1, comes out whole where there
   * is nothing to skip and where the presentation has ended.
   *
   * @throws IllegalArgumentException where the presentation does not know the rendition
   */
  public static String write(Presentation presentation, String rendition, PlaylistForm form) {
    return pieces(presentation, rendition, form, "").text();
  }

  /**
   * The same text in pieces, or that of a part of a stream.
   *
   * @param query with which that part is asked for, {@code ?} included; carried on to the reports
   *     of other renditions
   */
  public static PlaylistPieces pieces(
      Presentation presentation, String rendition, PlaylistForm form, String query) {
    return new MediaPlaylist(presentation, rendition, form, query).pieces();
  }

  private PlaylistPieces pieces() {
    writeHead();
    writeSegments();
    writePreloadHint();
    writeRenditionReports();
    if (isEnded()) {
      text.tag("-X-ENDLIST");
    }
    return past.isEmpty()
        ? new PlaylistPieces(text.toString(), past, "")
        : new PlaylistPieces(head, past, text.toString());
  }

  private void writeHead() {
    int target = presentation.targetDurationSeconds();
    text.tag("-X-VERSION", version()).tag("-X-TARGETDURATION", target);
    if (!presentation.isDated()) {
      text.tag("-X-PLAYLIST-TYPE", "VOD");
    } else if (hasParts()) {
      writeServerControl(target);
    }
    text.tag("-X-MEDIA-SEQUENCE", timeline.firstSequence());
    if (presentation.isDated()) {
      text.tag("-X-DISCONTINUITY-SEQUENCE", firstDiscontinuity());
    }
    if (skipped > 0) {
      writeSkip();
    }
  }

  private void writeServerControl(int target) {
    text.tag(
            "-X-SERVER-CONTROL",
            new Attributes()
                .add("CAN-BLOCK-RELOAD", "YES")
                .add(
                    "PART-HOLD-BACK",
                    PlaylistText.secondsOfMillis(
                        (long) PART_HOLD_BACK_TARGETS * presentation.partTargetMillis()))
                .add("HOLD-BACK", PlaylistText.seconds((long) HOLD_BACK_TARGETS * target))
                .add("CAN-SKIP-UNTIL", PlaylistText.seconds((long) SKIP_BOUNDARY_TARGETS * target)))
        .tag(
            "-X-PART-INF",
            new Attributes()
                .add("PART-TARGET", PlaylistText.secondsOfMillis(presentation.partTargetMillis())));
  }

  /** §4.4.5.2: who asks for removed date ranges is told, even if there are none. */
  private void writeSkip() {
    var attributes = new Attributes().add("SKIPPED-SEGMENTS", skipped);
    if (form == PlaylistForm.DELTA_WITH_DATE_RANGES) {
      attributes.quoted("RECENTLY-REMOVED-DATERANGES", "");
    }
    text.tag("-X-SKIP", attributes);
  }

  /** The least that the tags in use need, §8. */
  private int version() {
    if (skipped > 0) {
      return VERSION_OF_SKIP;
    }
    boolean hasMap = timeline.entries().stream().anyMatch(entry -> !entry.isGap());
    return hasMap ? VERSION_OF_MAP : VERSION_OF_FLOAT_DURATIONS;
  }

  private long firstDiscontinuity() {
    return timeline.entries().isEmpty()
        ? presentation.currentPeriod().discontinuity()
        : timeline.entries().getFirst().period().discontinuity();
  }

  private void writeSegments() {
    long[] microsToEnd = timeline.microsToEnd();
    List<Timeline.Entry> entries = timeline.entries();
    for (int i = skipped; i < entries.size(); ) {
      if (i > skipped && beginsBlock(i, microsToEnd)) {
        addBlock(i);
        i += PastBlock.SEGMENTS;
      } else {
        writeSegment(i, microsToEnd[i] <= targets(PARTS_LISTED_TARGETS));
        i++;
      }
    }
  }

  /**
   * At sequence numbers that are the same in each playlist; the last of a block is no news either.
   */
  private boolean beginsBlock(int index, long[] microsToEnd) {
    int last = index + PastBlock.SEGMENTS - 1;
    return timeline.entries().get(index).sequence() % PastBlock.SEGMENTS == 0
        && last < microsToEnd.length
        && microsToEnd[last] > targets(PARTS_LISTED_TARGETS)
        && timeline.entries().get(last).segment().complete();
  }

  private void addBlock(int index) {
    if (past.isEmpty()) {
      head = text.toString();
      text = new PlaylistText();
    }
    past.add(new PastBlock(timeline.entries(), index));
  }

  /**
   * A delta update begins with the header too, although it was told before the skipped segments.
   *
   * <p>Interop: shaka-player 5.2 gives new segments of a delta update no header without it.
   */
  private void writeSegment(int index, boolean withParts) {
    List<Timeline.Entry> entries = timeline.entries();
    Timeline.Entry entry = entries.get(index);
    Timeline.Entry before = entries.get(Math.max(0, index - 1));
    if (index == skipped) {
      SegmentLines.writeFirstTags(before, entry, text);
    } else {
      SegmentLines.writePeriodTags(before, entry, text);
    }
    SegmentLines.writeDate(entry, text);
    if (withParts && hasParts()) {
      writeParts(entry);
    }
    if (entry.segment().complete()) {
      SegmentLines.writeEnd(entry, text);
    }
  }

  private void writeParts(Timeline.Entry entry) {
    List<Part> parts = entry.segment().parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      var attributes =
          new Attributes()
              .add("DURATION", PlaylistText.secondsOfMicros(entry.durationMicros(part)))
              .quoted("URI", entry.partUri(i));
      if (entry.isGap()) {
        attributes.add("GAP", "YES");
      } else if (part.independent()) {
        attributes.add("INDEPENDENT", "YES");
      }
      text.tag("-X-PART", attributes);
    }
  }

  /**
   * Names the next part, §4.4.5.3, unless it would be the first of a period, whose discontinuity
   * and header have not been announced yet.
   */
  private void writePreloadHint() {
    presentation
        .nextPart(rendition)
        .filter(next -> timeline.hasPeriod(presentation.currentPeriod()))
        .ifPresent(next ->
            text.tag(
                "-X-PRELOAD-HINT",
                new Attributes().add("TYPE", "PART").quoted("URI", next.fileName())));
  }

  /** §4.4.5.4; I-frame playlists too, as appendix B.1 wants: they have no parts to report. */
  private void writeRenditionReports() {
    if (isEnded()) {
      return;
    }
    for (String other : presentation.renditions()) {
      if (!other.equals(rendition)) {
        Timeline.lastOf(presentation, other).ifPresent(last -> writeReport(other, last));
      }
      IFramePlaylist.lastSequence(presentation, other, timeline.firstSequence())
          .ifPresent(last ->
              text.tag("-X-RENDITION-REPORT", report(other, new MediaName.IFramePlaylist(), last)));
    }
  }

  private void writeReport(String other, Timeline.Entry last) {
    Attributes attributes = report(other, new MediaName.Playlist(), last.sequence());
    int parts = last.segment().parts().size();
    if (parts > 0) {
      attributes.add("LAST-PART", parts - 1);
    }
    text.tag("-X-RENDITION-REPORT", attributes);
  }

  private Attributes report(String other, MediaName playlist, long lastSequence) {
    return new Attributes()
        .quoted("URI", "../" + other + "/" + playlist.fileName() + query)
        .add("LAST-MSN", lastSequence);
  }

  /** Segments that end further from the end of the last complete one than CAN-SKIP-UNTIL. */
  private int skippable() {
    if (isEnded()) {
      return 0;
    }
    List<Timeline.Entry> entries = timeline.entries();
    long[] microsToEnd = timeline.microsToEnd();
    long openMicros =
        timeline.last().filter(last -> !last.segment().complete()).isPresent()
            ? microsToEnd[entries.size() - 1]
            : 0;
    int count = 0;
    while (count + 1 < entries.size()
        && microsToEnd[count + 1] - openMicros > targets(SKIP_BOUNDARY_TARGETS)) {
      count++;
    }
    return count;
  }

  /**
   * Those who follow a stream fetch its end by parts. Whoever opens what is over has no use for
   * them: neither a film nor a closed stretch of a stream has any.
   *
   * <p>Interop: hls.js 1.7.4 at times leaves out parts of the sound at the beginning of an ended
   * playlist, and then waits for them.
   */
  private boolean hasParts() {
    boolean isClosedStretch = isEnded() && !query.isEmpty();
    return presentation.isDated() && !isClosedStretch;
  }

  private boolean isEnded() {
    return presentation.state() == Presentation.State.ENDED;
  }

  /** In microseconds. */
  private long targets(int count) {
    return (long) count * presentation.targetDurationSeconds() * MICROS_PER_SECOND;
  }
}
