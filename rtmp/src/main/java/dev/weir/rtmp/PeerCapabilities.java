package dev.weir.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.flv.FlvCodec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of itself in connect (Enhanced RTMP v2, "Enhancing NetConnection connect
 * Command"; its fourCcList is of v1). Immutable.
 *
 * @param codecFlags FourCcInfoMask by FourCC, or by {@code *} for all
 * @param capsEx CapsExMask
 */
public record PeerCapabilities(Map<String, Integer> codecFlags, int capsEx) {
  /** What is known of a peer that says nothing. */
  public static final PeerCapabilities NONE = new PeerCapabilities(Map.of(), 0);

  static final int CAN_DECODE = 1;
  static final int CAN_ENCODE = 2;
  static final int CAN_FORWARD = 4;

  static final int RECONNECT = 1;
  static final int MULTITRACK = 2;
  static final int MOD_EX = 4;
  static final int TIMESTAMP_NANO_OFFSET = 8;

  private static final String ANY = "*";

  public PeerCapabilities {
    codecFlags = Map.copyOf(codecFlags);
  }

  /**
   * Reads the command object of connect; what it says in another form is as if it were not there.
   */
  static PeerCapabilities read(AmfValue commandObject) {
    var flags = new HashMap<String, Integer>();
    if (commandObject.properties().get("fourCcList") instanceof StrictArray list) {
      list.elements()
          .forEach(
              element -> element.asString().ifPresent(fourCc -> flags.put(fourCc, CAN_DECODE)));
    }
    addInfoMap(commandObject.properties().get("videoFourCcInfoMap"), flags);
    addInfoMap(commandObject.properties().get("audioFourCcInfoMap"), flags);
    return new PeerCapabilities(flags, (int) commandObject.number("capsEx").orElse(0));
  }

  private static void addInfoMap(@Nullable AmfValue infoMap, Map<String, Integer> flags) {
    if (infoMap != null) {
      infoMap
          .properties()
          .forEach((fourCc, mask) ->
              flags.merge(fourCc, (int) mask.asNumber().orElse(0), (a, b) -> a | b));
    }
  }

  /** It says that it can decode or forward the codec. What every peer takes need not be said. */
  public boolean takes(FlvCodec codec) {
    int flags = codecFlags.getOrDefault(codec.fourCc(), 0) | codecFlags.getOrDefault(ANY, 0);
    return (flags & (CAN_DECODE | CAN_FORWARD)) != 0;
  }

  /** It reads tags with several tracks. */
  public boolean takesMultitrack() {
    return (capsEx & MULTITRACK) != 0;
  }

  /** It connects anew when it is asked to. */
  public boolean reconnects() {
    return (capsEx & RECONNECT) != 0;
  }
}
