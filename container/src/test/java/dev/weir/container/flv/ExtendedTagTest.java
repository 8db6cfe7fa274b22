package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.FlvFixture;
import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.flv.FlvEvent.SampleRead;
import dev.weir.container.flv.FlvEvent.StreamRefused;
import dev.weir.container.flv.FlvEvent.TrackConfigured;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.ContentLight;
import dev.weir.media.codec.MasteringDisplay;
import dev.weir.media.codec.MasteringDisplay.Point;
import dev.weir.media.codec.OpusConfig;
import dev.weir.media.codec.VideoColour;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags with the headers of Enhanced RTMP, octet by octet. */
class ExtendedTagTest {
  private static final Bytes AVC_C =
      ((AvcConfig) FlvFixture.named("baseline").track(1).config()).toAvcC();
  private static final Bytes ASC =
      ((AacConfig) FlvFixture.named("baseline").track(2).config()).specificConfig();

  private static final Bytes IDR = Bytes.of(0x65, 0x88, 0x84);
  private static final Bytes FRAMED_IDR = Bytes.of(0, 0, 0, 3, 0x65, 0x88, 0x84);

  private final FlvReader reader = new FlvReader();

  @Test
  void readsASequenceStartAndCodedFrames() throws MediaFormatException {
    List<FlvEvent> start = video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    List<FlvEvent> frames = video(tag().u8(0x91).fourCc("avc1").u24(40).bytes(FRAMED_IDR));
    List<FlvEvent> framesX = video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
    assertThat(sample(frames)).isEqualTo(picture(1, 9_000, 3600));
    assertThat(sample(framesX)).isEqualTo(picture(1, 9_000, 0));
  }

  @Test
  void readsSound() throws MediaFormatException {
    List<FlvEvent> start = audio(tag().u8(0x90).fourCc("mp4a").bytes(ASC));
    List<FlvEvent> frames = audio(tag().u8(0x91).fourCc("mp4a").u8(0x21));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
    assertThat(sample(frames).dtsTicks()).isEqualTo(4_800);
    assertThat(sample(frames).durationTicks()).isEqualTo(1024);
  }

  /** As encoders of low delay make it: two frames of three blocks, 16 ms apart. */
  @Test
  void gathersShortFramesOfEac3() throws MediaFormatException {
    Bytes half =
        Bytes.wrap(Arrays.copyOf(Bytes.ofHex("0b77 017f 2f 87 c0 0020f820").toArray(), 768));

    List<FlvEvent> first = audio(tag().u8(0x91).fourCc("ec-3").bytes(half));
    List<FlvEvent> second = audio(tag().u8(0x91).fourCc("ec-3").bytes(half));

    assertThat(first).isEmpty();
    assertThat(second).hasSize(2).first().isInstanceOf(TrackConfigured.class);
    MediaSample whole = ((SampleRead) second.getLast()).sample();
    assertThat(whole.units()).containsExactly(Bytes.concat(List.of(half, half)));
    assertThat(whole.dtsTicks()).isEqualTo(4_800);
    assertThat(whole.durationTicks()).isEqualTo(1536);
  }

  @Test
  void takesAnEmptySequenceStartOfOpusForStereo() throws MediaFormatException {
    List<FlvEvent> start = audio(tag().u8(0x90).fourCc("Opus"));
    List<FlvEvent> frames = audio(tag().u8(0x91).fourCc("Opus").u8(0xFC).u8(1)); // 20 ms

    assertThat(start)
        .containsExactly(
            new TrackConfigured(new Track(2, 48_000, new OpusConfig(2, 0, 0, 0, 0, Bytes.EMPTY))));
    assertThat(sample(frames).durationTicks()).isEqualTo(960);
  }

