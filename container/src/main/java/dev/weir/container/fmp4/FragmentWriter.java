package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.FragmentFlags;
import dev.weir.container.box.SampleFlags;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.Av1Config;
import dev.weir.media.codec.NalUnitConfig;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.Vp9Config;
import java.util.List;

/**
 * A CMAF chunk, ISO/IEC 23000-19 §7.3.2.3: {@code moof} and {@code mdat} with one run of one track.
 * Fields that are the same for all samples stand once, in {@code tfhd}. Confined to one call.
 */
final class FragmentWriter {
  private static final int BOX_HEADER_BYTES = 8;
  private static final int VERSION_64_BIT = 1;
  private static final int VERSION_SIGNED_OFFSETS = 1;

  private final Track track;
  private final List<MediaSample> samples;
  private final BoxWriter boxes = new BoxWriter();

  private final boolean hasOneDuration;
  private final boolean hasOneSize;
  private final boolean hasOneFlags;
  private final boolean hasCompositions;

  /** Where in {@code moof} the offset of the payload stands. */
  private int dataOffsetAt;

  FragmentWriter(Track track, List<MediaSample> samples) {
    this.track = track;
    this.samples = samples;
    MediaSample first = samples.getFirst();
    MediaSample second = samples.get(Math.min(1, samples.size() - 1));
    hasOneDuration = samples.stream().allMatch(s -> s.durationTicks() == first.durationTicks());
    hasOneSize = samples.stream().allMatch(s -> size(s) == size(first));
    hasOneFlags = samples.stream().skip(1).allMatch(s -> flags(s) == flags(second));
    hasCompositions = samples.stream().anyMatch(s -> s.compositionTicks() != 0);
  }

  Bytes write(long sequenceNumber, long baseDecodeTicks) {
    boxes.container(
        "moof",
        () -> {
          boxes.fullBox("mfhd", 0, 0, out -> out.u32(sequenceNumber));
          boxes.container("traf", () -> writeTrackFragment(baseDecodeTicks));
        });
    boxes.patchU32(dataOffsetAt, boxes.length() + (long) BOX_HEADER_BYTES);
    return withPayload(boxes.toBytes());
  }

  private void writeTrackFragment(long baseDecodeTicks) {
    boxes.fullBox("tfhd", 0, headerFlags(), this::writeHeader);
    boxes.fullBox("tfdt", VERSION_64_BIT, 0, out -> out.u64(baseDecodeTicks));
    boxes.fullBox("trun", VERSION_SIGNED_OFFSETS, runFlags(), this::writeRun);
    if (track.config() instanceof OpusConfig) {
      boxes.fullBox("sbgp", 0, 0, out -> PreRoll.writeGroup(out, samples.size()));
    }
  }

  private int headerFlags() {
    return FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF
        | (hasOneDuration ? FragmentFlags.TFHD_DEFAULT_DURATION : 0)
        | (hasOneSize ? FragmentFlags.TFHD_DEFAULT_SIZE : 0)
        | (hasOneFlags ? FragmentFlags.TFHD_DEFAULT_FLAGS : 0);
  }

  private void writeHeader(ByteWriter out) {
    out.u32(track.id());
    if (hasOneDuration) {
      out.u32(samples.getFirst().durationTicks());
    }
    if (hasOneSize) {
      out.u32(size(samples.getFirst()));
    }
    if (hasOneFlags) {
      out.u32(flags(samples.getLast()));
    }
  }

  private int runFlags() {
    return FragmentFlags.TRUN_DATA_OFFSET
        | (hasDifferentFirstFlags() ? FragmentFlags.TRUN_FIRST_FLAGS : 0)
        | (hasOneDuration ? 0 : FragmentFlags.TRUN_DURATION)
        | (hasOneSize ? 0 : FragmentFlags.TRUN_SIZE)
        | (hasOneFlags ? 0 : FragmentFlags.TRUN_FLAGS)
        | (hasCompositions ? FragmentFlags.TRUN_COMPOSITION : 0);
  }

  /** All samples but the first, mostly a keyframe, share their flags. */
  private boolean hasDifferentFirstFlags() {
    return hasOneFlags && flags(samples.getFirst()) != flags(samples.getLast());
  }

  private void writeRun(ByteWriter out) {
    out.u32(samples.size());
    dataOffsetAt = out.length();
    out.u32(0);
    if (hasDifferentFirstFlags()) {
      out.u32(flags(samples.getFirst()));
    }
    for (MediaSample sample : samples) {
      writeEntry(out, sample);
    }
  }

  private void writeEntry(ByteWriter out, MediaSample sample) {
    if (!hasOneDuration) {
      out.u32(sample.durationTicks());
    }
    if (!hasOneSize) {
      out.u32(size(sample));
    }
    if (!hasOneFlags) {
      out.u32(flags(sample));
    }
    if (hasCompositions) {
      out.u32(sample.compositionTicks());
    }
  }

  private Bytes withPayload(Bytes moof) {
    int payloadBytes = BOX_HEADER_BYTES;
    for (MediaSample sample : samples) {
      payloadBytes = Math.addExact(payloadBytes, size(sample));
    }
    var fragment = new byte[Math.addExact(moof.length(), payloadBytes)];
    moof.copyTo(fragment, 0);
    int at = moof.length();
    at = put(fragment, at, new ByteWriter().u32(payloadBytes).fourCc("mdat").toBytes());
    for (MediaSample sample : samples) {
      at = putUnits(fragment, at, sample);
    }
    return Bytes.wrap(fragment);
  }

  private int putUnits(byte[] target, int start, MediaSample sample) {
    int at = start;
    for (Bytes unit : sample.units()) {
      if (hasUnitLengths(track)) {
        target[at++] = (byte) (unit.length() >> 24);
        target[at++] = (byte) (unit.length() >> 16);
        target[at++] = (byte) (unit.length() >> 8);
        target[at++] = (byte) unit.length();
      }
      at = put(target, at, unit);
    }
    return at;
  }

  private static int put(byte[] target, int at, Bytes octets) {
    octets.copyTo(target, at);
    return at + octets.length();
  }

  private int size(MediaSample sample) {
    return size(track, sample);
  }

  static int size(Track track, MediaSample sample) {
    int lengths =
        hasUnitLengths(track) ? NalUnitConfig.NAL_LENGTH_BYTES * sample.units().size() : 0;
    return sample.payloadBytes() + lengths;
  }

  private static boolean hasUnitLengths(Track track) {
    return switch (track.config()) {
      case NalUnitConfig _ -> true;
      case Av1Config _, Vp9Config _, AudioConfig _ -> false;
    };
  }

  private int flags(MediaSample sample) {
    return SampleFlags.of(sample, track.kind());
  }
}
