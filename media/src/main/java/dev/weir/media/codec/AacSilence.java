package dev.weir.media.codec;

import dev.weir.media.Bytes;

/**
 * Tells a frame of AAC without any sound from others, without decoding it: no channel has a
 * spectrum (max_sfb of 0, ISO/IEC 14496-3 §4.4.2.1). That is what encoders make of digital silence;
 * a quiet microphone has a spectrum. How loud a frame is cannot be told so: the gain that it begins
 * with belongs to its lowest band, and hardly changes with the volume of a tone. No allocation.
 */
public final class AacSilence {
  // id_syn_ele, table 4.85
  private static final int SINGLE_CHANNEL = 0;
  private static final int CHANNEL_PAIR = 1;
  private static final int LOW_FREQUENCY = 3;
  private static final int DATA_STREAM = 4;
  private static final int FILL = 6;
  private static final int END = 7;

  private static final int ID_BITS = 3;
  private static final int TAG_BITS = 4;
  private static final int GAIN_BITS = 8;
  private static final int EIGHT_SHORT_SEQUENCE = 2;

  /** Eight channels, and what stands between. */
  private static final int MOST_ELEMENTS = 32;

  private static final int NOT_SILENT = -1;

  private AacSilence() {}

  /**
   * Whether nothing is to be heard; false where the frame cannot be read.
   *
   * @param frame a raw_data_block()
   */
  public static boolean isSilent(Bytes frame) {
    int position = 0;
    int channelElements = 0;
    for (int i = 0; i < MOST_ELEMENTS && position != NOT_SILENT; i++) {
      int id = bits(frame, position, ID_BITS);
      int content = position + ID_BITS;
      channelElements += id == FILL || id == DATA_STREAM ? 0 : 1;
      switch (id) {
        case SINGLE_CHANNEL, LOW_FREQUENCY -> position = channel(frame, content + TAG_BITS);
        case CHANNEL_PAIR -> position = pair(frame, content + TAG_BITS);
        case FILL -> position = afterFill(frame, content);
        case DATA_STREAM -> position = afterDataStream(frame, content + TAG_BITS);
        case END -> {
          return channelElements > 1;
        }
        default -> position = NOT_SILENT;
      }
    }
    return false;
  }

  /** individual_channel_stream() with an ics_info() of its own. */
  private static int channel(Bytes frame, int position) {
    return afterFlags(frame, afterInfo(frame, position + GAIN_BITS));
  }

  /** channel_pair_element(), §4.4.2.4, after its tag. */
  private static int pair(Bytes frame, int position) {
    boolean hasCommonWindow = bits(frame, position, 1) == 1;
    if (!hasCommonWindow) {
      int second = channel(frame, position + 1);
      return second == NOT_SILENT ? NOT_SILENT : channel(frame, second);
    }
    int mask = afterInfo(frame, position + 1);
    if (mask == NOT_SILENT) {
      return NOT_SILENT;
    }
    int second = afterFlags(frame, mask + 2 + GAIN_BITS); // ms_mask_present, of no bands
    return second == NOT_SILENT ? NOT_SILENT : afterFlags(frame, second + GAIN_BITS);
  }

  /** ics_info() without bands; after those neither sections nor scale factors follow. */
  private static int afterInfo(Bytes frame, int position) {
    if (bits(frame, position + 1, 2) == EIGHT_SHORT_SEQUENCE) {
      return bits(frame, position + 4, 4) == 0 ? position + 4 + 4 + 7 : NOT_SILENT;
    }
    boolean isEmpty = bits(frame, position + 4, 6) == 0 && bits(frame, position + 10, 1) == 0;
    return isEmpty ? position + 4 + 6 + 1 : NOT_SILENT;
  }

  /** pulse_data_present, tns_data_present, gain_control_data_present: all 0. */
  private static int afterFlags(Bytes frame, int position) {
    return position != NOT_SILENT && bits(frame, position, 3) == 0 ? position + 3 : NOT_SILENT;
  }

  /** fill_element(), §4.4.2.7. */
  private static int afterFill(Bytes frame, int position) {
    int count = bits(frame, position, 4);
    return count < 15
        ? position + 4 + 8 * count
        : position + 12 + 8 * (count + bits(frame, position + 4, 8) - 1);
  }

  /** data_stream_element(), §4.4.2.5, after its tag. */
  private static int afterDataStream(Bytes frame, int position) {
    boolean isAligned = bits(frame, position, 1) == 1;
    int count = bits(frame, position + 1, 8);
    int start = position + 9;
    if (count == 255) {
      count += bits(frame, start, 8);
      start += 8;
    }
    return (isAligned ? (start + 7) / 8 * 8 : start) + 8 * count;
  }

  /** {@code count} bits, at most 16; −1 beyond the end. */
  private static int bits(Bytes frame, int position, int count) {
    if (position < 0 || position + count > frame.length() * 8) {
      return -1;
    }
    int value = 0;
    for (int i = position; i < position + count; i++) {
      value = value << 1 | frame.at(i >> 3) >> (7 - (i & 7)) & 1;
    }
    return value;
  }
}
