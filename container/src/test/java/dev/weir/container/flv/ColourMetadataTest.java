package dev.weir.container.flv;

import static dev.weir.container.flv.ExtendedTags.AVC_C;
import static dev.weir.container.flv.ExtendedTags.FRAMED_IDR;
import static dev.weir.container.flv.ExtendedTags.IDR;
import static dev.weir.container.flv.ExtendedTags.sample;
import static dev.weir.container.flv.ExtendedTags.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.flv.FlvEvent.TrackConfigured;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.media.codec.ColourDescription;
import dev.weir.media.codec.ContentLight;
import dev.weir.media.codec.MasteringDisplay;
import dev.weir.media.codec.MasteringDisplay.Point;
import dev.weir.media.codec.VideoColour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the Metadata of a track says of colours, Enhanced RTMP v1 "Metadata Frame". */
class ColourMetadataTest {
  private final ExtendedTags tags = new ExtendedTags();

  @Test
  void coloursOfAnotherTrackDoNotBeginTheDefaultOneAnew() throws MediaFormatException {
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    assertThat(tags.video(tag().u8(0xD4).fourCc("hvc1").u8(2).u16(9).utf8("colorInfo").u8(6)))
        .isEmpty();

    assertThat(sample(tags.video(tag().u8(0x93).fourCc("avc1").bytes(FRAMED_IDR))).units())
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
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    List<FlvEvent> events = tags.video(metadata(hdr()));

    assertThat(events).singleElement().isInstanceOf(TrackConfigured.class);
    Track track = ((TrackConfigured) events.getFirst()).track();
    assertThat(track.colours()).isEqualTo(HDR);
    assertThat(tags.video(metadata(hdr()))).isEmpty();
    assertThat(tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C))).isEmpty();
    assertThat(tags.video(metadata(new AmfValue.UndefinedValue())))
        .singleElement()
        .extracting(event -> ((TrackConfigured) event).track().colours())
        .isEqualTo(ColourDescription.NONE);
  }

  @Test
  void doesNotTakeHalfADescription() throws MediaFormatException {
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    var display = AmfValue.ObjectValue.EMPTY.with("redX", 0.7).with("redY", Double.NaN);
    var light = AmfValue.ObjectValue.EMPTY.with("maxCLL", 1e9);
    var config = AmfValue.ObjectValue.EMPTY.with("colorPrimaries", 9);

    var info = AmfValue.ObjectValue.EMPTY.with("hdrMdcv", display).with("hdrCll", light);
    assertThat(tags.video(metadata(info.with("colorConfig", config)))).isEmpty();
    assertThat(tags.video(metadata(new AmfValue.NumberValue(3)))).isEmpty();
    assertThat(tags.video(tag().u8(0xD4).fourCc("avc1").u8(2).u16(9))).isEmpty();
    assertThat(tags.reader.refusedPackets()).isEqualTo(1);
  }
}
