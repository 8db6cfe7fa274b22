package dev.weir.container.flv;

import static dev.weir.container.flv.ExtendedTags.ASC;
import static dev.weir.container.flv.ExtendedTags.AVC_C;
import static dev.weir.container.flv.ExtendedTags.FRAMED_IDR;
import static dev.weir.container.flv.ExtendedTags.IDR;
import static dev.weir.container.flv.ExtendedTags.picture;
import static dev.weir.container.flv.ExtendedTags.sample;
import static dev.weir.container.flv.ExtendedTags.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.flv.FlvEvent.SampleRead;
import dev.weir.container.flv.FlvEvent.StreamRefused;
import dev.weir.container.flv.FlvEvent.TrackConfigured;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.OpusConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags with the headers of Enhanced RTMP, octet by octet. */
class ExtendedTagTest {
  private final ExtendedTags tags = new ExtendedTags();

  @Test
  void readsASequenceStartAndCodedFrames() throws MediaFormatException {
    List<FlvEvent> start = tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    List<FlvEvent> frames = tags.video(tag().u8(0x91).fourCc("avc1").u24(40).bytes(FRAMED_IDR));
    List<FlvEvent> framesX = tags.video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
    assertThat(sample(frames)).isEqualTo(picture(1, 9_000, 3600));
    assertThat(sample(framesX)).isEqualTo(picture(1, 9_000, 0));
  }

  @Test
  void readsSound() throws MediaFormatException {
    List<FlvEvent> start = tags.audio(tag().u8(0x90).fourCc("mp4a").bytes(ASC));
    List<FlvEvent> frames = tags.audio(tag().u8(0x91).fourCc("mp4a").u8(0x21));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
    assertThat(sample(frames).dtsTicks()).isEqualTo(4_800);
    assertThat(sample(frames).durationTicks()).isEqualTo(1024);
  }

  /** As encoders of low delay make it: two frames of three blocks, 16 ms apart. */
  @Test
  void gathersShortFramesOfEac3() throws MediaFormatException {
    Bytes half =
        Bytes.wrap(Arrays.copyOf(Bytes.ofHex("0b77 017f 2f 87 c0 0020f820").toArray(), 768));

    List<FlvEvent> first = tags.audio(tag().u8(0x91).fourCc("ec-3").bytes(half));
    List<FlvEvent> second = tags.audio(tag().u8(0x91).fourCc("ec-3").bytes(half));

    assertThat(first).isEmpty();
    assertThat(second).hasSize(2).first().isInstanceOf(TrackConfigured.class);
    MediaSample whole = ((SampleRead) second.getLast()).sample();
    assertThat(whole.units()).containsExactly(Bytes.concat(List.of(half, half)));
    assertThat(whole.dtsTicks()).isEqualTo(4_800);
    assertThat(whole.durationTicks()).isEqualTo(1536);
  }

  @Test
  void takesAnEmptySequenceStartOfOpusForStereo() throws MediaFormatException {
    List<FlvEvent> start = tags.audio(tag().u8(0x90).fourCc("Opus"));
    List<FlvEvent> frames = tags.audio(tag().u8(0x91).fourCc("Opus").u8(0xFC).u8(1)); // 20 ms

    assertThat(start)
        .containsExactly(
            new TrackConfigured(new Track(2, 48_000, new OpusConfig(2, 0, 0, 0, 0, Bytes.EMPTY))));
    assertThat(sample(frames).durationTicks()).isEqualTo(960);
  }

