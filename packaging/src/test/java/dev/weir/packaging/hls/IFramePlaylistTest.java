package dev.weir.packaging.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.Golden;
import dev.weir.packaging.Part;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.Sketch;
import dev.weir.testkit.hls.HlsRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IFramePlaylistTest {
  private static final long START = Sketch.START_MILLIS;

  @Test
  void listsThePictureWithWhichEachSegmentBegins() {
    Presentation presentation = Sketch.live(Sketch.period(START, 100, 4, 2));

    Golden.assertText(IFramePlaylist.write(presentation, "video"), "hls/iframes.m3u8");
  }

  @Test
  void goesOnWhereAPeriodBeginsAndEndsWithTheStream() {
    Period first = Sketch.ended(Sketch.period(START, 7, 2, 0));
    Period second = Sketch.ended(Sketch.period(START + 60_000, 9, 2, 0));
    Presentation presentation =
        Sketch.presentation(
            Presentation.State.ENDED,
            60_000,
            first,
            new Period(second.id(), 1, second.tracks(), true));

    String text = IFramePlaylist.write(presentation, "video");

    assertThat(text).containsOnlyOnce("#EXT-X-DISCONTINUITY\n").endsWith("#EXT-X-ENDLIST\n");
    assertThat(HlsRules.checkMedia(text)).isEmpty();
  }

  @Test
  void showsAGapWhereASegmentBeginsWithNoPicture() {
    PeriodTrack video = Sketch.video(START, 0, 4, 0);
    List<Segment> segments = new ArrayList<>(video.segments());
    segments.set(2, headless(segments.get(2)));
    Presentation presentation =
        Sketch.live(
            Sketch.with(Sketch.period(START, 0, 4, 0), 0, Sketch.withSegments(video, segments)));

    String text = IFramePlaylist.write(presentation, "video");

    assertThat(text).containsOnlyOnce("#EXT-X-GAP");
    assertThat(HlsRules.checkMedia(text)).isEmpty();
  }

  @Test
  void beginsWithTheFirstPictureThatIsKnown() {
    PeriodTrack video = Sketch.video(START, 0, 4, 0);
    List<Segment> segments = new ArrayList<>(video.segments());
    segments.replaceAll(segment -> segment.sequence() < 2 ? headless(segment) : segment);
    Presentation presentation =
        Sketch.live(
            Sketch.with(Sketch.period(START, 0, 4, 0), 0, Sketch.withSegments(video, segments)));

    String text = IFramePlaylist.write(presentation, "video");

    assertThat(text).contains("#EXT-X-MEDIA-SEQUENCE:2\n").doesNotContain("#EXT-X-GAP");
    assertThat(HlsRules.checkMedia(text)).isEmpty();
  }

  @Test
  void isEmptyAndOfferedNowhereWhereNoPictureIsKnown() {
    PeriodTrack video = Sketch.video(START, 5, 4, 0);
    List<Segment> segments = video.segments().stream().map(IFramePlaylistTest::headless).toList();
    Presentation presentation =
        Sketch.live(
            Sketch.with(Sketch.period(START, 5, 4, 0), 0, Sketch.withSegments(video, segments)));

    assertThat(IFramePlaylist.write(presentation, "video"))
        .contains("#EXT-X-MEDIA-SEQUENCE:9\n")
        .doesNotContain("#EXTINF");
    assertThat(MultivariantPlaylist.write(presentation)).doesNotContain("I-FRAME");
  }

  private static Segment headless(Segment segment) {
    Part first = segment.parts().getFirst();
    var parts = new ArrayList<>(segment.parts());
    parts.set(
        0,
        new Part(
            first.extent(),
            first.offset(),
            first.lengthBytes(),
            first.startTicks(),
            first.durationTicks(),
            false));
    return segment.with(parts);
  }
}
