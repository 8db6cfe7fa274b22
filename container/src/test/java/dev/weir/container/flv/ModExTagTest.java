package dev.weir.container.flv;

import static dev.weir.container.flv.ExtendedTags.AVC_C;
import static dev.weir.container.flv.ExtendedTags.FRAMED_IDR;
import static dev.weir.container.flv.ExtendedTags.IDR;
import static dev.weir.container.flv.ExtendedTags.picture;
import static dev.weir.container.flv.ExtendedTags.sample;
import static dev.weir.container.flv.ExtendedTags.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.flv.FlvEvent.TrackConfigured;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags with modifiers, Enhanced RTMP v2 "ModEx". */
class ModExTagTest {
  private final ExtendedTags tags = new ExtendedTags();

  @Test
  void addsTheNanosecondsOfAModifierAndPassesOverUnknownOnes() throws MediaFormatException {
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));

    List<FlvEvent> frames =
        tags.video(
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
        tags.video(tag().u8(0x97).u8(0).u8(0).u8(0x16).u8(0).fourCc("avc1").u8(1).bytes(AVC_C));

    assertThat(start).singleElement().isInstanceOf(TrackConfigured.class);
  }

  @Test
  void passesThroughABombOfModifiersOnce() throws MediaFormatException {
    tags.video(tag().u8(0x90).fourCc("avc1").bytes(AVC_C));
    ByteWriter bomb = tag().u8(0x97);
    for (int i = 0; i < 1_000_000; i++) {
      bomb.u8(0).u8(0).u8(0x17);
    }

    bomb.u8(0).u8(0).u8(0x13).fourCc("avc1").bytes(FRAMED_IDR);

    assertThat(sample(tags.video(bomb)).units()).containsExactly(IDR);
  }
}
