package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.rtmp.RtmpEvent.Closed;
import dev.weir.rtmp.RtmpEvent.PlayEnded;
import dev.weir.rtmp.RtmpEvent.PlayPaused;
import dev.weir.rtmp.RtmpEvent.PlayRequested;
import dev.weir.rtmp.RtmpEvent.PlayResumed;
import dev.weir.rtmp.RtmpEvent.PublishRequested;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import dev.weir.rtmp.message.UserControl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What players say, each in its own dialect, and what they are answered. */
class RtmpPlayTest {
  private static final int CONTROL = 2;
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private final ServerSession session = new ServerSession();

  private static PlayRequested requested(String streamName) {
    return new PlayRequested("live", streamName, "rtmp://host/live");
  }

  /** FFmpeg 5 to 8: libavformat/rtmpproto.c. */
  private static PublisherBytes likeFfmpeg(String streamName) {
    return PublisherBytes.shakenHands()
        .connect(ObjectValue.EMPTY.with("flashVer", "LNX 9,0,124,2"))
        .message(CONTROL, MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 0, u32(2_500_000))
        .command("createStream", 2, 0, new NullValue())
        .call("_checkbw", 3, "")
        .call("getStreamLength", 4, streamName)
        .command("play", 5, 1, new NullValue(), text(streamName), new NumberValue(-2000))
        .message(CONTROL, MessageType.USER_CONTROL, 0, setBufferLength());
  }

  /** librtmp 2.4, which rtmpdump, GStreamer's rtmpsrc and others play with. */
  static PublisherBytes likeLibrtmp(String streamName) {
    return PublisherBytes.shakenHands()
        .connect(ObjectValue.EMPTY.with("fpad", 0).with("capabilities", 15))
        .message(CONTROL, MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 0, u32(2_500_000))
        .message(CONTROL, MessageType.USER_CONTROL, 0, setBufferLength())
        .command("createStream", 2, 0, new NullValue())
        .call("FCSubscribe", 3, streamName)
        .command("play", 4, 1, new NullValue(), text(streamName), new NumberValue(-1000))
        .message(CONTROL, MessageType.USER_CONTROL, 0, setBufferLength());
  }

  /** GStreamer 1.22's rtmp2src: no more than the specification asks for. */
  private static PublisherBytes likeRtmp2src(String streamName) {
    return PublisherBytes.shakenHands()
        .connect(ObjectValue.EMPTY)
        .command("createStream", 2, 0, new NullValue())
        .command("play", 3, 1, new NullValue(), text(streamName));
  }

  private static Bytes u32(long value) {
    return new ByteWriter().u32(value).toBytes();
  }

  /** §7.1.7: event 3, the stream's id, milliseconds. */
  private static Bytes setBufferLength() {
    return new ByteWriter().u16(3).u32(1).u32(3000).toBytes();
  }

  private static StringValue text(String value) {
    return new StringValue(value);
  }

  @Test
  void answersFfmpeg() throws Exception {
    session.receive(likeFfmpeg("studio").bytes());

    assertThat(session.events).containsExactly(requested("studio"));
    assertThat(session.sentCommands())
        .containsExactly(
            "_result 1 NetConnection.Connect.Success",
            "_result 2 -",
            "_result 3 -",
            "_result 4 -",
            "onStatus 0 NetStream.Play.Reset",
            "onStatus 0 NetStream.Play.Start");
  }

  @Test
  void answersLibrtmp() throws Exception {
    session.receive(likeLibrtmp("studio?token=t").bytes());

    assertThat(session.events).containsExactly(requested("studio?token=t"));
    assertThat(session.sentCommands())
        .endsWith(
            "_result 2 -",
            "onFCSubscribe 0 NetStream.Play.Start",
            "_result 3 -",
            "onStatus 0 NetStream.Play.Reset",
            "onStatus 0 NetStream.Play.Start");
  }

