package dev.weir.channel.timeline;

import dev.weir.channel.timeline.Broadcast.PlayedPeriod;
import dev.weir.channel.timeline.WatchedTrack.WatchedPart;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What came out of a broadcast, measured on the CMAF that a viewer fetched. Immutable.
 *
 * @param samplesIn what the publishers sent
 * @param samplesLost what the timeline left out, by its own counters
 * @param samplesOut what stands in the fragments, equal to what the timeline let pass
 * @param shortestVideoPart in per cent of PART-TARGET, but for the last of each segment
 * @param shortestAudioPart likewise
 * @param longestPart in per cent of PART-TARGET, of all
 * @param brokenJoints parts that do not begin where the one before ended
 * @param avErrorMillis the most that audio is shifted against video, compared with the source
 */
record Measured(
    long samplesIn,
    long samplesLost,
    long samplesOut,
    int periods,
    int segments,
    int parts,
    double shortestVideoPart,
    double shortestAudioPart,
    double longestPart,
    long brokenJoints,
    long gaps,
    double avErrorMillis) {

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  static Measured of(Broadcast broadcast) throws MediaFormatException {
    Viewer viewer = broadcast.viewer();
    Collection<WatchedTrack> tracks = viewer.tracks().values();
    long out = 0;
    double avErrorMillis = 0;
    for (PlayedPeriod period : broadcast.periods()) {
      var shifts = new ArrayList<Shifts>();
      for (Track track : period.start().tracks()) {
        Shifts shift = Shifts.of(broadcast, period, track);
        out += shift.samples();
        shifts.add(shift);
      }
      avErrorMillis = Math.max(avErrorMillis, Shifts.largestDifferenceMillis(shifts));
    }
    var counters = broadcast.counters();
    long lost =
        counters.lateSamples()
            + counters.samplesBeforeKeyframe()
            + counters.overflowSamples()
            + counters.straySamples();
    return new Measured(
        broadcast.samplesIn(),
        lost,
        out,
        broadcast.periods().size(),
        viewer.segments(),
        tracks.stream().mapToInt(track -> track.parts().size()).sum(),
        shortest(viewer, TrackKind.VIDEO),
        shortest(viewer, TrackKind.AUDIO),
        tracks.stream()
            .flatMapToDouble(track ->
                track.parts().values().stream().mapToDouble(part -> share(viewer, track, part)))
            .max()
            .orElse(0),
        tracks.stream().mapToLong(WatchedTrack::brokenJoints).sum(),
        tracks.stream().mapToLong(WatchedTrack::gaps).sum(),
        avErrorMillis);
  }

  private static double shortest(Viewer viewer, TrackKind kind) {
    return viewer.tracks().values().stream()
        .filter(track -> track.track().track().kind() == kind)
        .flatMapToDouble(track ->
            track.parts().values().stream()
                .filter(WatchedPart::isBound)
                .mapToDouble(part -> share(viewer, track, part)))
        .min()
        .orElse(100);
  }

  private static double share(Viewer viewer, WatchedTrack track, WatchedPart part) {
    double millis =
        1000 * MediaTime.toSeconds(part.part().durationTicks(), track.track().timescale());
    return 100 * millis / viewer.newest().partTargetMillis();
  }

  double shortestPart() {
    return Math.min(shortestVideoPart, shortestAudioPart);
  }

  /** The table's row. */
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.0f | %.0f | %.1f | %.1f | %d = %d + %d |",
        name,
        periods,
        segments,
        parts,
        shortestVideoPart,
        shortestAudioPart,
        longestPart,
        avErrorMillis,
        samplesIn,
        samplesOut,
        samplesLost);
  }

  /** How far each sample of one track is from its place in the source, in decoding order. */
  private record Shifts(Track track, List<MediaSample> written, List<Long> nanos) {
    static Shifts of(Broadcast broadcast, PlayedPeriod period, Track track)
        throws MediaFormatException {
      long periodId = period.start().anchor().wallMillis();
      String rendition = track.kind() == TrackKind.VIDEO ? "video" : "audio";
      Optional<WatchedTrack> watched = broadcast.viewer().find(periodId, rendition);
      List<MediaSample> played = period.samples(track.id());
      if (watched.isEmpty()) {
        return new Shifts(track, List.of(), List.of());
      }
      var reader = FragmentedMp4Reader.open(watched.get().track().header());
      List<MediaSample> written = reader.read(watched.get().media());
      requireSame(played, written);
      var nanos = new ArrayList<Long>();
      for (int i = 0; i < written.size(); i++) {
        long ptsNanos = MediaTime.toNanos(written.get(i).ptsTicks(), track.timescale());
        long sourceMillis = broadcast.sourceMillis(played.get(i));
        nanos.add(ptsNanos - TimeUnit.MILLISECONDS.toNanos(sourceMillis));
      }
      return new Shifts(track, written, nanos);
    }

    private static void requireSame(List<MediaSample> played, List<MediaSample> written) {
      if (played.size() != written.size()) {
        throw new AssertionError(
            "%d samples were played, %d written".formatted(played.size(), written.size()));
      }
      for (int i = 0; i < played.size(); i++) {
        MediaSample in = played.get(i);
        MediaSample out = written.get(i);
        if (!in.units().equals(out.units()) || in.keyframe() != out.keyframe()) {
          throw new AssertionError("sample " + i + " was " + in + " and is " + out);
        }
      }
    }

    int samples() {
      return nanos.size();
    }

    static double largestDifferenceMillis(List<Shifts> shifts) {
      if (shifts.size() < 2 || shifts.stream().anyMatch(shift -> shift.samples() == 0)) {
        return 0;
      }
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      Shifts video = shifts.getFirst();
      if (video.track.id() != FlvReader.VIDEO_TRACK_ID) {
        throw new AssertionError("the first track is no video");
      }
      for (long nanos : shifts.getLast().nanos) {
        least = Math.min(least, nanos);
        most = Math.max(most, nanos);
      }
      long leastVideo = video.nanos.stream().mapToLong(Long::longValue).min().orElseThrow();
      long mostVideo = video.nanos.stream().mapToLong(Long::longValue).max().orElseThrow();
      return Math.max(most - leastVideo, mostVideo - least) / NANOS_PER_MILLI;
    }
  }
}
