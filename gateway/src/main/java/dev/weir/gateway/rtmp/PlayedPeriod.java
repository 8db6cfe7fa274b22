package dev.weir.gateway.rtmp;

import dev.weir.container.flv.FlvMetadata;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvWriter;
import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.rtmp.PlayMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One period of a stream as players get it: the first video and the first audio track, on a clock
 * that counts from the beginning of the stream and goes on from period to period. Confined to its
 * fan-out's loop.
 */
final class PlayedPeriod {
  private final PlayMessages messages;
  private final List<Track> tracks = new ArrayList<>();
  private final Map<Integer, PlayedTrack> byId = new HashMap<>();
  private final boolean hasVideo;

  // the headers that were asked for last
  private Bytes headers = Bytes.EMPTY;
  private long headersMillis;

  /**
   * @param shiftTicks from the track's own timeline to that of the players
   */
  private record PlayedTrack(Track track, long shiftTicks) {}

  /**
   * @param beganMillis when the stream began, since 1970
   */
  PlayedPeriod(StreamEvent.PeriodStarted started, long beganMillis, PlayMessages messages) {
    this.messages = messages;
    for (TrackKind kind : new TrackKind[] {TrackKind.VIDEO, TrackKind.AUDIO}) {
      started.tracks().stream()
          .filter(track -> track.kind() == kind)
          .findFirst()
          .ifPresent(track -> play(track, started.anchor(), beganMillis));
    }
    hasVideo = tracks.stream().anyMatch(track -> track.kind() == TrackKind.VIDEO);
  }

  private void play(Track track, Anchor anchor, long beganMillis) {
    int timescale = track.timescale();
    long beganTicks = MediaTime.convert(beganMillis, MediaTime.MILLIS_PER_SECOND, timescale);
    Track sent = new Track(defaultId(track.kind()), timescale, track.config());
    tracks.add(sent);
    byId.put(track.id(), new PlayedTrack(sent, anchor.offsetTicks(timescale) - beganTicks));
  }

  /** Players know no other track than the default one of each kind. */
  private static int defaultId(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> FlvReader.VIDEO_TRACK_ID;
      case AUDIO -> FlvReader.AUDIO_TRACK_ID;
    };
  }

  /** The sample as players get it; null where its track is not played. */
  @Nullable FlvTag tag(MediaSample sample) {
    PlayedTrack played = byId.get(sample.trackId());
    if (played == null) {
      return null;
    }
    // Only what precedes the first keyframe in decoding order could be earlier than the stream.
    long dtsTicks = Math.max(0, sample.dtsTicks() + played.shiftTicks());
    return FlvWriter.sample(played.track(), sample.withDtsTicks(dtsTicks));
  }

  boolean hasVideo() {
    return hasVideo;
  }

  /** Whether a player may begin with this sample. */
  boolean isEntry(MediaSample sample) {
    PlayedTrack played = byId.get(sample.trackId());
    boolean isVideo = played != null && played.track().kind() == TrackKind.VIDEO;
    return !hasVideo || (isVideo && sample.keyframe());
  }

  /** What must precede a message of this period: metadata, and a sequence header of each track. */
  Bytes headersAt(long timestampMillis) {
    if (headers.isEmpty() || headersMillis != timestampMillis) {
      var parts = new ArrayList<Bytes>();
      parts.add(messages.metadata(FlvMetadata.of(tracks)));
      for (Track track : tracks) {
        parts.add(messages.media(FlvWriter.configuration(track, timestampMillis)));
      }
      headers = Bytes.concat(parts);
      headersMillis = timestampMillis;
    }
    return headers;
  }
}
