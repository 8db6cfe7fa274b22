package dev.weir.packaging.hls;

import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.codec.VideoRange;
import dev.weir.packaging.MeasuredBitrate;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.hls.PlaylistText.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The multivariant playlist of a presentation, RFC 8216bis §4.4.6: one variant for each video
 * rendition, with the audio renditions in a group beside it; without video, one variant for each
 * audio rendition. Where sound has several codecs, each has a group, and each video rendition a
 * variant with each group, so that players choose what they can decode. Thread-safe: each call has
 * a writer of its own.
 */
public final class MultivariantPlaylist {
  private static final int VERSION_OF_MEDIA_GROUPS = 4;
  private static final int VERSION_OF_PLAIN_VARIANTS = 1;
  private static final String AUDIO_GROUP = "audio";
  private static final int FRAME_RATE_SCALE = 1000;

  private final Presentation presentation;
  private final String query;
  private final Presentation listed;
  private final List<PeriodTrack> videos;
  private final List<PeriodTrack> audios;
  private final PlaylistText text = PlaylistText.begin();
  private final List<AudioGroup> groups;

  private MultivariantPlaylist(Presentation presentation, String query) {
    this.presentation = presentation;
    this.query = query;
    this.listed = presentation.listed();
    this.videos = renditions(TrackKind.VIDEO);
    this.audios = renditions(TrackKind.AUDIO);
    this.groups = groups(audios);
  }

  /** Audio renditions of one codec. */
  private record AudioGroup(String id, List<PeriodTrack> audios) {}

  private static List<AudioGroup> groups(List<PeriodTrack> audios) {
    var byCodec = new LinkedHashMap<Class<?>, List<PeriodTrack>>();
    for (PeriodTrack audio : audios) {
      byCodec.computeIfAbsent(audio.track().config().getClass(), _ -> new ArrayList<>()).add(audio);
    }
    var groups = new ArrayList<AudioGroup>();
    for (List<PeriodTrack> same : byCodec.values()) {
      String id = groups.isEmpty() ? AUDIO_GROUP : AUDIO_GROUP + "-" + (groups.size() + 1);
      groups.add(new AudioGroup(id, same));
    }
    return groups;
  }

  /** Writes the playlist; bit rates are what was measured over the listed segments. */
  public static String write(Presentation presentation) {
    return write(presentation, "");
  }

  /**
   * Writes the playlist of a part of a stream.
   *
   * @param query with which that part is asked for, {@code ?} included; carried on to the media
   *     playlists
   */
  public static String write(Presentation presentation, String query) {
    return new MultivariantPlaylist(presentation, query).write();
  }

  /**
   * What tells one text from another: two presentations of one stream with an equal version have
   * the same. Nothing in it changes with a part, but that a segment begins with a keyframe or not.
   *
   * @param firstSequence the oldest that is known
   * @param firstListed the oldest that is listed
   */
  public record Version(long firstSequence, long firstListed, List<Rendition> renditions) {
    /**
     * A rendition in the newest period that has it.
     *
     * @param lastComplete the sequence number of its newest complete segment, -1 for none
     */
    public record Rendition(
        String name,
        long periodId,
        Track track,
        double frameRate,
        long plannedBps,
        long lastComplete,
        boolean growsIndependently) {}
  }

  /** The version of what {@link #write} would write, at a small part of the cost. */
  public static Version version(Presentation presentation) {
    return new Version(
        presentation.firstSequence(),
        presentation.listed().firstSequence(),
        presentation.renditions().stream()
            .flatMap(name -> newestOf(presentation, name).stream())
            .toList());
  }

  private static Optional<Version.Rendition> newestOf(Presentation presentation, String name) {
    return presentation.periods().reversed().stream()
        .filter(period -> period.track(name).isPresent())
        .findFirst()
        .map(newest -> version(presentation, newest.id(), name));
  }

  /** A rung may add to an older period while the newest has nothing of it yet. */
  private static Version.Rendition version(Presentation presentation, long newestId, String name) {
    List<PeriodTrack> tracks =
        presentation.periods().reversed().stream()
            .flatMap(period -> period.track(name).stream())
            .toList();
    PeriodTrack newest = tracks.getFirst();
    long lastComplete =
        tracks.stream()
            .flatMap(track -> track.segments().reversed().stream())
            .filter(Segment::complete)
            .mapToLong(Segment::sequence)
            .findFirst()
            .orElse(-1);
    boolean independent =
        tracks.stream()
            .filter(track -> !track.segments().isEmpty())
            .map(track -> track.segments().getLast())
            .allMatch(segment -> segment.parts().isEmpty() || segment.isIndependent());
    return new Version.Rendition(
        name,
        newestId,
        newest.track(),
        newest.frameRate(),
        newest.plannedBps(),
        lastComplete,
        independent);
  }

  private List<PeriodTrack> renditions(TrackKind kind) {
    return presentation.renditions().stream()
        .flatMap(name -> presentation.newestTrack(name).stream())
        .filter(track -> track.track().kind() == kind)
        .toList();
  }