  @Test
  void goesOnWithAnOlderHeaderWhereTheStreamIsTheSame() throws MediaFormatException {
    video(tag().u8(0x17).u8(0).u24(0).bytes(AVC_C));

    List<FlvEvent> frames = video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR));

    assertThat(sample(frames)).isEqualTo(picture(1, 9_000, 0));
  }

  @Test
  void readsOneTrackThatIsNotTheDefault() throws MediaFormatException {
    video(tag().u8(0x96).u8(0x00).fourCc("avc1").u8(2).bytes(AVC_C));

    List<FlvEvent> frames = video(tag().u8(0x96).u8(0x03).fourCc("avc1").u8(2).bytes(FRAMED_IDR));

    assertThat(sample(frames)).isEqualTo(picture(5, 9_000, 0));
  }

  @Test
  void readsManyTracksOfOneCodec() throws MediaFormatException {
    int size = AVC_C.length();
    List<FlvEvent> start =
        video(
            tag()
                .u8(0x96)
                .u8(0x10) // ManyTracks, SequenceStart
                .fourCc("avc1")
                .u8(0)
                .u24(size)
                .bytes(AVC_C)
                .u8(1)
                .u24(size)
                .bytes(AVC_C));

    assertThat(start)
        .extracting(event -> ((TrackConfigured) event).track().id())
        .containsExactly(1, 3);
  }

  @Test
  void readsManyTracksOfManyCodecs() throws MediaFormatException {
    List<FlvEvent> start =
        audio(
            tag()
                .u8(0x95)
                .u8(0x20) // ManyTracksManyCodecs, SequenceStart
                .fourCc("mp4a")
                .u8(0)
                .u24(ASC.length())
                .bytes(ASC)
                .fourCc("Opus")
                .u8(7)
                .u24(0));

    assertThat(start)
        .extracting(event -> ((TrackConfigured) event).track().id())
        .containsExactly(2, 16);
  }

  @Test
  void addsTheNanosecondsOfAModifierAndPassesOverUnknownOnes() throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    List<FlvEvent> frames =
        video(
            tag()
                .u8(0x97)
                .u8(1) // two octets
                .u16(0xABCD)
                .u8(0x57) // of unknown type 5, then ModEx
                .u8(255)
                .u16(299) // 300 octets
                .zeros(300)
                .u8(0xF7) // of unknown type 15, then ModEx
                .u8(2) // three octets
                .u24(500_000)
                .u8(0x03) // TimestampOffsetNano, then CodedFramesX
                .fourCc("avc1")
                .bytes(FRAMED_IDR));

    assertThat(sample(frames)).isEqualTo(picture(1, 9_045, 0));
  }

  @Test
  void readsTracksBehindAModifier() throws MediaFormatException {
    List<FlvEvent> start =
        video(tag().u8(0x97).u8(0).u8(0).u8(0x16).u8(0).fourCc("avc1").u8(1).bytes(AVC_C));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
  }

  @Test
  void leavesAStreamOfAnUnknownCodecOutAndTellsItOnce() throws MediaFormatException {
    List<FlvEvent> first = video(tag().u8(0x96).u8(0).fourCc("vvc1").u8(1).u8(1));
    List<FlvEvent> second = video(tag().u8(0x96).u8(1).fourCc("vvc1").u8(1).u8(1));
    List<FlvEvent> other = audio(tag().u8(0x90).fourCc("\1\2\3\4"));

    assertThat(first)
        .containsExactly(
            new StreamRefused(
                new FlvStreamId(TrackKind.VIDEO, 1),
                "video: VVC (H.266) is not supported, set the encoder to one of H.264 (AVC),"
                    + " HEVC (H.265), AV1, VP9"));
    assertThat(second).isEmpty();
    assertThat(other).singleElement().asString().contains("an unknown codec");
    assertThat(reader.refusedPackets()).isEqualTo(3);
  }

  @Test
  void theOtherTracksOfATagAreReadBesideOneThatIsLeftOut() throws MediaFormatException {
    List<FlvEvent> events =
        video(
            tag()
                .u8(0x96)
                .u8(0x20)
                .fourCc("vp08")
                .u8(1)
                .u24(1)
                .u8(0)
                .fourCc("avc1")
                .u8(0)
                .u24(AVC_C.length())
                .bytes(AVC_C));

    assertThat(events.get(0)).isInstanceOf(StreamRefused.class);
    assertThat(events.get(1)).isInstanceOf(TrackConfigured.class);
  }

  @Test
  void leavesAv1ThatIsConfiguredForTransportStreamsOut() throws MediaFormatException {
    assertThat(video(tag().u8(0x95).fourCc("av01").u32(0x80810000)))
        .singleElement()
        .asString()
        .contains("descriptor of MPEG-2 TS");
  }

  @Test
  void coloursOfAnotherTrackDoNotBeginTheDefaultOneAnew() throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    assertThat(video(tag().u8(0xD4).fourCc("hvc1").u8(2).u16(9).utf8("colorInfo").u8(6))).isEmpty();

    assertThat(sample(video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).units())
        .containsExactly(IDR);
  }

  private static final ColourDescription HDR =
      new ColourDescription(
          Optional.of(new VideoColour(9, 16, 9, false)),
          Optional.of(
              new MasteringDisplay(
                  new Point(35_400, 14_600),
                  new Point(8_500, 39_850),
                  new Point(6_550, 2_300),
                  new Point(15_635, 16_450),
                  10_000_000,
                  50)),
          Optional.of(new ContentLight(1000, 400)));

  private static ByteWriter metadata(AmfValue colourInfo) {
    var values = List.of(new AmfValue.StringValue("colorInfo"), colourInfo);
    return tag().u8(0xD4).fourCc("avc1").bytes(Amf0Writer.write(values));
  }

  private static AmfValue.ObjectValue hdr() {
    var config =
        AmfValue.ObjectValue.EMPTY
            .with("bitDepth", 10)
            .with("colorPrimaries", 9)
            .with("transferCharacteristics", 16)
            .with("matrixCoefficients", 9);
    var light = AmfValue.ObjectValue.EMPTY.with("maxFall", 400).with("maxCLL", 1000);
    var display =
        AmfValue.ObjectValue.EMPTY
            .with("redX", 0.708)
            .with("redY", 0.292)
            .with("greenX", 0.170)
            .with("greenY", 0.797)
            .with("blueX", 0.131)
            .with("blueY", 0.046)
            .with("whitePointX", 0.3127)
            .with("whitePointY", 0.3290)
            .with("maxLuminance", 1000)
            .with("minLuminance", 0.005);
    return AmfValue.ObjectValue.EMPTY
        .with("colorConfig", config)
        .with("hdrCll", light)
        .with("hdrMdcv", display);
  }

  @Test
  void describesColours() throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    List<FlvEvent> events = video(metadata(hdr()));

    assertThat(events).singleElement().isInstanceOf(TrackConfigured.class);
    Track track = ((TrackConfigured) events.getFirst()).track();
    assertThat(track.colours()).isEqualTo(HDR);
    assertThat(video(metadata(hdr()))).isEmpty();
    assertThat(video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C))).isEmpty();
    assertThat(video(metadata(new AmfValue.UndefinedValue())))
        .singleElement()
        .extracting(event -> ((TrackConfigured) event).track().colours())
        .isEqualTo(ColourDescription.NONE);
  }

  @Test
  void doesNotTakeHalfADescription() throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    var display = AmfValue.ObjectValue.EMPTY.with("redX", 0.7).with("redY", Double.NaN);
    var light = AmfValue.ObjectValue.EMPTY.with("maxCLL", 1e9);
    var config = AmfValue.ObjectValue.EMPTY.with("colorPrimaries", 9);

    var info = AmfValue.ObjectValue.EMPTY.with("hdrMdcv", display).with("hdrCll", light);
    assertThat(video(metadata(info.with("colorConfig", config)))).isEmpty();
    assertThat(video(metadata(new AmfValue.NumberValue(3)))).isEmpty();
    assertThat(video(tag().u8(0xD4).fourCc("avc1").u8(2).u16(9))).isEmpty();
    assertThat(reader.refusedPackets()).isEqualTo(1);
  }

  @Test
  void waitsForTheNextWhereASequenceStartIsEmpty() throws MediaFormatException {
    assertThat(video(tag().u8(0x90).fourCc("av01"))).isEmpty();
    assertThat(video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C))).hasSize(1);
  }

  /** AV1-ISOBMFF §2.3.4: configOBUs may be empty. */
  @Test
  void takesTheSequenceHeaderOfAKeyframeWhereTheStartHasNone() throws MediaFormatException {
    Bytes keyframe = Bytes.ofHex("0a0b000000043d06d4daf90040 3204 10008400");
    assertThat(video(tag().u8(0x90).fourCc("av01").u32(0x81000C00))).isEmpty();
    assertThat(video(tag().u8(0xA1).fourCc("av01").u32(0x32043000).u16(0x8400))).isEmpty();

    List<FlvEvent> events = video(tag().u8(0x91).fourCc("av01").bytes(keyframe));

    assertThat(events).hasSize(2);
    assertThat(((TrackConfigured) events.getFirst()).track().config().codecString())
        .isEqualTo("av01.0.00M.08");
    assertThat(((SampleRead) events.getLast()).sample().keyframe()).isTrue();
    assertThat(reader.droppedSamples()).isEqualTo(1);
  }

  @Test
  void leavesAnUnknownArrangementOfTracksOut() throws MediaFormatException {
    assertThat(video(tag().u8(0x96).u8(0x31).fourCc("avc1").u8(0)))
        .singleElement()
        .asString()
        .contains("AvMultitrackType 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d4 61766331 02 0009 636f6c6f72496e666f 06", // Metadata, with the frame type of a command
        "d1 00", // a command, with no body
        "92 61766331", // SequenceEnd
        "9f 61766331 0102" // a reserved packet type
      })
  void passesOverWhatHasNoPicture(String body) throws MediaFormatException {
    assertThat(reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.ofHex(body)))).isEmpty();
    assertThat(reader.droppedSamples()).isZero();
  }

  @Test
  void passesOverWhatHasNoSound() throws MediaFormatException {
    assertThat(audio(tag().u8(0x94).fourCc("Opus").u8(1).u8(2).u32(3))).isEmpty(); // channels
    assertThat(audio(tag().u8(0x92).fourCc("Opus"))).isEmpty(); // SequenceEnd
    assertThat(reader.droppedSamples()).isZero();
  }

  @Test
  void dropsFramesBeforeASequenceStart() throws MediaFormatException {
    assertThat(video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).isEmpty();
    assertThat(audio(tag().u8(0x91).fourCc("mp4a").u8(1))).isEmpty();
    assertThat(reader.droppedSamples()).isEqualTo(2);
  }

  @Test
  void beginsAStreamAnewWhereItsCodecChanges() throws MediaFormatException {
    audio(tag().u8(0x90).fourCc("mp4a").bytes(ASC));

    List<FlvEvent> start = audio(tag().u8(0x90).fourCc("Opus"));

    assertThat(start)
        .extracting(event -> ((TrackConfigured) event).track().config().getClass())
        .isEqualTo(List.of(OpusConfig.class));
    assertThat(audio(tag().u8(0x91).fourCc("mp4a").u8(1))).isEmpty();
  }

  @Test
  void refusesMoreStreamsThanItsLimit() throws MediaFormatException {
    for (int number = 0; number < FlvReader.MOST_STREAMS; number++) {
      assertThat(oneTrack(number)).singleElement().isInstanceOf(TrackConfigured.class);
    }
    int told = 0;
    for (int round = 0; round < 10; round++) {
      for (int number = FlvReader.MOST_STREAMS; number < 256; number++) {
        told += oneTrack(number).size();
      }
    }

    assertThat(told).isEqualTo(256 - FlvReader.MOST_STREAMS);
    assertThat(reader.refusedPackets()).isEqualTo(10L * told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "96 16 61766331", // Multitrack in Multitrack
        "96 17 61766331", // ModEx in Multitrack
        "96 11 61766331 00 000002 01", // a track that is longer than the tag
        "96 11 61766331 00 ffffff 01",
        "96 11 61766331 00 0000", // a size that is cut off
        "96 21 617663", // a FourCC that is cut off
        "96 01 61766331", // no trackId
        "97 05 0000", // a modifier that is longer than the tag
        "97 ff ffff 00",
        "97 00 00", // nothing behind a modifier
        "97 01 0000 03 61766331", // an offset of two octets
        "97 02 0f4240 03 61766331", // an offset of a millisecond
        "93 6176", // a FourCC that is cut off
        "91 61766331 00" // a composition time that is cut off
      })
  void refusesMalformedTags(String body) throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.ofHex(body))))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
    assertThat(sample(video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).units())
        .containsExactly(IDR);
  }

  @Test
  void refusesATagWithMoreTracksThanThereAreNumbers() {
    ByteWriter flood = tag().u8(0x96).u8(0x12).fourCc("avc1");
    for (int i = 0; i < 100_000; i++) {
      flood.u8(i).u24(0);
    }

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> video(flood))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  @Test
  void passesThroughABombOfModifiersOnce() throws MediaFormatException {
    video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    ByteWriter bomb = tag().u8(0x97);
    for (int i = 0; i < 1_000_000; i++) {
      bomb.u8(0).u8(0).u8(0x17);
    }

    bomb.u8(0).u8(0).u8(0x13).fourCc("avc1").bytes(FRAMED_IDR);

    assertThat(sample(video(bomb)).units()).containsExactly(IDR);
  }

  private List<FlvEvent> oneTrack(int number) throws MediaFormatException {
    return audio(tag().u8(0x95).u8(0).fourCc("mp4a").u8(number).bytes(ASC));
  }

  private static MediaSample picture(int trackId, long dtsTicks, int compositionTicks) {
    return new MediaSample(trackId, dtsTicks, compositionTicks, 0, true, List.of(IDR));
  }

  private static ByteWriter tag() {
    return new ByteWriter();
  }

  /** At 100 ms. */
  private List<FlvEvent> video(ByteWriter body) throws MediaFormatException {
    return reader.read(new FlvTag(FlvTagType.VIDEO, 100, body.toBytes()));
  }

  private List<FlvEvent> audio(ByteWriter body) throws MediaFormatException {
    return reader.read(new FlvTag(FlvTagType.AUDIO, 100, body.toBytes()));
  }

  private static MediaSample sample(List<FlvEvent> events) {
    assertThat(events).hasSize(1);
    return ((SampleRead) events.getFirst()).sample();
  }
}
