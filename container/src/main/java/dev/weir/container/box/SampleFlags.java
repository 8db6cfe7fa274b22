package dev.weir.container.box;

import dev.weir.media.MediaSample;
import dev.weir.media.TrackKind;

/** The 32 flags of a sample in a fragment, ISO/IEC 14496-12 §8.8.3.1. */
public final class SampleFlags {
  /** sample_depends_on 2: needs no other sample; a sync sample. */
  public static final int SYNC = 0x0200_0000;

  /** sample_depends_on 1, sample_is_non_sync_sample. */
  public static final int NON_SYNC = 0x0101_0000;

  private static final int IS_NON_SYNC_BIT = 0x0001_0000;
  private static final int DEPENDS_ON = 0x0300_0000;
  private static final int DEPENDS_ON_OTHERS = 0x0100_0000;

  private SampleFlags() {}

  /** Every frame of audio stands alone, whatever the sample says. */
  public static int of(MediaSample sample, TrackKind kind) {
    return sample.keyframe() || kind == TrackKind.AUDIO ? SYNC : NON_SYNC;
  }

  /** Interop: some writers leave the bit unset, and say that the sample depends on others. */
  public static boolean isSync(int flags) {
    return (flags & IS_NON_SYNC_BIT) == 0 && (flags & DEPENDS_ON) != DEPENDS_ON_OTHERS;
  }
}
