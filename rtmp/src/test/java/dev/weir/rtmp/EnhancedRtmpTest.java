package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.Amf0Reader;
import dev.weir.container.amf.AmfLimits;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.flv.FlvCodec;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What either side says in connect, and the request to connect anew. */
class EnhancedRtmpTest {
  private final ServerSession session = new ServerSession();

  @Test
  void saysWhatTheServerTakes() throws Exception {
    connect(ObjectValue.EMPTY);

    AmfValue properties = sentCommand("_result").get(2);

    assertThat(properties.properties().get("fourCcList"))
        .isEqualTo(
            new StrictArray(
                List.of(
                    new StringValue("avc1"),
                    new StringValue("hvc1"),
                    new StringValue("av01"),
                    new StringValue("vp09"),
                    new StringValue("mp4a"),
                    new StringValue("Opus"),
                    new StringValue("ac-3"),
                    new StringValue("ec-3"),
                    new StringValue("fLaC"),
                    new StringValue(".mp3"))));
    assertThat(properties.properties().get("videoFourCcInfoMap").properties())
        .containsOnlyKeys("avc1", "hvc1", "av01", "vp09")
        .containsEntry("av01", new NumberValue(4)); // CanForward
    assertThat(properties.properties().get("audioFourCcInfoMap").properties())
        .containsOnlyKeys("mp4a", "Opus", "ac-3", "ec-3", "fLaC", ".mp3");
    assertThat(properties.number("capsEx")).hasValue(15);
    assertThat(properties.string("fmsVer")).isPresent();
  }

  @Test
  void aPeerThatSaysNothingTakesNothingNew() {
    connect(ObjectValue.EMPTY);

    assertThat(session.connection.peer()).isEqualTo(PeerCapabilities.NONE);
    assertThat(taken()).isEmpty();
  }

  @Test
  void readsTheListOfTheFirstVersion() {
    connect(
        ObjectValue.EMPTY.with(
            "fourCcList",
            new StrictArray(
                List.of(new StringValue("hvc1"), new NumberValue(1), new StringValue("Opus")))));

    assertThat(taken()).containsExactly(FlvCodec.HEVC, FlvCodec.OPUS);
    assertThat(session.connection.peer().reconnects()).isFalse();
  }

  @Test
  void aStarStandsForAllCodecs() {
    connect(ObjectValue.EMPTY.with("fourCcList", new StrictArray(List.of(new StringValue("*")))));

    assertThat(taken()).containsExactly(FlvCodec.values());
  }

  @Test
  void readsTheMapsOfTheSecondVersion() {
    connect(
        ObjectValue.EMPTY
            .with("videoFourCcInfoMap", ObjectValue.EMPTY.with("av01", 1).with("hvc1", 2))
            .with("audioFourCcInfoMap", ObjectValue.EMPTY.with("ac-3", 4).with("Opus", "no"))
            .with("capsEx", 3));

    assertThat(taken()).containsExactly(FlvCodec.AV1, FlvCodec.AC3);
    assertThat(session.connection.peer().takesMultitrack()).isTrue();
  }

  @Test
  void passesOverCapabilitiesOfAnotherForm() {
    connect(
        ObjectValue.EMPTY
            .with("fourCcList", "hvc1")
            .with("videoFourCcInfoMap", new NullValue())
            .with("capsEx", "all"));

    assertThat(session.connection.peer()).isEqualTo(PeerCapabilities.NONE);
  }

  @Test
  void asksWhoUnderstandsItToConnectAnew() throws Exception {
    connect(ObjectValue.EMPTY.with("capsEx", 1));

    session.connection.requestReconnect("Bye.");
    session.drain();

    assertThat(sentCommand("onStatus").get(3).properties())
        .containsExactly(
            Map.entry("level", new StringValue("status")),
            Map.entry("code", new StringValue("NetConnection.Connect.ReconnectRequest")),
            Map.entry("description", new StringValue("Bye.")));
  }

  @Test
  void asksNobodyElse() throws Exception {
    connect(ObjectValue.EMPTY.with("capsEx", 14));

    session.connection.requestReconnect("Bye.");
    session.drain();

    assertThat(session.sentCommands()).containsExactly("_result 1 NetConnection.Connect.Success");
  }

  private void connect(ObjectValue capabilities) {
    session.receive(PublisherBytes.shakenHands().connect(capabilities).bytes());
  }

  private List<FlvCodec> taken() {
    return Arrays.stream(FlvCodec.values()).filter(session.connection.peer()::takes).toList();
  }

  private List<AmfValue> sentCommand(String name) throws Exception {
    for (RtmpMessage message : session.sentMessages()) {
      if (message.type() == MessageType.COMMAND_AMF0) {
        List<AmfValue> values = Amf0Reader.readAll(message.payload(), AmfLimits.DEFAULTS);
        if (values.getFirst().equals(new StringValue(name))) {
          return values;
        }
      }
    }
    throw new AssertionError("no " + name);
  }
}
