package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.OpusConfig;
import java.util.Optional;

/**
 * AudioSampleEntry, ISO/IEC 14496-12 §12.2.3, and the sound sample descriptions of QuickTime of
 * which it is the first version. Immutable.
 */
record AudioEntry(int sampleRate, int channels, Box boxes) {
  /** What is before the version of QuickTime, which ISO has as reserved. */
  private static final int BEFORE_VERSION_OCTETS = 8;

  private static final int BEFORE_CHANNELS_OCTETS = 6;
  private static final int BEFORE_RATE_OCTETS = 6;

  /** QuickTime File Format, Sound Sample Description (Version 1): four lengths. */
  private static final int MORE_OF_VERSION_1_OCTETS = 16;

  /** The same of Version 2, behind its sample rate and channels. */
  private static final int MORE_OF_VERSION_2_OCTETS = 20;

  /** {@code stsdVersion} 0 is that of QuickTime too; in ISO/IEC 14496-12 version 1 means more. */
  static AudioEntry read(Box entry, int stsdVersion) throws MediaFormatException {
    ByteReader in = entry.reader();
    in.skip(BEFORE_VERSION_OCTETS);
    int field = in.u16();
    int version = stsdVersion == 0 ? field : 0;
    in.skip(BEFORE_CHANNELS_OCTETS);
    int channels = in.u16();
    in.skip(BEFORE_RATE_OCTETS);
    int sampleRate = (int) (in.u32() >> 16);
    if (version == 1) {
      in.skip(MORE_OF_VERSION_1_OCTETS);
    } else if (version == 2) {
      in.skip(4); // sizeOfStructOnly
      sampleRate = (int) in.f64();
      channels = in.s32();
      in.skip(MORE_OF_VERSION_2_OCTETS);
    }
    return new AudioEntry(sampleRate, channels, new Box(entry.type(), in.rest()));
  }

  /** {@code firstSample} tells more of MP3; it may be empty. */
  AudioConfig config(Bytes firstSample) throws MediaFormatException {
    return switch (boxes.type()) {
      case "Opus" -> OpusConfig.parse(boxes.require("dOps").body());
      case "ac-3" -> Ac3Config.parse(boxes.require("dac3").body());
      case "ec-3" -> Eac3Config.parse(boxes.require("dec3").body());
      case "fLaC" -> FlacConfig.parse(boxes.require("dfLa").body());
      case ".mp3" -> mp3(firstSample);
      default -> mpegAudio(esds(), firstSample);
    };
  }

  /** QuickTime puts it into an atom {@code wave}. */
  private Box esds() throws MediaFormatException {
    Optional<Box> wave = boxes.find("wave");
    return wave.isPresent() ? wave.get().require("esds") : boxes.require("esds");
  }

  /** MP4AudioSampleEntry, ISO/IEC 14496-14 §5.6: which codec it is, its descriptor says. */
  private AudioConfig mpegAudio(Box esds, Bytes firstSample) throws MediaFormatException {
    ByteReader in = esds.reader();
    in.skip(4); // version, flags
    EsDescriptor descriptor = EsDescriptor.parse(in.rest());
    return switch (descriptor.objectType()) {
      case EsDescriptor.AUDIO_14496_3,
          EsDescriptor.AUDIO_13818_7_MAIN,
          EsDescriptor.AUDIO_13818_7_LC,
          EsDescriptor.AUDIO_13818_7_SSR ->
          AacConfig.parse(descriptor.specificInfo());
      case EsDescriptor.AUDIO_13818_3, EsDescriptor.AUDIO_11172_3 -> mp3(firstSample);
      default ->
          throw new MediaFormatException(
              UNSUPPORTED,
              "esds",
              "objectTypeIndication 0x%02x".formatted(descriptor.objectType()));
    };
  }

  /** A frame tells layer II from layer III, which descriptors do not. */
  private Mp3Config mp3(Bytes firstSample) throws MediaFormatException {
    return firstSample.isEmpty()
        ? Mp3Config.of(sampleRate, channels)
        : Mp3Config.ofFrame(firstSample);
  }
}
