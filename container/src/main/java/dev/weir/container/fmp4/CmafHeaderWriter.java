package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.OpusConfig;

/**
 * A CMAF header, ISO/IEC 23000-19 §7.3.1: {@code ftyp} and a {@code moov} of one track without
 * samples. There is no edit list: brand cmf2 means signed composition offsets, and what an encoder
 * of sound puts before its first sample is played, as it is where a viewer joins later. Confined to
 * one call.
 */
final class CmafHeaderWriter {
  private static final int IDENTITY = 0x0001_0000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int SAMPLE_DESCRIPTION_INDEX = 1;

  private final Track track;
  private final BoxWriter boxes = new BoxWriter();

  CmafHeaderWriter(Track track) {
    this.track = track;
  }

  Bytes write() {
    boxes.box("ftyp", CmafHeaderWriter::writeBrands);
    boxes.container(
        "moov",
        () -> {
          boxes.fullBox("mvhd", 0, 0, this::writeMovieHeader);
          new TrackBoxWriter(boxes, TrackFacts.of(track)).write(() -> {}, this::writeEmptyTables);
          boxes.container("mvex", () -> boxes.fullBox("trex", 0, 0, this::writeTrackExtends));
        });
    return boxes.toBytes();
  }

  private static void writeBrands(ByteWriter out) {
    out.fourCc("cmf2").u32(0).fourCc("cmf2").fourCc("cmfc").fourCc("iso6");
  }

  /** ISO/IEC 14496-12 §8.2.2. */
  private void writeMovieHeader(ByteWriter out) {
    out.u32(0).u32(0).u32(track.timescale()).u32(0); // made, changed, timescale, duration
    out.u32(IDENTITY).u16(FULL_VOLUME).zeros(10); // rate 1.0, volume, reserved
    TrackBoxWriter.writeMatrix(out);
    out.zeros(24).u32(track.id() + 1L); // predefined, next_track_ID
  }

  private void writeEmptyTables() {
    boxes.fullBox("stts", 0, 0, out -> out.u32(0));
    boxes.fullBox("stsc", 0, 0, out -> out.u32(0));
    boxes.fullBox("stsz", 0, 0, out -> out.u32(0).u32(0));
    boxes.fullBox("stco", 0, 0, out -> out.u32(0));
    if (track.config() instanceof OpusConfig) {
      boxes.fullBox("sgpd", PreRoll.DESCRIPTION_VERSION, 0, PreRoll::writeDescription);
    }
  }

  /** ISO/IEC 14496-12 §8.8.3; fragments bring their own values. */
  private void writeTrackExtends(ByteWriter out) {
    out.u32(track.id()).u32(SAMPLE_DESCRIPTION_INDEX).u32(0).u32(0).u32(0);
  }
}
