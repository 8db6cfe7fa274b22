package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.frames;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.sounds;
import static dev.weir.packaging.Footage.video;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several sizes of the picture and several sounds in one period. */
class LadderTest extends PackagerFixture {
  private static final int SMALL = 3;
  private static final int DUBBED = 4;
  private static final int SECONDS = 30;

  @Test
  void renditionsAreCalledByTheirPlace() throws IOException {
    publish(frames(30, 900, 60), frames(30, 900, 60));

    assertThat(presentation().renditions()).containsExactly("video", "video-2", "audio", "audio-2");
  }

  @ParameterizedTest
  @CsvSource({
    "30, 60, 30, 60",
    "29.97, 60, 29.97, 60",
    "25, 25, 25, 25",
    "60, 120, 30, 60",
    "50, 100, 25, 50",
    "24, 48, 60, 120"
  })
  void allSizesAreCutAtTheSameMoments(
      double leaderRate, int leaderGop, double otherRate, int otherGop) throws IOException {
    publish(
        frames(leaderRate, (int) (leaderRate * SECONDS), leaderGop),
        frames(otherRate, (int) (otherRate * SECONDS), otherGop));

    List<Segment> large = segments("video");
    List<Segment> small = segments("video-2");
    assertThat(small).hasSameSizeAs(large);
    for (int i = 0; i < large.size() - 1; i++) {
      assertThat(small.get(i).startTicks()).isEqualTo(large.get(i).startTicks());
      assertThat(small.get(i).endTicks())
          .as("no hole and no overlap behind segment " + i)
          .isEqualTo(small.get(i + 1).startTicks());
      assertThat(small.get(i).isIndependent()).isTrue();
    }
    assertThat(packager.unalignedBesideLeader()).isZero();
    assertThat(MultivariantPlaylist.write(presentation())).contains("INDEPENDENT-SEGMENTS");
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "60, 30", "25, 30", "30, 25", "29.97, 59.94", "50, 24"})
  void noPartIsLongerThanThePartTarget(double leaderRate, double otherRate) throws IOException {
    publish(
        frames(leaderRate, (int) (leaderRate * SECONDS), (int) (2 * leaderRate)),
        frames(otherRate, (int) (otherRate * SECONDS), (int) (2 * otherRate)));

    int target = presentation().partTargetMillis();
    for (PeriodTrack track : presentation().currentPeriod().tracks()) {
      for (Segment segment : track.segments()) {
        assertThat(segment.parts())
            .allSatisfy(part -> assertThat(millis(part, track)).isLessThanOrEqualTo(target));
        assertThat(segment.parts().subList(0, segment.parts().size() - 1))
            .as("%s, target %d", track.name(), target)
            .allSatisfy(part -> assertThat(millis(part, track)).isGreaterThan(0.85 * target));
      }
    }
  }

  @Test
  void anotherSizeAtTheSameRateMakesPartsNoLonger() throws IOException {
    publish(frames(25, 750, 50), frames(25, 750, 50));

    assertThat(presentation().partTargetMillis()).isEqualTo(535); // 25 frames of AAC
  }

  @Test
  void aSizeWhoseKeyframesComeElsewhereIsCutAllTheSameAndCounted() throws IOException {
    List<MediaSample> late = new ArrayList<>(frames(30, 15, 15));
    for (MediaSample sample : frames(30, 885, 60)) {
      late.add(sample.withDtsTicks(sample.dtsTicks() + 45_000));
    }

    publish(frames(30, 900, 60), late);

    assertThat(segments("video")).allMatch(Segment::isIndependent);
    assertThat(segments("video-2").stream().filter(Segment::isIndependent)).hasSize(1);
    assertThat(packager.unalignedSegments()).isZero();
    assertThat(packager.unalignedBesideLeader()).isEqualTo(segments("video-2").size() - 1);
    assertThat(segments("video-2").stream().map(Segment::startTicks))
        .containsExactlyElementsOf(segments("video").stream().map(Segment::startTicks).toList());
    assertThat(MultivariantPlaylist.write(presentation())).doesNotContain("INDEPENDENT-SEGMENTS");
  }

  @Test
  void everyRenditionIsOfferedAndReported() throws IOException {
    publish(frames(30, 900, 60), frames(30, 900, 60));

    String multivariant = MultivariantPlaylist.write(presentation());
    String media = MediaPlaylist.write(presentation(), "audio-2", PlaylistForm.WHOLE);

    assertThat(multivariant)
        .contains("GROUP-ID=\"audio\",NAME=\"audio\",DEFAULT=YES")
        .contains("GROUP-ID=\"audio\",NAME=\"audio-2\",DEFAULT=NO");
    assertThat(multivariant.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
        .hasSize(2)
        .allMatch(line -> line.contains("AUDIO=\"audio\""));
    assertThat(media.lines().filter(line -> line.startsWith("#EXT-X-RENDITION-REPORT")))
        .map(line -> line.replaceAll(",LAST-MSN=\\d+", ""))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith(report("video/index.m3u8") + ",LAST-PART="),
            line -> assertThat(line).isEqualTo(report("video/iframes.m3u8")),
            line -> assertThat(line).startsWith(report("video-2/index.m3u8") + ",LAST-PART="),
            line -> assertThat(line).isEqualTo(report("video-2/iframes.m3u8")),
            line -> assertThat(line).startsWith(report("audio/index.m3u8") + ",LAST-PART="));
  }

  private static String report(String playlist) {
    return "#EXT-X-RENDITION-REPORT:URI=\"../" + playlist + "\"";
  }

  @Test
  void dashHasOneSetForAllSizesAndOneForEachSound() throws IOException {
    publish(frames(30, 900, 60), frames(30, 900, 60));

    List<String> sets =
        DashManifest.write(presentation())
            .orElseThrow()
            .lines()
            .map(String::strip)
            .filter(line -> line.matches("<(AdaptationSet|Role|Representation) .*"))
            .map(line -> line.replaceAll(" (mimeType|segmentAlignment|bandwidth|codecs).*", ""))
            .map(line -> line.replaceAll("schemeIdUri=\"[^\"]*\" ", ""))
            .toList();

    assertThat(sets)
        .containsExactly(
            "<AdaptationSet id=\"1\" contentType=\"video\"",
            "<Role value=\"main\"/>",
            "<Representation id=\"video\"",
            "<Representation id=\"video-2\"",
            "<AdaptationSet id=\"2\" contentType=\"audio\"",
            "<Role value=\"main\"/>",
            "<Representation id=\"audio\"",
            "<AdaptationSet id=\"4\" contentType=\"audio\"",
            "<Role value=\"alternate\"/>",
            "<Representation id=\"audio-2\"");
  }

  private void publish(List<MediaSample> large, List<MediaSample> small) throws IOException {
    accept(
        period(
            0,
            START_MILLIS,
            video(),
            audio(RATE),
            with(SMALL, video()),
            with(DUBBED, audio(RATE))));
    var samples = new ArrayList<MediaSample>(large);
    small.forEach(sample -> samples.add(with(SMALL, sample)));
    for (MediaSample sound : sounds(RATE, SECONDS)) {
      samples.add(sound);
      samples.add(with(DUBBED, sound));
    }
    samples.sort(Comparator.comparingLong(LadderTest::nanos));
    acceptSamples(samples);
  }

  private List<Segment> segments(String rendition) {
    return presentation().currentPeriod().track(rendition).orElseThrow().segments();
  }

  private static long nanos(MediaSample sample) {
    boolean isVideo = sample.trackId() % 2 == 1;
    return MediaTime.toNanos(sample.dtsTicks(), isVideo ? Footage.VIDEO_TIMESCALE : RATE);
  }

  static Track with(int id, Track track) {
    return new Track(id, track.timescale(), track.config());
  }

  static MediaSample with(int trackId, MediaSample sample) {
    return new MediaSample(
        trackId,
        sample.dtsTicks(),
        sample.compositionTicks(),
        sample.durationTicks(),
        sample.keyframe(),
        sample.units());
  }
}
