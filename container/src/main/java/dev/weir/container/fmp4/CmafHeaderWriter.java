package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.Handlers;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoConfig;

/**
 * A CMAF header, ISO/IEC 23000-19 §7.3.1: {@code ftyp} and a {@code moov} of one track without
 * samples. There is no edit list: brand cmf2 means signed composition offsets, and what an encoder
 * of sound puts before its first sample is played, as it is where a viewer joins later. Confined to
 * one call.
 */
final class CmafHeaderWriter {
  private static final int IDENTITY = 0x0001_0000;
  private static final int IDENTITY_W = 0x4000_0000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int ENABLED_IN_MOVIE_AND_PREVIEW = 7;
  private static final int LANGUAGE_UNDETERMINED = 0x55C4;
  private static final int MEDIA_IN_SAME_FILE = 1;
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
          boxes.container("trak", this::writeTrack);
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
    writeMatrix(out);
    out.zeros(24).u32(track.id() + 1L); // predefined, next_track_ID
  }

  private static void writeMatrix(ByteWriter out) {
    out.u32(IDENTITY).zeros(12).u32(IDENTITY).zeros(12).u32(IDENTITY_W);
  }

  private void writeTrack() {
    boxes.fullBox("tkhd", 0, ENABLED_IN_MOVIE_AND_PREVIEW, this::writeTrackHeader);
    boxes.container(
        "mdia",
        () -> {
          boxes.fullBox("mdhd", 0, 0, this::writeMediaHeader);
          boxes.fullBox("hdlr", 0, 0, this::writeHandler);
          boxes.container("minf", this::writeMediaInformation);
        });
  }

  /** ISO/IEC 14496-12 §8.3.2. */
  private void writeTrackHeader(ByteWriter out) {
    out.u32(0).u32(0).u32(track.id()).u32(0).u32(0); // made, changed, id, reserved, duration
    out.zeros(8).u16(0).u16(0); // reserved, layer, alternate_group
    out.u16(track.kind() == TrackKind.AUDIO ? FULL_VOLUME : 0).u16(0);
    writeMatrix(out);
    switch (track.config()) {
      case VideoConfig video -> {
        int width = track.pixelAspect().displayWidth(video.width());
        out.u16(width).u16(0).u16(video.height()).u16(0);
      }
      case AudioConfig _ -> out.zeros(8);
    }
  }

  /** ISO/IEC 14496-12 §8.4.2. */
  private void writeMediaHeader(ByteWriter out) {
    out.u32(0).u32(0).u32(track.timescale()).u32(0); // made, changed, timescale, duration
    out.u16(LANGUAGE_UNDETERMINED).u16(0);
  }

  /** ISO/IEC 14496-12 §8.4.3. */
  private void writeHandler(ByteWriter out) {
    out.u32(0).fourCc(Handlers.of(track.kind())).zeros(12).utf8("Weir").u8(0);
  }

  private void writeMediaInformation() {
    switch (track.kind()) {
      case VIDEO -> boxes.fullBox("vmhd", 0, 1, out -> out.zeros(8));
      case AUDIO -> boxes.fullBox("smhd", 0, 0, out -> out.zeros(4));
    }
    boxes.container("dinf", () -> boxes.fullBox("dref", 0, 0, this::writeDataReference));
    boxes.container("stbl", this::writeEmptySampleTable);
  }

  private void writeDataReference(ByteWriter out) {
    out.u32(1);
    boxes.fullBox("url ", 0, MEDIA_IN_SAME_FILE, _ -> {});
  }

  private void writeEmptySampleTable() {
    boxes.fullBox(
        "stsd",
        0,
        0,
        out -> {
          out.u32(1);
          new SampleEntryWriter(boxes).write(track);
        });
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
