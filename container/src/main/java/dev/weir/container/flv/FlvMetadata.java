package dev.weir.container.flv;

import dev.weir.container.amf.AmfValue;
import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.VideoConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code onMetaData} says of a live stream's tracks (FLV 10.1 §E.5), as far as their
 * configurations tell. Stateless.
 */
public final class FlvMetadata {
  private static final String ENCODER = "Weir";
  private static final int SAMPLE_BITS = 16;

  private FlvMetadata() {}

  public static AmfValue of(List<Track> tracks) {
    var properties = new LinkedHashMap<String, AmfValue>();
    tracks.forEach(track -> describe(track, properties));
    properties.put("encoder", new StringValue(ENCODER));
    return new EcmaArray(properties);
  }

  private static void describe(Track track, Map<String, AmfValue> properties) {
    var codec = new NumberValue(FlvWriter.codecNumber(track));
    switch (track.config()) {
      case VideoConfig video -> {
        properties.put("width", new NumberValue(video.width()));
        properties.put("height", new NumberValue(video.height()));
        properties.put("videocodecid", codec);
      }
      case AudioConfig audio -> {
        properties.put("audiocodecid", codec);
        properties.put("audiosamplerate", new NumberValue(audio.heardSampleRate()));
        properties.put("audiosamplesize", new NumberValue(SAMPLE_BITS));
        properties.put("stereo", new BooleanValue(audio.channels() == 2));
      }
    }
  }
}