  private String write() {
    boolean grouped = (!videos.isEmpty() && !audios.isEmpty()) || !presentation.texts().isEmpty();
    text.tag("-X-VERSION", grouped ? VERSION_OF_MEDIA_GROUPS : VERSION_OF_PLAIN_VARIANTS);
    if (isIndependent()) {
      text.tag("-X-INDEPENDENT-SEGMENTS");
    }
    var media = new MediaTags(text, query);
    media.writeTexts(presentation.texts());
    if (videos.isEmpty()) {
      audios.forEach(this::writeAudioVariant);
      return text.toString();
    }
    groups.forEach(group -> media.writeAudios(group.id(), group.audios()));
    for (PeriodTrack video : videos) {
      if (groups.isEmpty()) {
        writeVideoVariant(video, Optional.empty());
      }
      groups.forEach(group -> writeVideoVariant(video, Optional.of(group)));
    }
    videos.forEach(this::writeIFrames);
    return text.toString();
  }

  /** Every segment of every rendition, gaps aside, begins where a decoder may start. */
  private boolean isIndependent() {
    return listed.periods().stream()
        .flatMap(period -> period.tracks().stream())
        .flatMap(track -> track.segments().stream())
        .filter(segment -> !segment.parts().isEmpty())
        .allMatch(segment -> segment.isIndependent());
  }

  private void writeVideoVariant(PeriodTrack video, Optional<AudioGroup> group) {
    List<PeriodTrack> beside = group.map(AudioGroup::audios).orElse(List.of());
    var attributes = variant(MeasuredBitrate.of(listed, video.name()).plus(heaviest(beside)));
    attributes.quoted("CODECS", codecs(Stream.concat(Stream.of(video), beside.stream())));
    writeResolution(video, attributes);
    if (video.frameRate() > 0) {
      long thousandths = Math.round(video.frameRate() * FRAME_RATE_SCALE);
      attributes.add("FRAME-RATE", PlaylistText.secondsOfMillis(thousandths));
    }
    if (video.track().range() != VideoRange.SDR) {
      attributes.add("VIDEO-RANGE", video.track().range().name());
    }
    group.ifPresent(audio -> attributes.quoted("AUDIO", audio.id()));
    writeSubtitles(attributes);
    attributes.add("CLOSED-CAPTIONS", "NONE");
    text.tag("-X-STREAM-INF", attributes).uri(uri(video));
  }

  private void writeSubtitles(Attributes attributes) {
    if (!presentation.texts().isEmpty()) {
      attributes.quoted("SUBTITLES", MediaTags.SUBTITLES_GROUP);
    }
  }

  /** §4.4.6.3; nothing where no picture is known. */
  private void writeIFrames(PeriodTrack video) {
    long bps = IFramePlaylist.peakBps(presentation, video.name());
    if (bps == 0) {
      return;
    }
    var attributes = new Attributes().add("BANDWIDTH", bps);
    attributes.quoted("CODECS", codecs(Stream.of(video)));
    writeResolution(video, attributes);
    attributes.quoted(
        "URI", video.name() + "/" + new MediaName.IFramePlaylist().fileName() + query);
    text.tag("-X-I-FRAME-STREAM-INF", attributes);
  }

  private static void writeResolution(PeriodTrack video, Attributes attributes) {
    if (video.track().config() instanceof VideoConfig config) {
      int width = video.track().pixelAspect().displayWidth(config.width());
      attributes.add("RESOLUTION", width + "x" + config.height());
    }
  }

  private void writeAudioVariant(PeriodTrack audio) {
    var attributes = variant(MeasuredBitrate.of(listed, audio.name()));
    attributes.quoted("CODECS", codecs(Stream.of(audio)));
    writeSubtitles(attributes);
    text.tag("-X-STREAM-INF", attributes).uri(uri(audio));
  }

  /** The heaviest rendition, since any of them may be the one that plays. */
  private MeasuredBitrate heaviest(List<PeriodTrack> renditions) {
    return renditions.stream()
        .map(audio -> MeasuredBitrate.of(listed, audio.name()))
        .reduce(MeasuredBitrate.NONE, MeasuredBitrate::max);
  }

  private static Attributes variant(MeasuredBitrate bitrate) {
    return new Attributes()
        .add("BANDWIDTH", Math.max(1, bitrate.peakBps()))
        .add("AVERAGE-BANDWIDTH", Math.max(1, bitrate.averageBps()));
  }

  /**
   * One per rendition, of its newest period.
   *
   * <p>Interop: a rendition whose profile changed midway would have two by §4.4.6.2; players make a
   * source buffer of the list, and two of one kind in it can be refused.
   */
  private static String codecs(Stream<PeriodTrack> tracks) {
    return tracks
        .map(track -> track.track().config().codecString())
        .distinct()
        .collect(Collectors.joining(","));
  }

  private String uri(PeriodTrack track) {
    return track.name() + "/" + new MediaName.Playlist().fileName() + query;
  }
}
