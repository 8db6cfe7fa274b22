package dev.weir.media.codec;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder must know before the first picture, and what its codec's samples are made of.
 * Immutable.
 */
public sealed interface VideoConfig extends CodecConfig
    permits Av1Config, NalUnitConfig, Vp9Config {
  /** In pixels, after cropping. */
  int width();

  /** In pixels, after cropping; pixels that are not square make a picture wider, never higher. */
  int height();

  /** Square where the codec says nothing. */
  PixelAspect pixelAspect();

  /** Empty where the codec says nothing. */
  Optional<VideoColour> colour();

  /** Frames in a second, or 0 where the codec says nothing. */
  double frameRate();

  /**
   * Whether decoding may start at a sample of these units.
   *
   * @param units of one sample, framed as {@link #sampleUnits} returns them
   */
  boolean isKeyframe(List<Bytes> units);

  /**
   * Whether a picture is interlaced, as far as the codec says. Never fails.
   *
   * @param units of one sample, framed as {@link #sampleUnits} returns them
   */
  default ScanType scanType(List<Bytes> units) {
    return ScanType.PROGRESSIVE;
  }

  /**
   * What holds from a keyframe on: this configuration, unless the keyframe's units bring another.
   *
   * @throws MediaFormatException where they bring one that cannot be read
   */
  VideoConfig configuredBy(List<Bytes> keyframe) throws MediaFormatException;

  /**
   * The units of an access unit that belong into a sample: not what only fills or delimits, nor
   * what this configuration says already. Empty where there is no picture among them.
   */
  List<Bytes> sampleUnits(List<Bytes> accessUnit);

  @Override
  default TrackKind kind() {
    return TrackKind.VIDEO;
  }
}
