package dev.weir.container.mp4;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.SampleDefaults;
import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the samples of one track in fragments, ISO/IEC 14496-12 §8.8: reads one {@code moof}
 * after the other, and keeps no more than one. Confined to its reader.
 */
final class FragmentSamples implements MediaSamples {
  private final FileBoxes boxes;
  private final Map<Integer, SampleDefaults> defaults;
  private final int trackId;

  private int moof;
  private final Queue<FragmentRuns> fragments = new ArrayDeque<>();
  private @Nullable FragmentRuns current;
  private long dtsTicks;
  private boolean isTimed;

  /**
   * From a {@code moof} on.
   *
   * @param defaults of all tracks of the file, since one's octets may follow another's
   * @param dtsTicks where the first sample is decoded, unless the fragment says
   */
  FragmentSamples(
      FileBoxes boxes,
      Map<Integer, SampleDefaults> defaults,
      int trackId,
      int firstMoof,
      long dtsTicks) {
    this.boxes = boxes;
    this.defaults = defaults;
    this.trackId = trackId;
    moof = firstMoof;
    this.dtsTicks = dtsTicks;
  }

  @Override
  public @Nullable Mp4Sample next() throws IOException, MediaFormatException {
    while (true) {
      Mp4Sample sample = current == null ? null : current.next(dtsTicks);
      if (sample != null) {
        dtsTicks += sample.durationTicks();
        return sample;
      }
      if (!advance()) {
        return null;
      }
    }
  }

  /** Whether a fragment has said when its samples are decoded; else they were counted. */
  boolean isTimed() {
    return isTimed;
  }

  /** To the next track fragment of the track. */
  private boolean advance() throws IOException, MediaFormatException {
    while (fragments.isEmpty()) {
      if (moof == boxes.moofCount()) {
        return false;
      }
      read(boxes.moof(moof), boxes.moofAt(moof));
      moof++;
    }
    current = fragments.remove();
    if (current.hasBaseDecodeTicks()) {
      dtsTicks = current.baseDecodeTicks();
      isTimed = true;
    }
    return true;
  }

  private void read(Box moofBox, long moofAt) throws MediaFormatException {
    FragmentRuns last = null;
    BoxReader children = moofBox.children();
    while (children.hasNext()) {
      Box child = children.next();
      if (child.type().equals("traf")) {
        last = FragmentRuns.open(child, moofAt, last, defaults);
        if (last.trackId() == trackId) {
          fragments.add(last);
        }
      }
    }
  }
}
