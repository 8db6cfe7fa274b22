package dev.weir.container.flv;

import dev.weir.media.MediaFormatException;
import java.util.List;

/**
 * Reads the tags of FLV or RTMP, FLV 10.1 §E.4, one at a time and in their order: H.264 as track 1
 * with 90000 ticks a second, AAC as track 2 counted in samples. Time 0 is FLV's timestamp 0. Units
 * share memory with the tags. After an exception the reader may be used on. Confined to the session
 * that made it.
 */
public final class FlvReader {
  public static final int VIDEO_TRACK_ID = 1;
  public static final int AUDIO_TRACK_ID = 2;
  public static final int VIDEO_TIMESCALE = 90_000;

  private final FlvVideoReader video = new FlvVideoReader();
  private final FlvAudioReader audio = new FlvAudioReader();

  /** What the tag says, in order; often one event, and none for what is repeated or dropped. */
  public List<FlvEvent> read(FlvTag tag) throws MediaFormatException {
    return switch (tag.type()) {
      case VIDEO -> video.read(tag);
      case AUDIO -> audio.read(tag);
      case SCRIPT -> List.of(new FlvEvent.ScriptRead(tag.timestampMillis(), tag.body()));
    };
  }

  /** Samples left out so far because no configuration came before them or nothing was in them. */
  public long droppedSamples() {
    return video.droppedSamples() + audio.droppedSamples();
  }
}