  @Test
  void goesOnWithAnOlderHeaderWhereTheStreamIsTheSame() throws MediaFormatException {
    tags.video(tag().u8(0x17).u8(0).u24(0).bytes(AVC_C));

    List<FlvEvent> frames = tags.video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR));

    assertThat(sample(frames)).isEqualTo(picture(1, 9_000, 0));
  }

  @Test
  void leavesAStreamOfAnUnknownCodecOutAndTellsItOnce() throws MediaFormatException {
    List<FlvEvent> first = tags.video(tag().u8(0x96).u8(0).fourCc("vvc1").u8(1).u8(1));
    List<FlvEvent> second = tags.video(tag().u8(0x96).u8(1).fourCc("vvc1").u8(1).u8(1));
    List<FlvEvent> other = tags.audio(tag().u8(0x90).fourCc("\1\2\3\4"));

    assertThat(first)
        .containsExactly(
            new StreamRefused(
                new FlvStreamId(TrackKind.VIDEO, 1),
                "video: VVC (H.266) is not supported, set the encoder to one of H.264 (AVC),"
                    + " HEVC (H.265), AV1, VP9"));
    assertThat(second).isEmpty();
    assertThat(other).singleElement().asString().contains("an unknown codec");
    assertThat(tags.reader.refusedPackets()).isEqualTo(3);
  }

  @Test
  void leavesAv1ThatIsConfiguredForTransportStreamsOut() throws MediaFormatException {
    assertThat(tags.video(tag().u8(0x95).fourCc("av01").u32(0x80810000)))
        .singleElement()
        .asString()
        .contains("descriptor of MPEG-2 TS");
  }

  @Test
  void waitsForTheNextWhereASequenceStartIsEmpty() throws MediaFormatException {
    assertThat(tags.video(tag().u8(0x90).fourCc("av01"))).isEmpty();
    assertThat(tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C))).hasSize(1);
  }

  /** AV1-ISOBMFF §2.3.4: configOBUs may be empty. */
  @Test
  void takesTheSequenceHeaderOfAKeyframeWhereTheStartHasNone() throws MediaFormatException {
    Bytes keyframe = Bytes.ofHex("0a0b000000043d06d4daf90040 3204 10008400");
    assertThat(tags.video(tag().u8(0x90).fourCc("av01").u32(0x81000C00))).isEmpty();
    assertThat(tags.video(tag().u8(0xA1).fourCc("av01").u32(0x32043000).u16(0x8400))).isEmpty();

    List<FlvEvent> events = tags.video(tag().u8(0x91).fourCc("av01").bytes(keyframe));

    assertThat(events).hasSize(2);
    assertThat(((TrackConfigured) events.getFirst()).track().config().codecString())
        .isEqualTo("av01.0.00M.08");
    assertThat(((SampleRead) events.getLast()).sample().keyframe()).isTrue();
    assertThat(tags.reader.droppedSamples()).isEqualTo(1);
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
    assertThat(tags.reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.ofHex(body)))).isEmpty();
    assertThat(tags.reader.droppedSamples()).isZero();
  }

  @Test
  void passesOverWhatHasNoSound() throws MediaFormatException {
    assertThat(tags.audio(tag().u8(0x94).fourCc("Opus").u8(1).u8(2).u32(3))).isEmpty(); // channels
    assertThat(tags.audio(tag().u8(0x92).fourCc("Opus"))).isEmpty(); // SequenceEnd
    assertThat(tags.reader.droppedSamples()).isZero();
  }

  @Test
  void dropsFramesBeforeASequenceStart() throws MediaFormatException {
    assertThat(tags.video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).isEmpty();
    assertThat(tags.audio(tag().u8(0x91).fourCc("mp4a").u8(1))).isEmpty();
    assertThat(tags.reader.droppedSamples()).isEqualTo(2);
  }

  @Test
  void beginsAStreamAnewWhereItsCodecChanges() throws MediaFormatException {
    tags.audio(tag().u8(0x90).fourCc("mp4a").bytes(ASC));

    List<FlvEvent> start = tags.audio(tag().u8(0x90).fourCc("Opus"));

    assertThat(start)
        .extracting(event -> ((TrackConfigured) event).track().config().getClass())
        .isEqualTo(List.of(OpusConfig.class));
    assertThat(tags.audio(tag().u8(0x91).fourCc("mp4a").u8(1))).isEmpty();
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
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> tags.reader.read(new FlvTag(FlvTagType.VIDEO, 0, Bytes.ofHex(body))))
        .returns(Kind.MALFORMED, MediaFormatException::kind);
    assertThat(sample(tags.video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).units())
        .containsExactly(IDR);
  }
}
