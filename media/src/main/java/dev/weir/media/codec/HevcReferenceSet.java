package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * st_ref_pic_set() of a sequence parameter set, ITU-T H.265 §7.3.7: read because its length hangs
 * on the set before it. Immutable.
 *
 * @param deltas order counts relative to the picture: those before it, nearest first, then those
 *     after it, nearest first
 */
record HevcReferenceSet(List<Integer> deltas) {
  private static final int MOST_SETS = 64;
  private static final int MOST_PICTURES = 16;
  private static final int MOST_DELTA = 1 << 15;

  private static final Comparator<Integer> NEAREST_FIRST =
      Comparator.comparingInt((Integer delta) -> delta < 0 ? 0 : 1).thenComparingInt(Math::abs);

  /** num_short_term_ref_pic_sets and the sets. */
  static void skipAll(BitReader in) throws MediaFormatException {
    int count = VideoLimits.ue(in, MOST_SETS, "num_short_term_ref_pic_sets");
    var previous = new HevcReferenceSet(List.of());
    for (int i = 0; i < count; i++) {
      boolean isPredicted = i > 0 && in.flag();
      previous = isPredicted ? previous.readNext(in) : read(in);
    }
  }

  private static HevcReferenceSet read(BitReader in) throws MediaFormatException {
    int before = VideoLimits.ue(in, MOST_PICTURES, "num_negative_pics");
    int after = VideoLimits.ue(in, MOST_PICTURES - before, "num_positive_pics");
    var deltas = new ArrayList<Integer>();
    readRun(in, before, -1, deltas);
    readRun(in, after, 1, deltas);
    return new HevcReferenceSet(List.copyOf(deltas));
  }

  private static void readRun(BitReader in, int count, int sign, List<Integer> deltas)
      throws MediaFormatException {
    int delta = 0;
    for (int i = 0; i < count; i++) {
      delta += sign * (VideoLimits.ue(in, MOST_DELTA - 1, "delta_poc_minus1") + 1);
      in.skip(1); // used_by_curr_pic_flag
      deltas.add(delta);
    }
  }

  /** A set that is predicted from this one, equations 7-61 and 7-62. */
  private HevcReferenceSet readNext(BitReader in) throws MediaFormatException {
    int sign = in.flag() ? -1 : 1;
    int shift = sign * (VideoLimits.ue(in, MOST_DELTA - 1, "abs_delta_rps_minus1") + 1);
    var moved = new ArrayList<Integer>();
    for (int i = 0; i <= deltas.size(); i++) {
      boolean isUsedNow = in.flag(); // used_by_curr_pic_flag
      boolean isUsed = isUsedNow || in.flag(); // use_delta_flag
      int delta = i < deltas.size() ? deltas.get(i) + shift : shift;
      if (isUsed && delta != 0) {
        moved.add(delta);
      }
    }
    if (moved.size() > MOST_PICTURES) {
      throw new MediaFormatException(MALFORMED, "st_ref_pic_set", moved.size() + " pictures");
    }
    moved.sort(NEAREST_FIRST);
    return new HevcReferenceSet(List.copyOf(moved));
  }
}
