package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.Mp3Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvReaderTest {
  private static final Bytes IDR = Bytes.of(0x65, 0x88, 0x84);
  private static final Bytes SLICE = Bytes.of(0x41, 0x9A, 0x21);
  private static final Bytes DELIMITER = Bytes.of(0x09, 0x10);
  private static final Bytes FILLER = Bytes.of(0x0C, 0xFF, 0x80);

  private final FlvReader reader = new FlvReader();
  private final Track video = FlvFixture.named("baseline").track(FlvReader.VIDEO_TRACK_ID);
  private final Track otherVideo = FlvFixture.named("bframes").track(FlvReader.VIDEO_TRACK_ID);
  private final Track audio = FlvFixture.named("baseline").track(FlvReader.AUDIO_TRACK_ID);
  private final Track otherAudio = FlvFixture.named("bframes").track(FlvReader.AUDIO_TRACK_ID);

  @Test
  void configuresTracksOnce() throws MediaFormatException {
    List<FlvEvent> first = reader.read(FlvWriter.configuration(video, 0));
    List<FlvEvent> repeated = reader.read(FlvWriter.configuration(video, 40));

    assertThat(first).containsExactly(new FlvEvent.TrackConfigured(video));
    assertThat(repeated).isEmpty();
  }

  @Test
  void configuresAudioOnce() throws MediaFormatException {
    List<FlvEvent> first = reader.read(FlvWriter.configuration(audio, 0));
    List<FlvEvent> repeated = reader.read(FlvWriter.configuration(audio, 40));

    assertThat(first).containsExactly(new FlvEvent.TrackConfigured(audio));
    assertThat(repeated).isEmpty();
  }

  @Test
  void configuresATrackAgainWhenItChanges() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));
    reader.read(FlvWriter.configuration(audio, 0));

    assertThat(reader.read(FlvWriter.configuration(otherVideo, 40)))
        .containsExactly(new FlvEvent.TrackConfigured(otherVideo));
    assertThat(reader.read(FlvWriter.configuration(otherAudio, 40)))
        .containsExactly(new FlvEvent.TrackConfigured(otherAudio));
  }

  @Test
  void dropsAndCountsSamplesBeforeTheirConfiguration() throws MediaFormatException {
    assertThat(reader.read(frame(0, 0, IDR))).isEmpty();
    assertThat(reader.read(new FlvTag(FlvTagType.AUDIO, 0, Bytes.of(0xAF, 1, 0x21)))).isEmpty();
    assertThat(reader.droppedSamples()).isEqualTo(2);
  }

  @Test
  void dropsAndCountsEmptyMessages() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));
    reader.read(FlvWriter.configuration(audio, 0));

    assertThat(reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.EMPTY))).isEmpty();
    assertThat(reader.read(frame(0, 0, FILLER, DELIMITER))).isEmpty();
    assertThat(reader.read(new FlvTag(FlvTagType.AUDIO, 0, Bytes.EMPTY))).isEmpty();
    assertThat(reader.read(new FlvTag(FlvTagType.AUDIO, 0, Bytes.of(0xAF, 1)))).isEmpty();
    assertThat(reader.droppedSamples()).isEqualTo(4);
  }

  @Test
  void countsVideoInNinetiethsOfMilliseconds() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));

    MediaSample later = sample(reader.read(frame(4_294_967_296_000L, 83, SLICE)));
    MediaSample earlier = sample(reader.read(frame(40, -40, SLICE)));

    assertThat(later.dtsTicks()).isEqualTo(386_547_056_640_000L);
    assertThat(later.compositionTicks()).isEqualTo(7470);
    assertThat(earlier.ptsTicks()).isZero();
    assertThat(earlier.durationTicks()).isEqualTo(MediaSample.UNKNOWN_DURATION);
  }

  @Test
  void callsATagWithAnIdrSliceAKeyframeWhateverItsFrameTypeSays() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));

    assertThat(sample(reader.read(frame(0x27, 0, 0, IDR))).keyframe()).isTrue();
    assertThat(sample(reader.read(frame(0x17, 0, 0, SLICE))).keyframe()).isFalse();
  }

  @Test
  void leavesOutFillersAndKnownParameterSets() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));
    var config = (AvcConfig) video.config();

    List<FlvEvent> events =
        reader.read(
            frame(
                0,
                0,
                DELIMITER,
                config.spsUnits().getFirst(),
                config.ppsUnits().getFirst(),
                IDR,
                FILLER));

    assertThat(events).hasSize(1);
    assertThat(sample(events).units()).containsExactly(DELIMITER, IDR);
  }

  @Test
  void takesNewParameterSetsAtAKeyframeAsAConfiguration() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));
    var other = (AvcConfig) otherVideo.config();
    FlvTag keyframe = frame(0, 0, other.spsUnits().getFirst(), other.ppsUnits().getFirst(), IDR);

    List<FlvEvent> events = reader.read(keyframe);

    assertThat(events).hasSize(2).first().isEqualTo(new FlvEvent.TrackConfigured(otherVideo));
    assertThat(((FlvEvent.SampleRead) events.getLast()).sample().units()).containsExactly(IDR);
    assertThat(reader.read(keyframe)).hasSize(1);
  }

  @Test
  void leavesNewParameterSetsBetweenKeyframesInTheSample() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));
    Bytes pps = ((AvcConfig) otherVideo.config()).ppsUnits().getFirst();

    assertThat(sample(reader.read(frame(0, 0, pps, SLICE))).units()).containsExactly(pps, SLICE);
  }

  @Test
  void readsNalLengthsOfTwoOctets() throws MediaFormatException {
    Bytes avcC = ((AvcConfig) video.config()).toAvcC();
    byte[] withShortLengths = avcC.toArray();
    withShortLengths[4] = (byte) 0xFD; // lengthSizeMinusOne 1
    reader.read(tag(0x17, 0, 0, 0, Bytes.wrap(withShortLengths)));

    Bytes framed = new ByteWriter().u16(IDR.length()).bytes(IDR).toBytes();

    assertThat(sample(reader.read(tag(0x17, 1, 0, 0, framed))).units()).containsExactly(IDR);
  }

  @Test
  void ignoresCommandFramesAndTheEndOfASequence() throws MediaFormatException {
    assertThat(reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.of(0x57, 0)))).isEmpty();
    assertThat(reader.read(tag(0x17, 2, 0, 0, Bytes.EMPTY))).isEmpty();
    assertThat(reader.droppedSamples()).isZero();
  }

  @Test
  void passesScriptTagsOn() throws MediaFormatException {
    Bytes amf = Bytes.of(2, 0, 0);

    assertThat(reader.read(new FlvTag(FlvTagType.SCRIPT, 7, amf)))
        .containsExactly(new FlvEvent.ScriptRead(7, amf));
  }

  @ParameterizedTest
  @CsvSource({
    "22, Sorenson H.263",
    "14, VP6",
    "1d, AV1 without Enhanced RTMP",
    "1f, video codec 15"
  })
  void namesTheVideoCodecThatItRefuses(String body, String name) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.ofHex(body))))
        .withMessage(
            "video: "
                + name
                + " is not supported, set the encoder to one of H.264 (AVC), HEVC (H.265), AV1,"
                + " VP9")
        .returns(Kind.UNSUPPORTED, MediaFormatException::kind);
  }

  @ParameterizedTest
  @CsvSource({"3f00, PCM", "b2, Speex", "cf, sound format 12"})
  void namesTheAudioCodecThatItRefuses(String body, String name) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> reader.read(new FlvTag(FlvTagType.AUDIO, 0, Bytes.ofHex(body))))
        .withMessage(
            "audio: "
                + name
                + " is not supported, set the encoder to one of AAC, Opus, AC-3, E-AC-3, FLAC, MP3")
        .returns(Kind.UNSUPPORTED, MediaFormatException::kind);
  }

  @Test
  void takesMp3FromTheFirstFrameOn() throws MediaFormatException {
    Bytes frame = Bytes.ofHex("fffb9444 00000000"); // MPEG-1 layer III, 48 kHz, stereo

    List<FlvEvent> events =
        reader.read(
            new FlvTag(FlvTagType.AUDIO, 100, Bytes.concat(List.of(Bytes.of(0x2F), frame))));

    assertThat(events)
        .containsExactly(
            new FlvEvent.TrackConfigured(
                new Track(FlvReader.AUDIO_TRACK_ID, 48_000, new Mp3Config(48_000, 2))),
            new FlvEvent.SampleRead(
                new MediaSample(FlvReader.AUDIO_TRACK_ID, 4800, 0, 1152, true, List.of(frame))));
  }

  /** 64 kbit/s at 48 kHz: 192 octets. */
  @Test
  void takesSeveralFramesOfMp3FromOneTag() throws MediaFormatException {
    Bytes frame = padded("fffb5444", 192);
    Bytes body = Bytes.concat(List.of(Bytes.of(0x2F), frame, frame, frame));

    List<FlvEvent> events = reader.read(new FlvTag(FlvTagType.AUDIO, 100, body));
    List<FlvEvent> next = reader.read(new FlvTag(FlvTagType.AUDIO, 172, body));

    assertThat(events).hasSize(4);
    assertThat(events.subList(1, 4))
        .extracting(event -> ((FlvEvent.SampleRead) event).sample())
        .allMatch(sample -> sample.units().equals(List.of(frame)))
        .allMatch(sample -> sample.durationTicks() == 1152)
        .extracting(MediaSample::dtsTicks)
        .containsExactly(4800L, 5952L, 7104L);
    assertThat(((FlvEvent.SampleRead) next.getFirst()).sample().dtsTicks()).isEqualTo(8256);
  }

  private static Bytes padded(String front, int octets) {
    return Bytes.wrap(Arrays.copyOf(Bytes.ofHex(front).toArray(), octets));
  }

  @Test
  void goesOnAfterAMalformedTag() throws MediaFormatException {
    reader.read(FlvWriter.configuration(video, 0));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> reader.read(tag(0x17, 1, 0, 0, Bytes.of(0, 0, 0, 9, 0x65))))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
    assertThat(sample(reader.read(frame(0, 0, IDR))).units()).containsExactly(IDR);
  }

  @Test
  void beginsAnotherGridWithAnotherAudioConfiguration() throws MediaFormatException {
    reader.read(FlvWriter.configuration(audio, 0));
    reader.read(new FlvTag(FlvTagType.AUDIO, 1000, Bytes.of(0xAF, 1, 0x21)));
    reader.read(FlvWriter.configuration(otherAudio, 1010));

    MediaSample first =
        sample(reader.read(new FlvTag(FlvTagType.AUDIO, 1010, Bytes.of(0xAF, 1, 0x21))));

    assertThat(first.dtsTicks()).isEqualTo(44_541);
    assertThat(first.durationTicks()).isEqualTo(((AacConfig) otherAudio.config()).frameSamples());
  }

  @Test
  void readsBackWhatTheWriterWrites() throws MediaFormatException {
    for (String name : FlvFixture.NAMES) {
      FlvFixture fixture = FlvFixture.named(name);
      var tags = new ArrayList<FlvTag>();
      for (FlvEvent event : fixture.events()) {
        switch (event) {
          case FlvEvent.TrackConfigured(Track track) -> tags.add(FlvWriter.configuration(track, 0));
          case FlvEvent.SampleRead(MediaSample sample) ->
              tags.add(FlvWriter.sample(fixture.track(sample.trackId()), sample));
          case FlvEvent.ScriptRead(long millis, Bytes amf) ->
              tags.add(new FlvTag(FlvTagType.SCRIPT, millis, amf));
          case FlvEvent.StreamRefused refused -> throw new AssertionError(refused);
        }
      }

      assertThat(FlvFixture.read(tags)).isEqualTo(fixture);
    }
  }

  private static FlvTag frame(long timestampMillis, int compositionMillis, Bytes... units) {
    return frame(0x27, timestampMillis, compositionMillis, units);
  }

  private static FlvTag frame(
      int firstOctet, long timestampMillis, int compositionMillis, Bytes... units) {
    var framed = new ByteWriter();
    for (Bytes unit : units) {
      framed.u32(unit.length()).bytes(unit);
    }
    return tag(firstOctet, 1, timestampMillis, compositionMillis, framed.toBytes());
  }

  private static FlvTag tag(
      int firstOctet, int packetType, long timestampMillis, int compositionMillis, Bytes rest) {
    Bytes body =
        new ByteWriter().u8(firstOctet).u8(packetType).u24(compositionMillis).bytes(rest).toBytes();
    return new FlvTag(FlvTagType.VIDEO, timestampMillis, body);
  }

  private static MediaSample sample(List<FlvEvent> events) {
    assertThat(events).hasSize(1);
    return ((FlvEvent.SampleRead) events.getFirst()).sample();
  }
}
