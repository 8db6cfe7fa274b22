package dev.weir.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.flv.FlvCodec;
import dev.weir.media.TrackKind;
import java.util.Arrays;

/**
 * What we say of ourselves in the answer to connect (Enhanced RTMP v2, "Enhancing NetConnection
 * connect Command"). Stateless.
 */
final class ServerCapabilities {
  /** We pass codecs on as they are. */
  private static final int FLAGS = PeerCapabilities.CAN_FORWARD;

  private static final int CAPS_EX =
      PeerCapabilities.RECONNECT
          | PeerCapabilities.MULTITRACK
          | PeerCapabilities.MOD_EX
          | PeerCapabilities.TIMESTAMP_NANO_OFFSET;

  private ServerCapabilities() {}

  /** The properties with our capabilities behind them. */
  static ObjectValue addTo(ObjectValue properties) {
    return properties
        .with("fourCcList", fourCcList())
        .with("videoFourCcInfoMap", infoMap(TrackKind.VIDEO))
        .with("audioFourCcInfoMap", infoMap(TrackKind.AUDIO))
        .with("capsEx", CAPS_EX);
  }

  /** Of v1. */
  private static StrictArray fourCcList() {
    return new StrictArray(
        Arrays.stream(FlvCodec.values())
            .<AmfValue>map(codec -> new StringValue(codec.fourCc()))
            .toList());
  }

  private static ObjectValue infoMap(TrackKind kind) {
    ObjectValue map = ObjectValue.EMPTY;
    for (FlvCodec codec : FlvCodec.ofKind(kind)) {
      map = map.with(codec.fourCc(), new NumberValue(FLAGS));
    }
    return map;
  }
}
