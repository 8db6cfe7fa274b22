package dev.weir.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import org.junit.jupiter.api.Test;

class AggregateMessageTest {
  private static AggregateMessage aggregate(int timestamp, String hex) {
    return new AggregateMessage(
        new RtmpMessage(MessageType.AGGREGATE, timestamp, 1, Bytes.ofHex(hex)));
  }

  @Test
  void countsTimestampsFromItsOwn() throws Exception {
    AggregateMessage aggregate =
        aggregate(
            5000,
            "08 000001 0003e8 00 000000 aa 0000000c" // audio at 1000
                + "09 000002 0003fc 00 000000 bbbb 0000000d"); // video at 1020

    assertThat(aggregate.next())
        .isEqualTo(new RtmpMessage(MessageType.AUDIO, 5000, 1, Bytes.of(0xAA)));
    assertThat(aggregate.next())
        .isEqualTo(new RtmpMessage(MessageType.VIDEO, 5020, 1, Bytes.of(0xBB, 0xBB)));
    assertThat(aggregate.next()).isNull();
  }

  @Test
  void readsTheUpperTimestampOctetBehindTheLowerThree() throws Exception {
    AggregateMessage aggregate =
        aggregate(0, "08 000000 000000 00 000000 0000000b 08 000000 000001 02 000000");

    aggregate.next();

    assertThat(aggregate.next())
        .isEqualTo(new RtmpMessage(MessageType.AUDIO, 0x02000001, 1, Bytes.EMPTY));
  }

  @Test
  void refusesAnAggregateInAnAggregate() {
    assertThatThrownBy(() -> aggregate(0, "16 000000 000000 00 000000").next())
        .hasMessageContaining("another aggregate");
  }

  @Test
  void refusesASubMessageLongerThanItself() {
    assertThatThrownBy(() -> aggregate(0, "08 000002 000000 00 000000 aa").next())
        .hasMessageContaining("needs 2 octets");
  }
}
