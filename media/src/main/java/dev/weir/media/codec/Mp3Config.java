package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;

/**
 * MP3: MPEG-1 or MPEG-2 audio, layer III, whose frames say everything themselves, ISO/IEC 11172-3
 * §2.4.1.3 and ISO/IEC 13818-3 §2.4.2.3. Immutable.
 *
 * @param sampleRate of MPEG-1 from 32 kHz on, of MPEG-2 below
 * @param channels 1 or 2
 */
public record Mp3Config(int sampleRate, int channels) implements AudioConfig {
  private static final int SYNC_WORD = 0x7FF;
  private static final int LAYER_3 = 1;
  private static final int RESERVED_ID = 1;
  private static final int FORBIDDEN_BITRATE = 15;
  private static final int SINGLE_CHANNEL = 3;

  private static final int LOWEST_RATE_OF_MPEG_1 = 32_000;
  private static final int FRAME_SAMPLES_OF_MPEG_1 = 1152;
  private static final int FRAME_SAMPLES_OF_MPEG_2 = 576;

  /** By ID (MPEG-2.5, reserved, MPEG-2, MPEG-1), then by sampling_frequency. */
  private static final List<List<Integer>> SAMPLE_RATES =
      List.of(
          List.of(11_025, 12_000, 8_000),
          List.of(),
          List.of(22_050, 24_000, 16_000),
          List.of(44_100, 48_000, 32_000));

  /** What a container says of a stream. */
  public static Mp3Config of(int sampleRate, int channels) throws MediaFormatException {
    boolean isKnown = SAMPLE_RATES.stream().anyMatch(rates -> rates.contains(sampleRate));
    if (!isKnown || channels < 1 || channels > 2) {
      throw new MediaFormatException(
          MALFORMED, "MP3", "%d channels at %d Hz".formatted(channels, sampleRate));
    }
    return new Mp3Config(sampleRate, channels);
  }

  /** From the front of a frame. */
  public static Mp3Config ofFrame(Bytes frame) throws MediaFormatException {
    var in = new BitReader(frame, "MP3");
    if (in.bits(11) != SYNC_WORD) {
      throw new MediaFormatException(MALFORMED, "MP3", "expected a sync word, came " + frame);
    }
    int id = in.bits(2);
    int layer = in.bits(2);
    if (layer != LAYER_3) {
      throw new MediaFormatException(UNSUPPORTED, "MP3", "layer code " + layer);
    }
    in.skip(1); // protection_bit
    int bitrate = in.bits(4);
    int frequency = in.bits(2);
    if (id == RESERVED_ID || bitrate == FORBIDDEN_BITRATE || frequency == 3) {
      throw new MediaFormatException(
          MALFORMED, "MP3", "reserved values in the header of frame " + frame);
    }
    in.skip(2); // padding_bit, private_bit
    int channels = in.bits(2) == SINGLE_CHANNEL ? 1 : 2;
    return new Mp3Config(SAMPLE_RATES.get(id).get(frequency), channels);
  }

  public boolean isMpeg1() {
    return sampleRate >= LOWEST_RATE_OF_MPEG_1;
  }

  @Override
  public int frameSamples() {
    return isMpeg1() ? FRAME_SAMPLES_OF_MPEG_1 : FRAME_SAMPLES_OF_MPEG_2;
  }

  /**
   * As Apple's HLS authoring specification has it.
   *
   * <p>Interop: hls.js and Shaka Player know this one, and ask Firefox for {@code mp3} in its
   * place; Chromium plays no MP3 from fMP4.
   */
  @Override
  public String codecString() {
    return "mp4a.40.34";
  }
}
