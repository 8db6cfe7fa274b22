package dev.weir.container.flv;

import static dev.weir.container.flv.ExtendedTags.ASC;
import static dev.weir.container.flv.ExtendedTags.AVC_C;
import static dev.weir.container.flv.ExtendedTags.FRAMED_IDR;
import static dev.weir.container.flv.ExtendedTags.picture;
import static dev.weir.container.flv.ExtendedTags.sample;
import static dev.weir.container.flv.ExtendedTags.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.container.flv.FlvEvent.StreamRefused;
import dev.weir.container.flv.FlvEvent.TrackConfigured;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags with one or many of several tracks, Enhanced RTMP v2 "Multitrack". */
class MultitrackTagTest {
  private final ExtendedTags tags = new ExtendedTags();

  @Test
  void readsOneTrackThatIsNotTheDefault() throws MediaFormatException {
    tags.video(tag().u8(0x96).u8(0x00).fourCc("avc1").u8(2).bytes(AVC_C));

    List<FlvEvent> frames =
        tags.video(tag().u8(0x96).u8(0x03).fourCc("avc1").u8(2).bytes(FRAMED_IDR));

    assertThat(sample(frames)).isEqualTo(picture(5, 9_000, 0));
  }

  @Test
  void readsManyTracksOfOneCodec() throws MediaFormatException {
    int size = AVC_C.length();
    List<FlvEvent> start =
        tags.video(
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
        tags.audio(
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
  void theOtherTracksOfATagAreReadBesideOneThatIsLeftOut() throws MediaFormatException {
    List<FlvEvent> events =
        tags.video(
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
  void leavesAnUnknownArrangementOfTracksOut() throws MediaFormatException {
    assertThat(tags.video(tag().u8(0x96).u8(0x31).fourCc("avc1").u8(0)))
        .singleElement()
        .asString()
        .contains("AvMultitrackType 3");
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
    assertThat(tags.reader.refusedPackets()).isEqualTo(10L * told);
  }

  @Test
  void refusesATagWithMoreTracksThanThereAreNumbers() {
    ByteWriter flood = tag().u8(0x96).u8(0x12).fourCc("avc1");
    for (int i = 0; i < 100_000; i++) {
      flood.u8(i).u24(0);
    }

    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> tags.video(flood))
        .returns(Kind.LIMIT, MediaFormatException::kind);
  }

  private List<FlvEvent> oneTrack(int number) throws MediaFormatException {
    return tags.audio(tag().u8(0x95).u8(0).fourCc("mp4a").u8(number).bytes(ASC));
  }
}
