package dev.weir.packaging.dash;

import dev.weir.media.TrackKind;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.HevcConfig;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoConfig;
import dev.weir.packaging.MeasuredBitrate;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.TrackLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renditions of a period between which players may switch, ISO/IEC 23009-1 §5.3.3 to §5.3.9: all
 * sizes of the picture in one codec, or one sound. Its id is that of its kind and number, so that
 * players find the same one in each period. Immutable.
 *
 * @param number of the set among those of its kind, from 0
 * @param ofKind how many there are of its kind
 * @param defaultNumber of the one that plays where the viewer has not chosen
 * @param tracks of one kind, at least one, each with something to show
 * @param lowLatency empty where only complete segments are announced
 */
record AdaptationSet(
    Presentation presentation,
    Span span,
    int number,
    int ofKind,
    int defaultNumber,
    List<PeriodTrack> tracks,
    Optional<LowLatency> lowLatency) {
  private static final String CHANNELS_SCHEME = "urn:mpeg:mpegB:cicp:ChannelConfiguration";

  /** ChannelConfiguration of ISO/IEC 23091-3 by number of channels, as AAC counts them. */
  private static final int[] CHANNEL_CONFIGURATIONS = {0, 1, 2, 3, 4, 5, 6, 11, 12};

  private static final String SWITCHING_SCHEME = "urn:mpeg:dash:adaptation-set-switching:2016";

  private static final int VIDEO_ID = 1;
  private static final int AUDIO_ID = 2;

  /** The sets of one kind that have something to show. */
  static List<AdaptationSet> of(
      Presentation presentation, Span span, TrackKind kind, Optional<LowLatency> lowLatency) {
    var groups = new LinkedHashMap<Object, List<PeriodTrack>>();
    for (PeriodTrack track : span.whole().tracks()) {
      if (track.track().kind() == kind) {
        groups.computeIfAbsent(commonality(track), _ -> new ArrayList<>()).add(track);
      }
    }
    var sets = new ArrayList<AdaptationSet>();
    int byDefault = defaultNumber(List.copyOf(groups.values()));
    int number = 0;
    for (List<PeriodTrack> group : groups.values()) {
      List<PeriodTrack> shown =
          group.stream()
              .flatMap(track -> span.period().track(track.name()).stream())
              .filter(track -> DashManifest.isShown(presentation, span.period(), track))
              .toList();
      if (!shown.isEmpty()) {
        sets.add(
            new AdaptationSet(
                presentation, span, number, groups.size(), byDefault, shown, lowLatency));
      }
      number++;
    }
    return sets;
  }

  private static int defaultNumber(List<List<PeriodTrack>> groups) {
    return IntStream.range(0, groups.size())
        .filter(number -> groups.get(number).getFirst().label().is(TrackLabel.Role.DEFAULT))
        .findFirst()
        .orElse(0);
  }

  /** What the tracks of a set share: pictures their codec; each sound is for itself. */
  private static Object commonality(PeriodTrack track) {
    return switch (track.track().kind()) {
      case VIDEO -> track.track().config().getClass();
      case AUDIO -> track.name();
    };
  }

  void write(XmlText xml) {
    xml.start("AdaptationSet").attribute("id", id(number)).attribute("contentType", contentType());
    xml.attribute("mimeType", contentType() + "/mp4").attribute("segmentAlignment", "true");
    labels().writeLanguage(xml);
    if (isIndependent()) {
      xml.attribute("startWithSAP", 1);
    }
    writeSwitching(xml);
    lowLatency.ifPresent(live -> writeChunks(live, xml));
    labels().write(role(), xml);
    tracks.forEach(track -> writeRepresentation(track, xml));
    xml.end();
  }

  /** They stand before Role in the schema. */
  private void writeChunks(LowLatency live, XmlText xml) {
    PeriodTrack first = tracks.getFirst();
    LowLatency.writeReference(id(number), first, xml);
    live.writeResync(first, xml);
  }

  /** Of the set that the leading track of a kind belongs to, in every period. */
  static int firstId(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> VIDEO_ID;
      case AUDIO -> AUDIO_ID;
    };
  }

  private TrackKind kind() {
    return tracks.getFirst().track().kind();
  }

  /** Odd for pictures, even for sound. */
  private int id(int ofNumber) {
    return firstId(kind()) + 2 * ofNumber;
  }

  /** The same picture in other codecs is in other sets, between which players may switch too. */
  private void writeSwitching(XmlText xml) {
    if (kind() == TrackKind.VIDEO && ofKind > 1) {
      String others =
          IntStream.range(0, ofKind)
              .filter(other -> other != number)
              .mapToObj(other -> Integer.toString(id(other)))
              .collect(Collectors.joining(","));
      xml.start("SupplementalProperty")
          .attribute("schemeIdUri", SWITCHING_SCHEME)
          .attribute("value", others)
          .end();
    }
  }

  private String role() {
    return kind() == TrackKind.AUDIO && number != defaultNumber ? "alternate" : "main";
  }

  private LabelElements labels() {
    return new LabelElements(tracks.getFirst().label());
  }

  private String contentType() {
    return switch (kind()) {
      case VIDEO -> "video";
      case AUDIO -> "audio";
    };
  }

  /**
   * Every segment begins with a stream access point of type 1; in H.265 it may be one of type 2 or
   * 3, which pictures follow that are shown before it.
   */
  private boolean isIndependent() {
    boolean mayBeLed = tracks.stream().anyMatch(t -> t.track().config() instanceof HevcConfig);
    return !mayBeLed && areSegmentsIndependent();
  }

  private boolean areSegmentsIndependent() {
    return tracks.stream()
        .flatMap(track -> track.segments().stream())
        .filter(segment -> !segment.parts().isEmpty())
        .allMatch(segment -> segment.isIndependent());
  }

  private void writeRepresentation(PeriodTrack track, XmlText xml) {
    MeasuredBitrate bitrate =
        DashManifest.hasSegments(track)
            ? MeasuredBitrate.of(presentation, track)
            : MeasuredBitrate.of(presentation, track.name());
    long bandwidth = Math.max(1, bitrate.peakBps());
    xml.start("Representation")
        .attribute("id", track.name())
        .attribute("bandwidth", bandwidth)
        .attribute("codecs", track.track().config().codecString());
    switch (track.track().config()) {
      case VideoConfig config -> writeVideo(config, track, xml);
      case AudioConfig config -> writeAudio(config, xml);
    }
    writeTemplate(track, xml);
    xml.end();
  }

  private static void writeVideo(VideoConfig config, PeriodTrack track, XmlText xml) {
    xml.attribute("width", config.width()).attribute("height", config.height());
    PixelAspect aspect = track.track().pixelAspect();
    if (!aspect.isSquare()) {
      xml.attribute("sar", aspect.width() + ":" + aspect.height());
    }
    if (track.frameRate() > 0) {
      xml.attribute("frameRate", FrameRate.nearest(track.frameRate()));
    }
  }

  private static void writeAudio(AudioConfig config, XmlText xml) {
    xml.attribute("audioSamplingRate", config.heardSampleRate())
        .start("AudioChannelConfiguration")
        .attribute("schemeIdUri", CHANNELS_SCHEME)
        .attribute("value", CHANNEL_CONFIGURATIONS[config.channels()])
        .end();
  }

  private void writeTemplate(PeriodTrack track, XmlText xml) {
    String folder = "$RepresentationID$/";
    xml.start("SegmentTemplate")
        .attribute("timescale", track.timescale())
        .attribute("presentationTimeOffset", span.offsetTicks(track));
    lowLatency.ifPresent(live -> live.writeAvailability(xml));
    xml.attribute("initialization", folder + new MediaName.Header(span.whole().id()).fileName())
        .attribute("media", folder + "$Time$.m4s")
        .start("SegmentTimeline");
    announced(track).runs().forEach(run -> writeRun(run, xml));
    xml.end().end();
  }

  private SegmentRuns announced(PeriodTrack track) {
    SegmentRuns complete = SegmentRuns.of(track.segments());
    return lowLatency
        .flatMap(_ -> GrowingSegment.of(presentation, span, track))
        .map(complete::plus)
        .orElse(complete);
  }

  private static void writeRun(SegmentRuns.Run run, XmlText xml) {
    xml.start("S");
    if (!run.follows()) {
      xml.attribute("t", run.startTicks());
    }
    xml.attribute("d", run.durationTicks());
    if (run.count() > 1) {
      xml.attribute("r", run.count() - 1);
    }
    xml.end();
  }
}
