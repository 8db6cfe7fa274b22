package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.ColourBoxes;
import dev.weir.container.box.EsDescriptor;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.Ac3Config;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.Eac3Config;
import dev.weir.media.codec.FlacConfig;
import dev.weir.media.codec.HevcConfig;
import dev.weir.media.codec.Mp3Config;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.Vp9Config;
import java.util.List;

/** The one entry of {@code stsd}: what the samples of a track are. Confined to one header. */
final class SampleEntryWriter {
  private static final int DATA_REFERENCE_INDEX = 1;
  private static final int DOTS_PER_INCH_72 = 0x0048_0000;
  private static final int COMPRESSOR_NAME_OCTETS = 32;
  private static final int NO_COLOUR_TABLE = 0xFFFF;
  private static final int DEPTH_24 = 0x18;
  private static final int BITS_PER_SAMPLE = 16;
  private static final int MOST_SAMPLE_RATE = 0xFFFF;

  private final BoxWriter boxes;

  SampleEntryWriter(BoxWriter boxes) {
    this.boxes = boxes;
  }

  /** The boxes that follow the fields of a sample entry, each from its codec's binding. */
  void write(Track track) {
    switch (track.config()) {
      case AvcConfig avc -> writeVideo("avc1", track, avc, "avcC", avc.toAvcC());
      case HevcConfig hevc -> writeVideo("hvc1", track, hevc, "hvcC", hevc.toHvcC());
      case Av1Config av1 -> writeVideo("av01", track, av1, "av1C", av1.toAv1C());
      case Vp9Config vp9 -> writeVideo("vp09", track, vp9, "vpcC", vp9.toVpcC());
      case AacConfig aac ->
          writeMpegAudio(aac, new EsDescriptor(EsDescriptor.AUDIO_14496_3, aac.specificConfig()));
      case Mp3Config mp3 -> writeMpegAudio(mp3, ofMp3(mp3));
      case OpusConfig opus -> writeAudio("Opus", opus, "dOps", opus.toDOps());
      case Ac3Config ac3 -> writeAudio("ac-3", ac3, "dac3", ac3.toDac3());
      case Eac3Config eac3 -> writeAudio("ec-3", eac3, "dec3", eac3.toDec3());
      case FlacConfig flac -> writeAudio("fLaC", flac, "dfLa", flac.toDfLa());
    }
  }

  /**
   * VisualSampleEntry, ISO/IEC 14496-12 §12.1.3, with a configuration: 14496-15 §5.4.2.1 and
   * §8.4.1, AV1-ISOBMFF §2.2, VP codec ISO media file format binding §2.1.
   */
  private void writeVideo(String type, Track track, VideoConfig config, String boxType, Bytes box) {
    boxes.box(
        type,
        out -> {
          out.zeros(6).u16(DATA_REFERENCE_INDEX);
          out.zeros(16).u16(config.width()).u16(config.height());
          out.u32(DOTS_PER_INCH_72).u32(DOTS_PER_INCH_72);
          out.u32(0).u16(1); // frame_count
          out.zeros(COMPRESSOR_NAME_OCTETS).u16(DEPTH_24).u16(NO_COLOUR_TABLE);
          boxes.box(boxType, content -> content.bytes(box));
          ColourBoxes.write(track, boxes);
          writePixelAspect(track);
        });
  }

  private void writePixelAspect(Track track) {
    PixelAspect aspect = track.pixelAspect();
    if (!aspect.isSquare() || track.statedAspect().isPresent()) {
      boxes.box("pasp", out -> out.u32(aspect.width()).u32(aspect.height()));
    }
  }

  /** MP3 has no configuration: its frames and the sample entry say everything. */
  private static EsDescriptor ofMp3(Mp3Config config) {
    int objectType = config.isMpeg1() ? EsDescriptor.AUDIO_11172_3 : EsDescriptor.AUDIO_13818_3;
    return new EsDescriptor(objectType, Bytes.EMPTY);
  }

  /** MP4AudioSampleEntry, ISO/IEC 14496-14 §5.6. */
  private void writeMpegAudio(AudioConfig config, EsDescriptor descriptor) {
    Bytes versionAndFlags = Bytes.of(0, 0, 0, 0);
    writeAudio(
        "mp4a", config, "esds", Bytes.concat(List.of(versionAndFlags, descriptor.toBytes())));
  }

  /**
   * AudioSampleEntry, ISO/IEC 14496-12 §12.2.3, with a configuration: ETSI TS 102 366 §F.3 and
   * §F.5, Encapsulation of Opus in ISO base media file format §4.3.1, the same of FLAC §3.3.1.
   */
  private void writeAudio(String type, AudioConfig config, String boxType, Bytes box) {
    boxes.box(
        type,
        out -> {
          out.zeros(6).u16(DATA_REFERENCE_INDEX);
          out.zeros(8).u16(config.channels()).u16(sampleBits(config)).zeros(4);
          writeSampleRate(out, config.sampleRate());
          boxes.box(boxType, content -> content.bytes(box));
        });
  }

  private static int sampleBits(AudioConfig config) {
    return switch (config) {
      case FlacConfig flac -> flac.sampleBits();
      case AacConfig _, Ac3Config _, Eac3Config _, Mp3Config _, OpusConfig _ -> BITS_PER_SAMPLE;
    };
  }

  /** 16.16 fixed point; a rate that does not fit is left to the configuration. */
  private static void writeSampleRate(ByteWriter out, int sampleRate) {
    out.u16(sampleRate > MOST_SAMPLE_RATE ? 0 : sampleRate).u16(0);
  }
}
