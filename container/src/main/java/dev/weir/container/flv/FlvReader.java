package dev.weir.container.flv;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaFormatException.Kind;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tags of FLV or RTMP, FLV 10.1 §E.4 and Enhanced RTMP v2, one at a time and in their
 * order. Each elementary stream becomes a track by {@link FlvStreamId#trackId}: the default video
 * track 1, the default audio track 2. Video has 90000 ticks a second, sound is counted in samples.
 * Time 0 is FLV's timestamp 0. Units share memory with the tags. After an exception the reader may
 * be used on. Confined to the session that made it.
 *
 * <p>A stream of an extended tag that we cannot take is left out, and told once; all else goes on.
 */
public final class FlvReader {
  public static final int VIDEO_TRACK_ID = 1;
  public static final int AUDIO_TRACK_ID = 2;
  public static final int VIDEO_TIMESCALE = 90_000;

  /** Each costs viewers a playlist and us an extent; encoders send up to six of a kind. */
  static final int MOST_STREAMS = 16;

  private final Map<FlvStreamId, FlvStreamReader> streams = new HashMap<>();
  private final Set<FlvStreamId> refused = new HashSet<>();
  private long droppedSamples;
  private long refusedPackets;

  /** What the tag says, in order; often one event, and none for what is repeated or dropped. */
  public List<FlvEvent> read(FlvTag tag) throws MediaFormatException {
    return switch (tag.type()) {
      case VIDEO -> read(TrackKind.VIDEO, tag);
      case AUDIO -> read(TrackKind.AUDIO, tag);
      case SCRIPT -> List.of(new FlvEvent.ScriptRead(tag.timestampMillis(), tag.body()));
    };
  }

  /** Samples left out so far because no configuration came before them or nothing was in them. */
  public long droppedSamples() {
    return droppedSamples
        + streams.values().stream().mapToLong(FlvStreamReader::droppedSamples).sum();
  }

  /** Packets left out so far because we cannot take their streams. */
  public long refusedPackets() {
    return refusedPackets;
  }

  private List<FlvEvent> read(TrackKind kind, FlvTag tag) throws MediaFormatException {
    if (tag.body().isEmpty()) {
      droppedSamples++;
      return List.of();
    }
    if (!ExtendedTagReader.isExtended(kind, tag.body().at(0))) {
      Optional<FlvPacket> packet = LegacyTagReader.read(kind, tag);
      return packet.isEmpty() ? List.of() : read(packet.get());
    }
    List<FlvPacket> packets;
    try {
      packets = ExtendedTagReader.read(kind, tag);
    } catch (MediaFormatException fault) {
      return refuseUnsupported(FlvStreamId.first(kind), fault);
    }
    var events = new ArrayList<FlvEvent>();
    for (FlvPacket packet : packets) {
      events.addAll(readOrRefuse(packet));
    }
    return events;
  }

  private List<FlvEvent> readOrRefuse(FlvPacket packet) throws MediaFormatException {
    try {
      return read(packet);
    } catch (MediaFormatException fault) {
      return refuseUnsupported(packet.stream(), fault);
    }
  }

  private List<FlvEvent> refuseUnsupported(FlvStreamId stream, MediaFormatException fault)
      throws MediaFormatException {
    if (fault.kind() != Kind.UNSUPPORTED) {
      throw fault;
    }
    refusedPackets++;
    return refused.add(stream)
        ? List.of(new FlvEvent.StreamRefused(stream, String.valueOf(fault.getMessage())))
        : List.of();
  }

  /**
   * Interop: FFmpeg 8.0 tells the colours of any track as if it were the default one, whose codec
   * may be another: so nothing but media begins a stream anew.
   */
  private List<FlvEvent> read(FlvPacket packet) throws MediaFormatException {
    if (!packet.type().isMedia()) {
      return packet.type() == FlvPacketType.METADATA ? describe(packet) : List.of();
    }
    FlvCodec codec =
        FlvCodec.of(packet.stream().kind(), packet.fourCc()).orElseThrow(() -> unsupported(packet));
    FlvStreamReader reader = streams.get(packet.stream());
    if (reader == null || reader.codec() != codec) {
      reader = newReader(packet.stream(), codec);
    }
    return reader.read(packet);
  }

  /** A picture needs no description: one that cannot be read is left out. */
  private List<FlvEvent> describe(FlvPacket packet) {
    FlvStreamReader reader = streams.get(packet.stream());
    Optional<FlvCodec> codec = FlvCodec.of(packet.stream().kind(), packet.fourCc());
    if (reader == null || codec.isEmpty() || codec.get() != reader.codec()) {
      return List.of();
    }
    try {
      return reader.read(packet);
    } catch (MediaFormatException fault) {
      refusedPackets++;
      return List.of();
    }
  }

  private static MediaFormatException unsupported(FlvPacket packet) {
    return FlvCodecNames.unsupported(
        packet.stream().kind(), FlvCodecNames.extendedName(packet.fourCc()));
  }

  /** An encoder that changes the codec begins the stream anew. */
  private FlvStreamReader newReader(FlvStreamId stream, FlvCodec codec)
      throws MediaFormatException {
    if (streams.size() == MOST_STREAMS && !streams.containsKey(stream)) {
      throw new MediaFormatException(
          Kind.UNSUPPORTED, "track " + stream.number(), "is more than " + MOST_STREAMS);
    }
    FlvStreamReader reader =
        switch (stream.kind()) {
          case VIDEO -> new FlvVideoReader(stream, codec);
          case AUDIO -> new FlvAudioReader(stream, codec);
        };
    FlvStreamReader replaced = streams.put(stream, reader);
    if (replaced != null) {
      droppedSamples += replaced.droppedSamples();
    }
    return reader;
  }
}
