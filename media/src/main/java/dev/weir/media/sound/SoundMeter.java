package dev.weir.media.sound;

import dev.weir.media.Bytes;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.CodecConfig;
import java.util.Optional;

/**
 * Measures how loud a track of AAC is, by decoding some of it: of sixteen frames three, of which
 * the first only prepares the next. So it hears 43 ms three times in a second of 48 kHz. What it
 * cannot decode it does not measure. Confined to its owner; 80 KB for stereo. No allocation for a
 * frame.
 */
public final class SoundMeter {
  private static final int FRAME_SAMPLES = 1024;

  // audioObjectType, ISO/IEC 14496-3 table 1.17
  private static final int AAC_LC = 2;
  private static final int SBR = 5;
  private static final int PS = 29;

  private static final int PERIOD_FRAMES = 16;
  private static final int RUN_FRAMES = 3;

  /**
   * Decoded between two calls of {@link #take}, each channel counted: enough for eight channels at
   * 48 kHz, and for no more of a publisher who sends many seconds at once.
   */
  private static final int MOST_FRAMES = 72;

  /** No encoder makes samples of more than sixteen times full scale: it is damage. */
  private static final float IMPOSSIBLE = 16;

  private final AacDecoder decoder;
  private final float[] samples = new float[FRAME_SAMPLES];

  private int position;

  /** What the frame before leaves for the next is there. */
  private boolean isPrimed;

  // of the second
  private int frames;
  private double squares;
  private float peak;
  private long clipped;
  private long heard;

  private SoundMeter(AacDecoder decoder) {
    this.decoder = decoder;
  }

  /** Empty where sound of this kind cannot be measured. */
  public static Optional<SoundMeter> of(CodecConfig config) {
    return config instanceof AacConfig aac && isDecodable(aac)
        ? Optional.of(new SoundMeter(new AacDecoder(aac.sampleRate())))
        : Optional.empty();
  }

  static boolean isDecodable(AacConfig aac) {
    int type = aac.objectType();
    return (type == AAC_LC || type == SBR || type == PS) && aac.frameSamples() == FRAME_SAMPLES;
  }

  /**
   * Listens to the next frame, or leaves it out.
   *
   * @param frame a raw_data_block(), of whatever octets
   */
  public void add(Bytes frame) {
    boolean isDue = position < RUN_FRAMES && frames < MOST_FRAMES;
    position = (position + 1) % PERIOD_FRAMES;
    boolean isHeard = isDue && decode(frame);
    if (isHeard && isPrimed) {
      hear();
    } else if (isHeard) {
      prime();
    }
    isPrimed = isHeard;
  }

  private boolean decode(Bytes frame) {
    try {
      boolean isReadable = decoder.read(frame);
      frames += Math.max(1, decoder.channels());
      return isReadable;
    } catch (RuntimeException mistake) {
      // A mistake of the decoder costs the figure, never the publisher his connection.
      frames = MOST_FRAMES;
      return false;
    }
  }

  private void prime() {
    for (int channel = 0; channel < decoder.channels(); channel++) {
      decoder.hear(channel, samples);
    }
  }

  private void hear() {
    double frameSquares = 0;
    float framePeak = 0;
    int frameClipped = 0;
    for (int channel = 0; channel < decoder.channels(); channel++) {
      decoder.hear(channel, samples);
      for (float sample : samples) {
        float magnitude = Math.abs(sample);
        frameSquares += sample * sample;
        framePeak = Math.max(framePeak, magnitude);
        frameClipped += magnitude >= 1 ? 1 : 0;
      }
    }
    if (framePeak < IMPOSSIBLE) {
      squares += frameSquares;
      peak = Math.max(peak, framePeak);
      clipped += frameClipped;
      heard += (long) FRAME_SAMPLES * decoder.channels();
    }
  }

  /** How loud it was since the last call; empty where nothing could be measured. */
  public Optional<SoundLevel> take() {
    Optional<SoundLevel> level =
        heard > 0 ? Optional.of(SoundLevel.of(squares, peak, clipped, heard)) : Optional.empty();
    frames = 0;
    squares = 0;
    peak = 0;
    clipped = 0;
    heard = 0;
    return level;
  }
}
