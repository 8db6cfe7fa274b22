package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/** What was seen of the packets of one track, in their order. Confined as {@link PacketSurvey}. */
final class TrackSurvey {
  private static final long NOTHING = Long.MIN_VALUE;

  private final List<Long> moments = new ArrayList<>();
  private final List<Long> keyframes = new ArrayList<>();
  private final LongSummaryStatistics leads = new LongSummaryStatistics();

  /** The last keyframe that an edit list hides before anything is shown. */
  private long hiddenKeyframe = NOTHING;

  /** Not counting the first keyframe: what leads that cannot be decoded by anybody. */
  private boolean isOpen;

  private boolean isEncrypted;

  /**
   * @param dtsMicros of a keyframe; FFmpeg counts its lead also where an edit list hides it
   */
  void addKeyframe(long ptsMicros, long dtsMicros, boolean isShown) {
    leads.accept(ptsMicros - dtsMicros);
    if (isShown) {
      hiddenKeyframe = moments.isEmpty() ? NOTHING : hiddenKeyframe;
      keyframes.add(ptsMicros);
      moments.add(ptsMicros);
    } else if (moments.isEmpty()) {
      hiddenKeyframe = ptsMicros;
    }
  }

  /** Of a picture that is shown and no keyframe. */
  void add(long ptsMicros) {
    moments.add(ptsMicros);
    isOpen |= keyframes.size() > 1 && ptsMicros < keyframes.getLast();
  }

  void encrypted() {
    isEncrypted = true;
  }

  boolean isEncrypted() {
    return isEncrypted;
  }

  FrameSpacing spacing() {
    List<Long> shown = moments.stream().sorted().distinct().toList();
    long hidden =
        shown.isEmpty() || hiddenKeyframe == NOTHING ? 0 : shown.getFirst() - hiddenKeyframe;
    long leadSpread = leads.getCount() == 0 ? 0 : leads.getMax() - leads.getMin();
    return FrameSpacing.of(shown, keyframes.stream().sorted().toList())
        .with(leadSpread, hidden, isOpen);
  }
}
