package dev.weir.packaging;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One track of a period as it grows: writes its extents and keeps their index. While all is in
 * memory an extent holds one segment. Confined to its packager.
 */
final class TrackBuilder {
  private final String name;
  private final Track track;
  private final Bytes header;
  private final PartWriter writer;
  private final long epochOffsetTicks;

  /** Set by the first sample, so that what is shown first is decoded at the moment it is shown. */
  private @Nullable Integer shiftTicks;

  private long firstShownTicks = Long.MIN_VALUE;

  private final Deque<Segment> complete = new ArrayDeque<>();
  private long unalignedSegments;

  // Of the open segment.
  private final List<Part> parts = new ArrayList<>();
  private long openSequence;
  private long openWallMillis;

  // Until the first segment is complete.
  private double frameRate;
  private long measuredFrames;
  private long measuredTicks;

  TrackBuilder(String name, Track track, Anchor anchor, String folder, BlobStore store) {
    this.name = name;
    this.track = track;
    this.header = CmafWriter.header(track);
    this.writer = new PartWriter(track, folder, store);
    this.epochOffsetTicks = anchor.offsetTicks(track.timescale());
    this.frameRate = FrameRates.declared(track.config());
  }

  /** A stretch of time in one timescale, and when it began by the wall clock. */
  record Span(long startTicks, long durationTicks, int timescale, long wallMillis) {}

  int id() {
    return track.id();
  }

  /**
   * Pictures that are decoded after the period's first but shown before it are left out: in H.265
   * those that lead a CRA picture (ITU-T H.265 §3.111, §8.1.3), which refer to what is not there.
   */
  boolean isBeforeStart(MediaSample sample) {
    return sample.ptsTicks() < firstShownTicks;
  }

  /**
   * The sample on the timeline that counts from 1970. Frames that are decoded ahead of their
   * display are shifted by the first frame's lead, so that a segment begins at the same moment in
   * decoding and in presentation time (CMAF's negative composition offsets, ISO/IEC 23000-19
   * §7.5.17).
   */
  MediaSample onEpoch(MediaSample sample) {
    if (shiftTicks == null) {
      shiftTicks = sample.compositionTicks();
      firstShownTicks = sample.ptsTicks();
    }
    return new MediaSample(
        sample.trackId(),
        sample.dtsTicks() + shiftTicks + epochOffsetTicks,
        sample.compositionTicks() - shiftTicks,
        sample.durationTicks(),
        sample.keyframe(),
        sample.units());
  }

  void append(List<MediaSample> samples, long sequence, long correctionMillis) throws IOException {
    MediaSample first = samples.getFirst();
    if (parts.isEmpty()) {
      unalignedSegments += first.keyframe() ? 0 : 1;
      openSequence = sequence;
      openWallMillis = millis(first.dtsTicks()) + correctionMillis;
    }
    Part part = writer.append(parts, samples);
    parts.add(part);
    measureFrameRate(samples.size(), part.durationTicks());
  }

  /** Where nothing came during the whole segment it is a gap, as long as another track's. */
  void closeSegment(long sequence, Span span) throws IOException {
    if (parts.isEmpty()) {
      complete.add(gap(sequence, span));
      return;
    }
    writer.seal(parts);
    complete.add(openSegment(true));
    parts.clear();
  }

  /** The stretch of the open segment, where one is open. */
  Stream<Span> openSpan() {
    return parts.isEmpty() ? Stream.empty() : Stream.of(span(openSegment(false)));
  }

  private Span span(Segment segment) {
    return new Span(
        segment.startTicks(), segment.durationTicks(), track.timescale(), segment.wallMillis());
  }

  /** How many segments began without a keyframe. */
  long unalignedSegments() {
    return unalignedSegments;
  }

  boolean hasSegments() {
    return !complete.isEmpty() || !parts.isEmpty();
  }

  boolean hasWholeSegments() {
    return !complete.isEmpty();
  }

  long oldestEndMillis() {
    return complete.isEmpty() ? Long.MAX_VALUE : millis(complete.getFirst().endTicks());
  }

  long edgeMillis() {
    return millis(parts.isEmpty() ? complete.getLast().endTicks() : parts.getLast().endTicks());
  }

  void forgetOldest() throws IOException {
    if (complete.isEmpty()) {
      writer.delete(parts);
      parts.clear();
    } else {
      writer.delete(complete.removeFirst().parts());
    }
  }

  void forgetAll() throws IOException {
    while (hasSegments()) {
      forgetOldest();
    }
  }

  PeriodTrack build() {
    var segments = new ArrayList<Segment>(complete);
    if (!parts.isEmpty()) {
      segments.add(openSegment(false));
    }
    return new PeriodTrack(name, track, header, frameRate, segments);
  }

  private Segment openSegment(boolean isComplete) {
    long startTicks = parts.getFirst().startTicks();
    long durationTicks = parts.getLast().endTicks() - startTicks;
    return new Segment(openSequence, startTicks, durationTicks, openWallMillis, parts, isComplete);
  }

  private Segment gap(long sequence, Span span) {
    long startTicks = MediaTime.convert(span.startTicks(), span.timescale(), track.timescale());
    long durationTicks =
        MediaTime.convert(span.durationTicks(), span.timescale(), track.timescale());
    return new Segment(sequence, startTicks, durationTicks, span.wallMillis(), List.of(), true);
  }

  private void measureFrameRate(int frames, long ticks) {
    if (track.kind() != TrackKind.VIDEO || !complete.isEmpty()) {
      return;
    }
    measuredFrames += frames;
    measuredTicks += ticks;
    frameRate =
        FrameRates.measured(track.config(), measuredFrames, measuredTicks, track.timescale());
  }

  private long millis(long ticks) {
    return MediaTime.toMillis(ticks, track.timescale());
  }
}