  @Test
  void beginsAStreamInTheOrderThatPlayersExpect() throws Exception {
    session.receive(likeRtmp2src("studio").bytes());

    List<RtmpMessage> sent = session.sentMessages();
    assertThat(sent.subList(sent.size() - 4, sent.size()))
        .extracting(RtmpMessage::type)
        .containsExactly(
            MessageType.USER_CONTROL,
            MessageType.COMMAND_AMF0,
            MessageType.COMMAND_AMF0,
            MessageType.DATA_AMF0);
    assertThat(sent.get(sent.size() - 4).payload()).isEqualTo(Bytes.ofHex("0000 00000001"));
    assertThat(sent.getLast())
        .isEqualTo(
            new RtmpMessage(
                MessageType.DATA_AMF0,
                0,
                1,
                Amf0Writer.write(
                    text("|RtmpSampleAccess"), new BooleanValue(true), new BooleanValue(true))));
  }

  @Test
  void refusesWithAReason() throws Exception {
    session.acceptsPlays = false;
    session.receive(likeRtmp2src("studio").bytes());
    session.connection.rejectPlay(PlayRefusal.STREAM_NOT_FOUND, "not here");
    session.drain();

    assertThat(session.sentCommands()).endsWith("onStatus 0 NetStream.Play.StreamNotFound");
  }

  @Test
  void handlesNothingUntilItHasAnswered() throws Exception {
    session.acceptsPlays = false;
    session.receive(likeRtmp2src("studio").command("deleteStream", 0, 0, new NullValue()).bytes());
    assertThat(session.events).containsExactly(requested("studio"));

    session.connection.acceptPlay();
    session.drain();

    assertThat(session.events).containsExactly(requested("studio"), new PlayEnded());
    assertThat(session.sentCommands()).endsWith("onStatus 0 NetStream.Play.Start");
  }

  @Test
  void pausesAndGoesOn() throws Exception {
    session.receive(likeRtmp2src("studio").bytes());
    session.receive(pause(true).bytes());
    session.receive(pause(true).bytes());
    session.receive(pause(false).bytes());

    assertThat(session.events)
        .containsExactly(requested("studio"), new PlayPaused(), new PlayResumed());
    assertThat(session.sentCommands())
        .endsWith(
            "onStatus 0 NetStream.Pause.Notify",
            "onStatus 0 NetStream.Pause.Notify",
            "onStatus 0 NetStream.Unpause.Notify");
  }

  private static PublisherBytes pause(boolean isWanted) {
    return onStream("pause", new BooleanValue(isWanted), new NumberValue(1000));
  }

  private static PublisherBytes onStream(String command, AmfValue... arguments) {
    var all = new AmfValue[arguments.length + 1];
    all[0] = new NullValue();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return PublisherBytes.none().command(command, 0, 1, all);
  }

  @Test
  void saysThatALiveStreamCannotBeSought() throws Exception {
    session.receive(likeRtmp2src("studio").bytes());
    session.receive(onStream("seek", new NumberValue(1000)).bytes());
    session.receive(onStream("play2", ObjectValue.EMPTY.with("streamName", "low")).bytes());

    assertThat(session.events).containsExactly(requested("studio"));
    assertThat(session.sentCommands())
        .endsWith("onStatus 0 NetStream.Seek.Failed", "onStatus 0 NetStream.Play.Failed");
  }

  @Test
  void changesOverToAnotherStream() {
    session.receive(likeRtmp2src("studio").bytes());
    session.receive(onStream("play", text("stage")).bytes());
    session.receive(onStream("closeStream").bytes());

    assertThat(session.events)
        .containsExactly(requested("studio"), new PlayEnded(), requested("stage"), new PlayEnded());
  }

  @Test
  void tellsThatTheStreamIsOver() throws Exception {
    session.receive(likeRtmp2src("studio").bytes());
    session.connection.finishPlay();
    session.connection.finishPlay();
    session.drain();

    assertThat(session.sentCommands())
        .endsWith("onStatus 0 NetStream.Play.UnpublishNotify", "onStatus 0 NetStream.Play.Stop");
    assertThat(session.sentMessages()).contains(UserControl.event(UserControl.STREAM_EOF, 1));
    assertThat(session.events).containsExactly(requested("studio"));
  }

