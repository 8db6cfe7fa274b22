package dev.weir.container.fmp4;

import dev.weir.media.ByteWriter;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoColour;

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

  void write(CodecConfig config) {
    switch (config) {
      case AvcConfig avc -> writeAvc(avc);
      case AacConfig aac -> writeAac(aac);
    }
  }

  /** AVCSampleEntry, ISO/IEC 14496-15 §5.4.2.1, on VisualSampleEntry, 14496-12 §12.1.3. */
  private void writeAvc(AvcConfig config) {
    AvcSps sps = config.sps();
    boxes.box(
        "avc1",
        out -> {
          out.zeros(6).u16(DATA_REFERENCE_INDEX);
          out.zeros(16).u16(sps.width()).u16(sps.height());
          out.u32(DOTS_PER_INCH_72).u32(DOTS_PER_INCH_72);
          out.u32(0).u16(1); // frame_count
          out.zeros(COMPRESSOR_NAME_OCTETS).u16(DEPTH_24).u16(NO_COLOUR_TABLE);
          boxes.box("avcC", avcC -> avcC.bytes(config.toAvcC()));
          sps.colour().ifPresent(this::writeColour);
          writePixelAspect(sps.pixelAspect());
        });
  }

  private void writeColour(VideoColour colour) {
    boxes.box(
        "colr",
        out -> {
          out.fourCc("nclx").u16(colour.primaries()).u16(colour.transfer()).u16(colour.matrix());
          out.u8(colour.fullRange() ? 0x80 : 0);
        });
  }

  private void writePixelAspect(PixelAspect aspect) {
    if (!aspect.isSquare()) {
      boxes.box("pasp", out -> out.u32(aspect.width()).u32(aspect.height()));
    }
  }

  /** MP4AudioSampleEntry, ISO/IEC 14496-14 §5.6, on AudioSampleEntry, 14496-12 §12.2.3. */
  private void writeAac(AacConfig config) {
    boxes.box(
        "mp4a",
        out -> {
          out.zeros(6).u16(DATA_REFERENCE_INDEX);
          out.zeros(8).u16(config.channels()).u16(BITS_PER_SAMPLE).zeros(4);
          writeSampleRate(out, config.sampleRate());
          boxes.fullBox("esds", 0, 0, esds -> esds.bytes(EsDescriptor.of(config.specificConfig())));
        });
  }

  /** 16.16 fixed point; a rate that does not fit is left to the configuration. */
  private static void writeSampleRate(ByteWriter out, int sampleRate) {
    out.u16(sampleRate > MOST_SAMPLE_RATE ? 0 : sampleRate).u16(0);
  }
}
