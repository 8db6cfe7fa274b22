package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;

/** Frames of MP3 one behind another, ISO/IEC 11172-3 §2.4.3.1. Stateless. */
public final class Mp3Frames {
  /** More than a second of the shortest; encoders put one or a few into a packet. */
  private static final int MOST_FRAMES = 64;

  private static final int HEADER_OCTETS = 4;
  private static final int MPEG_1 = 3;

  /** A frame of Layer III has so many octets for each bit in a second and sample in a second. */
  private static final int OCTETS_OF_MPEG_1 = 1152 / 8;

  private static final int OCTETS_OF_MPEG_2 = 576 / 8;

  /** By bitrate_index, in kbit/s; 0 for a rate that only the encoder knows. */
  private static final int[] RATES_OF_MPEG_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };

  private static final int[] RATES_OF_MPEG_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };

  private Mp3Frames() {}

  /**
   * The frames of a packet, one at least; what follows the last and is none stays with it.
   *
   * @throws MediaFormatException where there are very many
   */
  public static List<Bytes> split(Bytes packet) throws MediaFormatException {
    var frames = new ArrayList<Bytes>();
    int start = 0;
    while (start < packet.length() || frames.isEmpty()) {
      if (frames.size() == MOST_FRAMES) {
        throw new MediaFormatException(LIMIT, "MP3", "more than 64 frames in a packet");
      }
      int end = start + octets(packet, start);
      boolean isFollowed = end > start && isHeader(packet, end);
      frames.add(packet.slice(start, isFollowed ? end : packet.length()));
      start = isFollowed ? end : packet.length();
    }
    return frames;
  }

  private static boolean isHeader(Bytes packet, int at) {
    return at + HEADER_OCTETS <= packet.length()
        && packet.at(at) == 0xFF
        && (packet.at(at + 1) & 0xE6) == 0xE2; // the rest of the sync word, and Layer III
  }

  /** How long the frame is, or 0 where its header does not say. */
  private static int octets(Bytes packet, int at) throws MediaFormatException {
    if (!isHeader(packet, at)) {
      return 0;
    }
    int third = packet.at(at + 2);
    boolean isMpeg1 = (packet.at(at + 1) >> 3 & 3) == MPEG_1;
    int bitrate = (isMpeg1 ? RATES_OF_MPEG_1 : RATES_OF_MPEG_2)[third >> 4] * 1000;
    if (bitrate == 0) {
      return 0;
    }
    int octets = isMpeg1 ? OCTETS_OF_MPEG_1 : OCTETS_OF_MPEG_2;
    int sampleRate = Mp3Config.ofFrame(packet.slice(at)).sampleRate();
    return octets * bitrate / sampleRate + (third >> 1 & 1); // padding_bit
  }
}
