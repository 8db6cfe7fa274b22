package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.Handlers;
import dev.weir.container.fmp4.TrackFacts.TrackUse;
import dev.weir.media.ByteWriter;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.VideoConfig;

/** Writes {@code trak}, ISO/IEC 14496-12 §8.3. Confined to one header. */
final class TrackBoxWriter {
  private static final int IDENTITY = 0x0001_0000;
  private static final int IDENTITY_W = 0x4000_0000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int IN_MOVIE_AND_PREVIEW = 6;
  private static final int ENABLED = 1;
  private static final int MEDIA_IN_SAME_FILE = 1;
  private static final long MOST_OF_32_BITS = 0xFFFF_FFFFL;

  private final BoxWriter boxes;
  private final TrackFacts facts;
  private final Track track;

  TrackBoxWriter(BoxWriter boxes, TrackFacts facts) {
    this.boxes = boxes;
    this.facts = facts;
    this.track = facts.track();
  }

  /**
   * Writes it.
   *
   * @param editList writes {@code edts}, or nothing
   * @param sampleTables writes what {@code stbl} has behind {@code stsd}
   */
  void write(Runnable editList, Runnable sampleTables) {
    boxes.container(
        "trak",
        () -> {
          int flags = IN_MOVIE_AND_PREVIEW | (facts.use() == TrackUse.ENABLED ? ENABLED : 0);
          boxes.fullBox("tkhd", version(facts.movieTicks()), flags, this::writeTrackHeader);
          editList.run();
          boxes.container("mdia", () -> writeMedia(sampleTables));
        });
  }

  static void writeMatrix(ByteWriter out) {
    out.u32(IDENTITY).zeros(12).u32(IDENTITY).zeros(12).u32(IDENTITY_W);
  }

  /** Version 1 has 64 bits for moments and durations. */
  static int version(long durationTicks) {
    return durationTicks > MOST_OF_32_BITS ? 1 : 0;
  }

  /** A number that a box of {@link #version} has for such durations. */
  static ByteWriter number(ByteWriter out, long durationTicks, long value) {
    return version(durationTicks) == 1 ? out.u64(value) : out.u32(value);
  }

  /** §8.3.2. */
  private void writeTrackHeader(ByteWriter out) {
    long duration = facts.movieTicks();
    number(out, duration, 0); // made
    number(out, duration, 0).u32(track.id()).u32(0); // changed, id, reserved
    number(out, duration, duration);
    out.zeros(8).u16(0).u16(facts.alternateGroup()); // reserved, layer
    out.u16(facts.isSound() ? FULL_VOLUME : 0).u16(0);
    writeMatrix(out);
    switch (track.config()) {
      case VideoConfig video -> {
        int width = track.pixelAspect().displayWidth(video.width());
        out.u16(width).u16(0).u16(video.height()).u16(0);
      }
      case AudioConfig _ -> out.zeros(8);
    }
  }

  private void writeMedia(Runnable sampleTables) {
    boxes.fullBox("mdhd", version(facts.mediaTicks()), 0, this::writeMediaHeader);
    boxes.fullBox("hdlr", 0, 0, this::writeHandler);
    boxes.container("minf", () -> writeMediaInformation(sampleTables));
  }

  /** §8.4.2. */
  private void writeMediaHeader(ByteWriter out) {
    long duration = facts.mediaTicks();
    number(out, duration, 0); // made
    number(out, duration, 0).u32(track.timescale()); // changed
    number(out, duration, duration);
    out.u16(facts.language()).u16(0);
  }

  /** §8.4.3. */
  private void writeHandler(ByteWriter out) {
    out.u32(0).fourCc(Handlers.of(track.kind())).zeros(12).utf8("Weir").u8(0);
  }

  private void writeMediaInformation(Runnable sampleTables) {
    switch (track.kind()) {
      case VIDEO -> boxes.fullBox("vmhd", 0, 1, out -> out.zeros(8));
      case AUDIO -> boxes.fullBox("smhd", 0, 0, out -> out.zeros(4));
    }
    boxes.container("dinf", () -> boxes.fullBox("dref", 0, 0, this::writeDataReference));
    boxes.container(
        "stbl",
        () -> {
          boxes.fullBox("stsd", 0, 0, this::writeSampleDescription);
          sampleTables.run();
        });
  }

  private void writeDataReference(ByteWriter out) {
    out.u32(1);
    boxes.fullBox("url ", 0, MEDIA_IN_SAME_FILE, _ -> {});
  }

  private void writeSampleDescription(ByteWriter out) {
    out.u32(1);
    new SampleEntryWriter(boxes).write(track);
  }
}
