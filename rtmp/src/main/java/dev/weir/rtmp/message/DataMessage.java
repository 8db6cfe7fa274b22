package dev.weir.rtmp.message;

import dev.weir.container.amf.Amf0Reader;
import dev.weir.container.amf.AmfLimits;
import dev.weir.container.amf.AmfValue;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.List;

/**
 * A data message (Adobe RTMP 1.0 §7.1.2): a name such as onMetaData, and values. Immutable.
 *
 * @param name empty if the message has none
 */
public record DataMessage(String name, List<AmfValue> values) {
  private static final String SET_DATA_FRAME = "@setDataFrame";

  public DataMessage {
    values = List.copyOf(values);
  }

  /** Reads {@code message}, and takes the {@code @setDataFrame} in front away. */
  public static DataMessage read(RtmpMessage message, AmfLimits limits)
      throws MediaFormatException {
    List<AmfValue> values =
        Amf0Reader.readAll(Command.amf0(message, MessageType.DATA_AMF3), limits);
    DataMessage data = of(values);
    return data.name.equals(SET_DATA_FRAME) ? of(data.values) : data;
  }

  private static DataMessage of(List<AmfValue> values) {
    String name = values.stream().findFirst().flatMap(AmfValue::asString).orElse("");
    return new DataMessage(name, name.isEmpty() ? values : values.subList(1, values.size()));
  }
}
