package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.RtmpEvent.Closed;
import dev.weir.rtmp.SessionEnd.Code;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.message.UserControl;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtmpConnectionFaultsTest {
  private final ServerSession session = new ServerSession();

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  private void assertClosed(Code code, String text) {
    assertThat(session.events).isNotEmpty();
    assertThat(session.events.getLast())
        .isInstanceOfSatisfying(
            Closed.class,
            closed -> {
              assertThat(closed.end().code()).isEqualTo(code);
              assertThat(closed.end().text()).contains(text);
            });
    assertThat(session.connection.nextDeadlineNanos()).isEmpty();
  }

  @Test
  void closesOnAnotherProtocol() {
    session.receive(new ByteWriter().utf8("GET / HTTP/1.1\r\n").toBytes());

    assertClosed(Code.UNSUPPORTED, "version 3");
  }

  @Test
  void ignoresInputOnceClosed() {
    session.receive(Bytes.of(0xFF)).receive(PublisherBytes.likeObs("studio").bytes());
    session.connection.onDeadline(seconds(1000));
    session.drain();

    assertThat(session.events).hasSize(1);
    assertThat(session.connection.stats().receivedBytes()).isEqualTo(1);
  }

  @Test
  void closesWhenTheHandshakeTakesTooLong() {
    session.receive(Bytes.of(3), seconds(9));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(10));
    session.connection.onDeadline(seconds(10) - 1);
    session.drain();
    assertThat(session.events).isEmpty();
    session.connection.onDeadline(seconds(10));
    session.drain();
    assertClosed(Code.HANDSHAKE_TIMED_OUT, "10 s");
  }

  @Test
  void closesWhenNoPublicationFollows() {
    session.receive(PublisherBytes.shakenHands().connect(ObjectValue.EMPTY).bytes(), seconds(5));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(25));
    session.connection.onDeadline(seconds(25));
    session.drain();
    assertClosed(Code.PUBLISH_TIMED_OUT, "20 s");
  }

  @Test
  void closesAPublicationThatFallsSilent() {
    session.receive(PublisherBytes.likeObs("studio").bytes(), seconds(5));

    session.connection.onDeadline(seconds(25));
    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(35));
    session.connection.onDeadline(seconds(35));
    session.drain();
    assertClosed(Code.IDLE_TIMED_OUT, "30 s");
  }

  @Test
  void pingsAPublisherThatFallsSilentToTellWhetherItIsThere() throws Exception {
    session.receive(PublisherBytes.likeObs("studio").bytes(), seconds(5));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(20));
    session.connection.onDeadline(seconds(20));
    session.drain();
    assertThat(session.sentMessages())
        .last()
        .isEqualTo(UserControl.event(UserControl.PING_REQUEST, 20_000));
    session.connection.onDeadline(seconds(35));
    session.drain();
    assertClosed(Code.IDLE_TIMED_OUT, "not even the answer to a ping");
  }

  @Test
  void closesAPublicationThatSendsEverythingButMedia() {
    session.receive(PublisherBytes.likeObs("studio").audio(0, Bytes.of(0)).bytes(), seconds(5));
    Bytes ping = Bytes.ofHex("0006 00000000");
    session.receive(
        PublisherBytes.none().message(2, MessageType.USER_CONTROL, 0, ping).metadata().bytes(),
        seconds(34));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(35));
    session.connection.onDeadline(seconds(35));
    session.drain();
    assertClosed(Code.IDLE_TIMED_OUT, "no audio or video");
  }

  @Test
  void countsTheTimeToPublishAnewWhenAPublicationEnds() {
    session.receive(PublisherBytes.likeObs("studio").bytes(), seconds(5));
    session.receive(PublisherBytes.none().command("closeStream", 0, 1).bytes(), seconds(100));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(120));
  }

  @Test
  void closesOnAnAmfBomb() {
    var bomb = new ByteWriter().u8(2).u16(1).utf8("x").u8(0).f64(1);
    for (int i = 0; i < 10_000; i++) {
      bomb.u8(0x0A).u32(1);
    }
    session.receive(
        PublisherBytes.shakenHands()
            .message(3, MessageType.COMMAND_AMF0, 0, bomb.toBytes())
            .bytes());

    assertClosed(Code.LIMIT, "nested deeper");
  }

  @Test
  void closesOnAnArrayThatPromisesTooMuch() {
    session.receive(
        PublisherBytes.shakenHands()
            .message(3, MessageType.COMMAND_AMF0, 0, Bytes.ofHex("02 0001 78 0a 80000000"))
            .bytes());

    assertClosed(Code.MALFORMED, "2147483648 elements");
  }

  @Test
  void closesOnACommandWithoutAName() {
    session.receive(
        PublisherBytes.shakenHands().message(3, MessageType.COMMAND_AMF0, 0, Bytes.EMPTY).bytes());

    assertClosed(Code.MALFORMED, "no name");
  }

  @Test
  void closesOnChunksOfOneOctet() {
    session.receive(PublisherBytes.shakenHands().chunkSize(1).bytes());

    assertClosed(Code.LIMIT, "chunk size of 1");
  }

  @Test
  void closesOnMediaTooLongForACommandBeforeAPublication() {
    Bytes frame = new ByteWriter().zeros((64 << 10) + 1).toBytes();

    session.receive(PublisherBytes.shakenHands().video(0, frame).bytes());

    assertClosed(Code.LIMIT, "65537 octets");
  }

  @Test
  void closesWhenIncompleteMessagesPileUpBeforeAPublication() {
    var octets = new ByteWriter().bytes(PublisherBytes.shakenHands().bytes());
    for (int id = 4; id < 4 + 17; id++) {
      octets.u8(id).bytes(Bytes.ofHex("000000 010000 09 01000000")).zeros(128);
    }

    session.receive(octets.toBytes());

    assertClosed(Code.LIMIT, "more than 65536 octets");
  }

  @Test
  void closesOnCommandsWithoutEnd() {
    PublisherBytes chatter = PublisherBytes.shakenHands().connect(ObjectValue.EMPTY);
    for (int i = 0; i < 64; i++) {
      chatter.command("releaseStream", i, 0);
    }
    session.receive(chatter.bytes());

    assertClosed(Code.LIMIT, "more than 64");
  }

  @Test
  void ignoresCommandsInAnAggregate() {
    var connection = new RtmpConnection(RtmpLimits.DEFAULTS, new Random(1), 0);
    Bytes publish =
        Amf0Writer.write(
            new StringValue("publish"),
            new NumberValue(0),
            new NullValue(),
            new StringValue("studio"));
    Bytes closeStream = Amf0Writer.write(new StringValue("closeStream"), new NumberValue(0));
    Bytes aggregate = Bytes.concat(List.of(subMessage(publish), subMessage(closeStream)));

    connection.receive(
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY)
            .command("createStream", 2, 0)
            .media(MessageType.AGGREGATE, 0, aggregate)
            .bytes()
            .asByteBuffer(),
        0);

    assertThat(connection.pollEvent()).isNull();
    assertThat(connection.stats().ignoredMessages()).isEqualTo(2);
  }

  private static Bytes subMessage(Bytes command) {
    return new ByteWriter()
        .u8(MessageType.COMMAND_AMF0)
        .u24(command.length())
        .zeros(7)
        .bytes(command)
        .zeros(4)
        .toBytes();
  }

  @Test
  void closesOnPublicationsWithoutEnd() {
    PublisherBytes restless = PublisherBytes.likeObs("studio");
    for (int i = 0; i < 64; i++) {
      restless.command("closeStream", 0, 1).publish(6, "studio");
    }
    session.receive(restless.bytes());

    assertClosed(Code.LIMIT, "more than 64");
  }

  @Test
  void closesWhenAnswersPileUp() {
    PublisherBytes pings = PublisherBytes.likeObs("studio");
    for (int i = 0; i < 20_000; i++) {
      pings.message(2, MessageType.USER_CONTROL, 0, Bytes.ofHex("0006 00000000"));
    }
    session.receive(pings.bytes());

    assertClosed(Code.LIMIT, "to answer");
  }

  @Test
  void closesWhenMessagesPileUp() {
    PublisherBytes flood = PublisherBytes.likeObs("studio");
    for (int i = 0; i < 20_000; i++) {
      flood.audio(0, Bytes.of(0));
    }
    session.receive(flood.bytes());

    assertClosed(Code.LIMIT, "messages at once");
  }

  @Test
  void closesOnTimestampsThatGoOnForACentury() {
    PublisherBytes walk = PublisherBytes.likeObs("studio");
    for (int i = 0; i < 1600; i++) {
      walk.audio(i * 0x7FFFFFFF, Bytes.of(0));
    }
    session.receive(walk.bytes());

    assertClosed(Code.LIMIT, "century");
  }

  @Test
  void closesWhenTooMuchComesBeforeTheAnswerToPublish() {
    var connection = new RtmpConnection(RtmpLimits.DEFAULTS, new Random(1), 0);
    connection.receive(PublisherBytes.likeObs("studio").bytes().asByteBuffer(), 0);
    connection.pollEvent();
    for (int i = 0; i < 16; i++) {
      connection.receive(ByteBuffer.allocate(1 << 16), 0);
    }

    assertThat(connection.pollEvent()).isInstanceOf(Closed.class);
    connection.acceptPublish();
    assertThat(connection.pollEvent()).isNull();
  }
}
