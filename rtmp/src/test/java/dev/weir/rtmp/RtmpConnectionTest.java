package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.TrackKind;
import dev.weir.rtmp.RtmpEvent.DataReceived;
import dev.weir.rtmp.RtmpEvent.MediaMessage;
import dev.weir.rtmp.RtmpEvent.Metadata;
import dev.weir.rtmp.RtmpEvent.PublishEnded;
import dev.weir.rtmp.RtmpEvent.PublishRequested;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtmpConnectionTest {
  private static final Bytes FRAME = Bytes.ofHex("1701000000 aabbcc");
  private static final Metadata METADATA =
      new Metadata(new EcmaArray(Map.of("width", new NumberValue(1280))));

  private final ServerSession session = new ServerSession();

  private static PublishRequested requested(String streamName) {
    return new PublishRequested("live", streamName, "live", "rtmp://host/live");
  }

  private static MediaMessage video(long timestampMillis) {
    return new MediaMessage(TrackKind.VIDEO, timestampMillis, FRAME);
  }

  @Test
  void takesAPublicationFromConnectToDeleteStream() throws Exception {
    session.receive(
        PublisherBytes.likeObs("studio?key=s")
            .video(0, FRAME)
            .audio(10, FRAME)
            .call("FCUnpublish", 6, "studio?key=s")
            .command("deleteStream", 7, 0, new NullValue(), new NumberValue(1))
            .bytes());

    assertThat(session.events)
        .containsExactly(
            requested("studio?key=s"),
            METADATA,
            video(0),
            new MediaMessage(TrackKind.AUDIO, 10, FRAME),
            new PublishEnded());
  }

  @Test
  void answersEveryCallOfAPublisher() throws Exception {
    session.receive(PublisherBytes.likeObs("studio").bytes());
    session.receive(PublisherBytes.none().call("FCUnpublish", 6, "studio").bytes());

    assertThat(session.sentCommands())
        .containsExactly(
            "_result 1 NetConnection.Connect.Success",
            "_result 2 -",
            "onFCPublish 0 NetStream.Publish.Start",
            "_result 3 -",
            "_result 4 -",
            "onStatus 0 NetStream.Publish.Start",
            "onStatus 0 NetStream.Unpublish.Success",
            "onFCUnpublish 0 NetStream.Unpublish.Success",
            "_result 6 -");
  }

  @Test
  void announcesWindowsAndChunkSizeBeforeTheResultOfConnect() throws Exception {
    session.receive(PublisherBytes.shakenHands().connect(ObjectValue.EMPTY).bytes());

    assertThat(session.sentMessages().stream().map(RtmpMessage::type))
        .containsExactly(
            MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE,
            MessageType.SET_PEER_BANDWIDTH,
            MessageType.COMMAND_AMF0);
    assertThat(session.output().slice(3073 + 12, 3073 + 16)).isEqualTo(Bytes.ofHex("002625a0"));
  }

  @Test
  void takesCommandsAndDataWrappedForAmf3() {
    Bytes metadata = Amf0Writer.write(new StringValue("onMetaData"), METADATA.properties());
    Bytes publish =
        Amf0Writer.write(
            new StringValue("publish"),
            new NumberValue(3),
            new NullValue(),
            new StringValue("studio"));
    session.receive(
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY.with("objectEncoding", 3))
            .command("createStream", 2, 0)
            .message(3, MessageType.COMMAND_AMF3, 1, Bytes.concat(List.of(Bytes.of(0), publish)))
            .message(4, MessageType.DATA_AMF3, 1, Bytes.concat(List.of(Bytes.of(0), metadata)))
            .bytes());

    assertThat(session.events).containsExactly(requested("studio"), METADATA);
  }

  @Test
  void answersUnknownCallsWithAnErrorAndGoesOn() throws Exception {
    session.receive(
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY)
            .command("setPeerInfo", 2, 0)
            .command("needsNoAnswer", 0, 0)
            .command("_error", 9, 0)
            .command("createStream", 3, 0)
            .command("createStream", 4, 0)
            .bytes());

    assertThat(session.sentCommands())
        .containsExactly(
            "_result 1 NetConnection.Connect.Success",
            "_error 2 NetConnection.Call.Failed",
            "_result 3 -",
            "_error 4 NetConnection.Call.Failed");
  }

  @Test
  void wantsConnectFirstAndOnce() throws Exception {
    session.receive(
        PublisherBytes.shakenHands()
            .command("createStream", 1, 0)
            .command("connect", 2, 0, ObjectValue.EMPTY)
            .connect(ObjectValue.EMPTY)
            .connect(ObjectValue.EMPTY)
            .bytes());

    assertThat(session.sentCommands())
        .containsExactly(
            "_error 1 NetConnection.Call.Failed",
            "_error 2 NetConnection.Connect.Rejected",
            "_result 1 NetConnection.Connect.Success",
            "_error 1 NetConnection.Connect.Rejected");
  }

  @Test
  void refusesASecondPublicationAndOneWithoutAStream() throws Exception {
    session.receive(
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY)
            .publish(2, "early")
            .command("createStream", 3, 0)
            .publish(4, "first")
            .publish(5, "second")
            .bytes());

    assertThat(session.events).containsExactly(requested("first"));
    assertThat(session.sentCommands())
        .containsExactly(
            "_result 1 NetConnection.Connect.Success",
            "onStatus 0 NetStream.Publish.BadName",
            "_result 3 -",
            "onStatus 0 NetStream.Publish.Start",
            "onStatus 0 NetStream.Publish.BadName");
  }

  @Test
  void tellsThePublisherWhyItIsRejected() {
    var connection = new RtmpConnection(RtmpLimits.DEFAULTS, new Random(1), 0);
    connection.receive(PublisherBytes.likeObs("studio").bytes().asByteBuffer(), 0);

    connection.rejectPublish(PublishRefusal.DENIED, "the key is wrong");

    String sent =
        new String(connection.pollOutput().orElseThrow().toArray(), StandardCharsets.ISO_8859_1);
    assertThat(sent).contains("NetStream.Publish.Denied", "the key is wrong");
    assertThatIllegalStateException().isThrownBy(connection::acceptPublish);
  }

  @Test
  void holdsWhatFollowsARequestUntilItIsAnswered() {
    var connection = new RtmpConnection(RtmpLimits.DEFAULTS, new Random(1), 0);
    Bytes octets =
        PublisherBytes.likeObs("mine").command("closeStream", 0, 1).publish(6, "yours").bytes();
    connection.receive(octets.asByteBuffer(), 0);

    assertThat(connection.pollEvent()).isEqualTo(requested("mine"));
    assertThat(connection.pollEvent()).isNull();
    connection.acceptPublish();

    assertThat(connection.pollEvent()).isEqualTo(METADATA);
    assertThat(connection.pollEvent()).isEqualTo(new PublishEnded());
    assertThat(connection.pollEvent()).isEqualTo(requested("yours"));
    connection.rejectPublish(PublishRefusal.DENIED, "no");
    connection.receive(PublisherBytes.none().video(0, FRAME).bytes().asByteBuffer(), 0);
    assertThat(connection.pollEvent()).isNull();
  }

  @Test
  void mayPublishAgainAfterTheEnd() {
    session.receive(
        PublisherBytes.likeObs("studio")
            .video(0x7FFFFFFF, FRAME)
            .command("closeStream", 0, 1)
            .publish(6, "again")
            .video(0xFFFFFFFF, FRAME)
            .bytes());
    session.receive(PublisherBytes.none().command("closeStream", 0, 1).publish(7, "third").bytes());

    assertThat(session.events)
        .contains(requested("again"), requested("third"))
        .contains(video(0x7FFFFFFFL), video(0xFFFFFFFFL));
  }

  @Test
  void deletesNoStreamButTheOneThatIsNamed() {
    session.receive(
        PublisherBytes.likeObs("studio")
            .command("deleteStream", 0, 0, new NullValue(), new NumberValue(2))
            .video(0, FRAME)
            .command("deleteStream", 0, 0)
            .bytes());

    assertThat(session.events).endsWith(video(0), new PublishEnded());
  }

  @Test
  void takesLongFramesOncePublishing() {
    Bytes frame = new ByteWriter().zeros(8 << 20).toBytes();

    session.receive(PublisherBytes.likeObs("studio").bytes());
    session.receive(PublisherBytes.none().chunkSize(4096).video(0, frame).bytes());

    assertThat(session.events).endsWith(new MediaMessage(TrackKind.VIDEO, 0, frame));
  }

  @Test
  void carriesTimestampsPastThirtyTwoBits() {
    session.receive(
        PublisherBytes.likeObs("studio")
            .video(0xFFFFFFF0, FRAME)
            .video(0x10, FRAME)
            .video(0x08, FRAME)
            .bytes());

    assertThat(session.events)
        .endsWith(video(0xFFFFFFF0L), video(0x100000010L), video(0x100000008L));
  }

  @Test
  void takesAggregatesApart() {
    Bytes aggregate =
        Bytes.ofHex(
            "09 000008 000064 00 000000 1701000000aabbcc 00000013"
                + "09 000008 000078 00 000000 1701000000aabbcc 00000013");
    session.receive(
        PublisherBytes.likeObs("studio").media(MessageType.AGGREGATE, 500, aggregate).bytes());

    assertThat(session.events).endsWith(video(500), video(520));
  }

  @Test
  void passesOtherDataOnAndIgnoresWhatItCannotRead() {
    session.receive(
        PublisherBytes.likeObs("studio")
            .data(new StringValue("onTextData"), new StringValue("hello"))
            .data(new StringValue("@clearDataFrame"), new StringValue("onMetaData"))
            .message(4, MessageType.DATA_AMF0, 1, Bytes.ofHex("11 0a 0b 01"))
            .video(0, FRAME)
            .bytes());

    assertThat(session.events)
        .endsWith(new DataReceived("onTextData", List.of(new StringValue("hello")), 0), video(0));
    assertThat(session.connection.stats().ignoredMessages()).isEqualTo(2);
  }

  @Test
  void ignoresMediaOutsideAPublication() {
    session.receive(PublisherBytes.shakenHands().video(0, FRAME).metadata().bytes());

    assertThat(session.events).isEmpty();
    assertThat(session.connection.stats().ignoredMessages()).isEqualTo(2);
  }

  @Test
  void answersAPingWithItsTimestamp() throws Exception {
    Bytes ping = Bytes.ofHex("0006 01020304");
    session.receive(
        PublisherBytes.shakenHands().message(2, MessageType.USER_CONTROL, 0, ping).bytes());

    assertThat(session.sentMessages())
        .containsExactly(
            new RtmpMessage(MessageType.USER_CONTROL, 0, 0, Bytes.ofHex("0007 01020304")));
  }

  @Test
  void acknowledgesEveryWindowOfThePeer() throws Exception {
    Bytes window = Bytes.ofHex("00001000");
    session.receive(
        PublisherBytes.shakenHands()
            .message(2, MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 0, window)
            .bytes());
    assertThat(session.sentMessages()).isEmpty();

    session.receive(PublisherBytes.none().video(0, new ByteWriter().zeros(1000).toBytes()).bytes());
    long received = session.connection.stats().receivedBytes();

    assertThat(session.sentMessages())
        .containsExactly(
            new RtmpMessage(
                MessageType.ACKNOWLEDGEMENT, 0, 0, new ByteWriter().u32(received).toBytes()));
  }

  @Test
  void sharesNoSecretInTheTextOfItsEvents() {
    session.receive(PublisherBytes.likeObs("studio?key=s3cret").bytes());

    assertThat(session.events.toString()).doesNotContain("s3cret", "studio");
  }
}
