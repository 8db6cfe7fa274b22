package dev.weir.container.fmp4;

import static dev.weir.testkit.DumpAssertions.assertDump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.AvcSps;
import dev.weir.media.codec.PixelAspect;
import dev.weir.media.codec.VideoColour;
import dev.weir.testkit.BoxDump;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CmafWriterTest {
  private static final int VIDEO = FlvReader.VIDEO_TRACK_ID;
  private static final int AUDIO = FlvReader.AUDIO_TRACK_ID;

  private final FlvFixture fixture = FlvFixture.named("bframes");

  @Test
  void writesAVideoHeader() {
    assertDump(BoxDump.of(CmafWriter.header(fixture.track(VIDEO))), "fmp4/video-header.dump");
  }

  @Test
  void writesAnAudioHeader() {
    assertDump(BoxDump.of(CmafWriter.header(fixture.track(AUDIO))), "fmp4/audio-header.dump");
  }

  @Test
  void writesAVideoFragment() {
    List<MediaSample> samples = fixture.timedSamples(VIDEO).subList(0, 6);

    Bytes fragment = CmafWriter.fragment(1, fixture.track(VIDEO), 0, samples);

    assertDump(BoxDump.of(fragment), "fmp4/video-fragment.dump");
  }

  @Test
  void writesAnAudioFragment() {
    List<MediaSample> samples = fixture.timedSamples(AUDIO).subList(0, 6);

    Bytes fragment = CmafWriter.fragment(7, fixture.track(AUDIO), 1L << 40, samples);

    assertDump(BoxDump.of(fragment), "fmp4/audio-fragment.dump");
  }

  @Test
  void writesTheShapeAndColoursOfPixels() throws MediaFormatException {
    var plain = (AvcConfig) fixture.track(VIDEO).config();
    AvcSps sps = plain.sps();
    var wide =
        new AvcSps(
            sps.profileIdc(),
            sps.constraintFlags(),
            sps.levelIdc(),
            sps.width(),
            sps.height(),
            0,
            sps.pixelFormat(),
            new PixelAspect(4, 3),
            Optional.of(new VideoColour(9, 16, 9, false)),
            sps.fields());
    var track = new Track(1, 90_000, new AvcConfig(plain.spsUnits(), plain.ppsUnits(), wide));

    String dump = BoxDump.of(CmafWriter.header(track));

    assertThat(dump)
        .contains("pasp 16 0000000400000003")
        .contains("colr 19 6e636c7800090010000900")
        .contains("00d50000005a0000"); // 213 by 90 on the screen, in tkhd
  }

  @Test
  void repeatsTheShapeOfPixelsThatAContainerSaid() throws MediaFormatException {
    Track plain = fixture.track(VIDEO);
    var wide =
        new Track(
            plain.id(),
            plain.timescale(),
            plain.config(),
            plain.colours(),
            Optional.of(new PixelAspect(2, 1)));

    Bytes header = CmafWriter.header(wide);

    assertThat(BoxDump.of(header)).contains("pasp 16 0000000200000001");
    assertThat(FragmentedMp4Reader.open(header).tracks()).containsExactly(wide);
  }

  @Test
  void marksKeyframesAndOthers() {
    var key = sample(0, 0, 3000, true, 10);
    var other = sample(3000, 0, 3000, false, 10);
    Track track = fixture.track(VIDEO);

    assertThat(runOf(track, key, other, other))
        .contains("trun 24 01000005000000030000007002000000");
    assertThat(runOf(track, key, other, key))
        .contains("trun 32")
        .endsWith("020000000101000002000000");
    assertThat(runOf(track, other, other)).contains("trun 20");
    assertThat(runOf(track, key)).contains("trun 20");
  }

  @Test
  void readsBackWhatItWrites() throws MediaFormatException {
    for (String name : FlvFixture.NAMES) {
      for (int id : List.of(VIDEO, AUDIO)) {
        FlvFixture source = FlvFixture.named(name);
        Track track = source.track(id);
        List<MediaSample> samples = source.timedSamples(id);
        int half = samples.size() / 2;
        Bytes first =
            CmafWriter.fragment(1, track, samples.getFirst().dtsTicks(), samples.subList(0, half));
        Bytes second =
            CmafWriter.fragment(
                2, track, samples.get(half).dtsTicks(), samples.subList(half, samples.size()));

        FragmentedMp4Reader reader = FragmentedMp4Reader.open(CmafWriter.header(track));

        assertThat(reader.tracks()).containsExactly(track);
        assertThat(reader.read(Bytes.concat(List.of(first, second)))).isEqualTo(samples);
      }
    }
  }

  @Test
  void readsBackNegativeCompositionOffsets() throws MediaFormatException {
    Track track = fixture.track(VIDEO);
    var samples = List.of(sample(0, 0, 40, true, 3), sample(40, -40, 50, false, 4));

    Bytes fragment = CmafWriter.fragment(1, track, 0, samples);

    assertThat(FragmentedMp4Reader.open(CmafWriter.header(track)).read(fragment))
        .isEqualTo(samples);
  }

  @Test
  void movesSamplesAsOneToTheBaseThatItIsTold() throws MediaFormatException {
    Track track = fixture.track(VIDEO);

    Bytes fragment = CmafWriter.fragment(1, track, 1L << 48, List.of(sample(7, 0, 40, true, 3)));

    assertThat(FragmentedMp4Reader.open(CmafWriter.header(track)).read(fragment))
        .extracting(MediaSample::dtsTicks)
        .containsExactly(1L << 48);
  }

  @Test
  void refusesAnEmptyFragment() {
    Track track = fixture.track(VIDEO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CmafWriter.fragment(1, track, 0, List.of()));
  }

  private static String runOf(Track track, MediaSample... samples) {
    String dump = BoxDump.of(CmafWriter.fragment(1, track, 0, List.of(samples)));
    return dump.lines().filter(line -> line.contains("trun")).findFirst().orElseThrow();
  }

  private static MediaSample sample(
      long dtsTicks, int compositionTicks, int durationTicks, boolean isKeyframe, int octets) {
    byte[] unit = new byte[octets];
    unit[0] = 0x41;
    return new MediaSample(
        VIDEO, dtsTicks, compositionTicks, durationTicks, isKeyframe, List.of(Bytes.wrap(unit)));
  }
}