  @Test
  void aPlayerNeitherPublishesNorDoesAPublisherPlay() throws Exception {
    session.receive(likeRtmp2src("studio").bytes());
    session.receive(onStream("publish", text("studio")).bytes());
    var publisher = new ServerSession().receive(PublisherBytes.likeObs("studio").bytes());
    publisher.receive(onStream("play", text("studio")).bytes());

    assertThat(session.events).doesNotHaveAnyElementsOfTypes(PublishRequested.class);
    assertThat(publisher.events).doesNotHaveAnyElementsOfTypes(PlayRequested.class);
  }

  @Test
  void aPlayerMayBeSilentButNotIdleAfterwards() {
    session.receive(likeRtmp2src("studio").bytes());
    session.connection.onDeadline(HOUR_NANOS);
    session.drain();
    assertThat(session.events).containsExactly(requested("studio"));

    session.receive(onStream("closeStream").bytes(), HOUR_NANOS);
    session.connection.onDeadline(HOUR_NANOS + Duration.ofSeconds(21).toNanos());
    session.drain();

    assertThat(session.events.getLast())
        .isInstanceOfSatisfying(
            Closed.class,
            closed -> {
              assertThat(closed.end().code()).isEqualTo(SessionEnd.Code.IDLE_TIMED_OUT);
              assertThat(closed.end().text()).contains("the player left", "20 s");
            });
  }

  @Test
  void aSilentPlayerIsPingedAndMayBeOneThatDoesNotAnswer() throws Exception {
    session.receive(likeRtmp2src("studio").bytes(), seconds(1));

    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(16));
    session.connection.onDeadline(seconds(16) - 1);
    session.drain();
    assertThat(session.sentMessages()).doesNotContain(ping(15_999));
    session.connection.onDeadline(seconds(16));
    session.drain();
    assertThat(session.sentMessages()).last().isEqualTo(ping(16_000));
    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(31));
    session.connection.onDeadline(seconds(31));
    session.connection.onDeadline(seconds(3600));
    session.drain();

    assertThat(session.sentMessages()).last().isEqualTo(ping(3_600_000));
    assertThat(session.events).containsExactly(requested("studio"));
  }

  @Test
  void aPlayerThatDoesNotAnswerPingsAnyMoreIsGone() {
    session.receive(likeRtmp2src("studio").bytes());
    session.connection.onDeadline(seconds(15));
    session.receive(pong(), seconds(16));
    session.connection.onDeadline(seconds(31));
    session.receive(pong(), seconds(32));

    session.connection.onDeadline(seconds(47));
    session.drain();
    assertThat(session.events).containsExactly(requested("studio"));
    assertThat(session.connection.nextDeadlineNanos()).hasValue(seconds(62));
    session.connection.onDeadline(seconds(62));
    session.drain();

    assertThat(session.events.getLast())
        .isInstanceOfSatisfying(
            Closed.class,
            closed -> {
              assertThat(closed.end().code()).isEqualTo(SessionEnd.Code.IDLE_TIMED_OUT);
              assertThat(closed.end().text()).contains("not even the answer to a ping", "30 s");
            });
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }

  private static RtmpMessage ping(long millis) {
    return UserControl.event(UserControl.PING_REQUEST, millis);
  }

  private static Bytes pong() {
    Bytes answer = UserControl.event(UserControl.PING_RESPONSE, 0).payload();
    return PublisherBytes.none().message(CONTROL, MessageType.USER_CONTROL, 0, answer).bytes();
  }

  @Test
  void aPlayerSaysAsMuchAsItLikesButPlaysNotForEverAnew() {
    session.receive(likeRtmp2src("studio").bytes());
    for (int i = 0; i < 200; i++) {
      session.receive(pause(true).bytes());
    }
    assertThat(session.events).doesNotHaveAnyElementsOfTypes(Closed.class);

    for (int i = 0; i < 64; i++) {
      session.receive(onStream("play", text("studio")).bytes());
    }

    assertThat(session.events).hasAtLeastOneElementOfType(Closed.class);
  }
}
