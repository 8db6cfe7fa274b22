package dev.weir.media.sound;

import dev.weir.media.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes AAC-LC, frame by frame: raw_data_block(), ISO/IEC 14496-3 §4.4.2.1. What extends it (SBR,
 * parametric stereo) is passed over, so that of HE-AAC the core is heard: the lower half of its
 * frequencies. Whatever the frame, the work is bounded: eight channels, each once. Confined to its
 * owner; 20 KB and 13 KB for each channel. No allocation once the channels are known.
 */
final class AacDecoder {
  private static final int MOST_CHANNELS = 8;

  /** Eight channels, and what stands between. */
  private static final int MOST_ELEMENTS = 32;

  // id_syn_ele, table 4.85
  private static final int SINGLE_CHANNEL = 0;
  private static final int CHANNEL_PAIR = 1;
  private static final int LOW_FREQUENCY = 3;
  private static final int DATA_STREAM = 4;
  private static final int FILL = 6;
  private static final int END = 7;

  private static final int TAG_BITS = 4;

  private final AacBands bands;
  private final BitCursor in = new BitCursor();
  private final AacWindows common = new AacWindows();
  private final AacStereo stereo = new AacStereo();
  private final AacFilterBank filterBank = new AacFilterBank();
  private final List<AacChannel> channels = new ArrayList<>();
  private int used;

  /**
   * @param sampleRate of the core
   */
  AacDecoder(int sampleRate) {
    bands = AacBands.of(sampleRate);
  }

  /**
   * Reads a frame; false where it is damaged, or no AAC-LC.
   *
   * @param frame a raw_data_block()
   */
  boolean read(Bytes frame) {
    used = 0;
    if (frame.length() > BitCursor.MOST_OCTETS) {
      return false;
    }
    in.reset(frame);
    for (int i = 0; i < MOST_ELEMENTS; i++) {
      int element = in.bits(3);
      if (element == END) {
        return !in.isOverrun();
      }
      if (!read(element) || in.isOverrun()) {
        return false;
      }
    }
    return false;
  }

  /** Whether it ends before what it says has ended, and so is not to be read. */
  boolean isCutOff(Bytes frame) {
    return !read(frame) && frame.length() <= BitCursor.MOST_OCTETS && in.isOverrun();
  }

  private boolean read(int element) {
    switch (element) {
      case SINGLE_CHANNEL, LOW_FREQUENCY -> {
        in.skip(TAG_BITS);
        return hasRoom(1) && channel().readAlone(in, bands);
      }
      case CHANNEL_PAIR -> {
        in.skip(TAG_BITS);
        return hasRoom(2) && readPair(channel(), channel());
      }
      case DATA_STREAM -> skipDataStream();
      case FILL -> skipFill();
      default -> {
        return false; // coupling channels and program configurations
      }
    }
    return true;
  }

  private boolean hasRoom(int wanted) {
    return used + wanted <= MOST_CHANNELS;
  }

  private AacChannel channel() {
    if (used == channels.size()) {
      channels.add(new AacChannel());
    }
    return channels.get(used++);
  }

  /** channel_pair_element(), §4.4.2.4. */
  private boolean readPair(AacChannel left, AacChannel right) {
    stereo.clear();
    boolean hasCommonWindow = in.flag();
    if (hasCommonWindow) {
      boolean isReadable =
          common.read(in, bands)
              && stereo.read(in, common)
              && left.readWith(common, in, bands)
              && right.readWith(common, in, bands);
      if (!isReadable) {
        return false;
      }
    } else if (!left.readAlone(in, bands) || !right.readAlone(in, bands)) {
      return false;
    }
    stereo.apply(left, right, bands);
    return true;
  }

  /** data_stream_element(), §4.4.2.5. */
  private void skipDataStream() {
    in.skip(TAG_BITS);
    boolean isAligned = in.flag();
    int count = in.bits(8);
    if (count == 255) {
      count += in.bits(8);
    }
    if (isAligned) {
      in.align();
    }
    in.skip(8 * count);
  }

  /** fill_element(), §4.4.2.7. */
  private void skipFill() {
    int count = in.bits(4);
    if (count == 15) {
      count += in.bits(8) - 1;
    }
    in.skip(8 * count);
  }

  /** How many channels the frame has that was read last. */
  int channels() {
    return used;
  }

  /**
   * Makes what is heard of one channel of the frame that was read last; once for each, in order.
   *
   * @param samples of full scale at 1; as many as a frame has
   */
  void hear(int channel, float[] samples) {
    channels.get(channel).finish(bands, filterBank, samples);
  }
}
