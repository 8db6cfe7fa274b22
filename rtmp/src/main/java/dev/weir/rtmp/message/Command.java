package dev.weir.rtmp.message;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.amf.Amf0Reader;
import dev.weir.container.amf.AmfLimits;
import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.List;

/**
 * A command of the peer (Adobe RTMP 1.0 §7.2). Immutable.
 *
 * @param transactionId what a response must repeat; 0 where none is wanted
 * @param streamId the message stream that it came on
 * @param arguments the command object, then what follows it
 */
public record Command(String name, double transactionId, int streamId, List<AmfValue> arguments) {
  public Command {
    arguments = List.copyOf(arguments);
  }

  public static Command read(RtmpMessage message, AmfLimits limits) throws MediaFormatException {
    List<AmfValue> values = Amf0Reader.readAll(amf0(message, MessageType.COMMAND_AMF3), limits);
    String name =
        values.stream()
            .findFirst()
            .flatMap(AmfValue::asString)
            .orElseThrow(() -> new MediaFormatException(MALFORMED, "RTMP command", "has no name"));
    // Interop: some encoders leave the transaction id of FCUnpublish and the like out.
    double transactionId = values.size() > 1 ? values.get(1).asNumber().orElse(0) : 0;
    return new Command(
        name,
        transactionId,
        message.streamId(),
        values.subList(Math.min(2, values.size()), values.size()));
  }

  /**
   * The payload without the format octet that the AMF 3 types put before AMF 0 values (§7.1.1 and
   * Enhanced RTMP v2).
   */
  static Bytes amf0(RtmpMessage message, int amf3Type) {
    Bytes payload = message.payload();
    boolean hasFormat = message.type() == amf3Type && !payload.isEmpty() && payload.at(0) == 0;
    return hasFormat ? payload.slice(1) : payload;
  }

  /** The command object, or null (in AMF). */
  public AmfValue commandObject() {
    return argument(0);
  }

  /** The argument at {@code index}, the command object being 0; null (in AMF) if there is none. */
  public AmfValue argument(int index) {
    return index < arguments.size() ? arguments.get(index) : new NullValue();
  }
}
