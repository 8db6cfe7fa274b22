package dev.weir.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.media.Bytes;
import dev.weir.media.TrackKind;
import java.util.List;

/** What a connection tells its adapter, in order. Immutable. */
public sealed interface RtmpEvent {
  /**
   * The peer wants to publish (Adobe RTMP 1.0 §7.2.2.6). To be answered by {@link
   * RtmpConnection#acceptPublish} or {@link RtmpConnection#rejectPublish}; nothing follows before.
   *
   * @param app the application of the connect command, as it came
   * @param streamName the stream name, as it came: it may hold a secret
   * @param publishType {@code live}, {@code record} or {@code append}
   * @param tcUrl the address that the peer says it connected to, empty if it does not say
   */
  record PublishRequested(String app, String streamName, String publishType, String tcUrl)
      implements RtmpEvent {
    /** Says nothing but the type, since all else may hold a secret. */
    @Override
    public String toString() {
      return "PublishRequested[" + publishType + "]";
    }
  }

  /**
   * The peer wants to play (§7.2.2.1). To be answered by {@link RtmpConnection#acceptPlay} or
   * {@link RtmpConnection#rejectPlay}; nothing follows before.
   *
   * @param streamName as it came: it may hold a secret
   */
  record PlayRequested(String app, String streamName, String tcUrl) implements RtmpEvent {
    /** Says nothing, since everything may hold a secret. */
    @Override
    public String toString() {
      return "PlayRequested[]";
    }
  }

  /** The encoder's description of the stream (onMetaData): an object or an ECMA array. */
  record Metadata(AmfValue properties) implements RtmpEvent {}

  /** Another data message of the publication, such as onTextData or onCuePoint. */
  record DataReceived(String name, List<AmfValue> values, long timestampMillis)
      implements RtmpEvent {
    public DataReceived {
      values = List.copyOf(values);
    }
  }

  /**
   * An audio or video message of the publication, never empty.
   *
   * @param timestampMillis the dts, carried past 2^32; may step back
   * @param payload the body of an FLV audio or video tag
   */
  record MediaMessage(TrackKind kind, long timestampMillis, Bytes payload) implements RtmpEvent {}

  /** The peer has ended its publication; another may follow. */
  record PublishEnded() implements RtmpEvent {}

  /** The player wants nothing for a while (§7.2.2.9). */
  record PlayPaused() implements RtmpEvent {}

  /** The player wants to go on, with what is on now. */
  record PlayResumed() implements RtmpEvent {}

  /** The player has had enough; it may ask for something else. */
  record PlayEnded() implements RtmpEvent {}

  /** The connection is over and to be closed when all output is sent. Nothing follows. */
  record Closed(SessionEnd end) implements RtmpEvent {}
}
