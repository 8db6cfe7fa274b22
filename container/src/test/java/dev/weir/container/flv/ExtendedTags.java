package dev.weir.container.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.FlvFixture;
import dev.weir.container.flv.FlvEvent.SampleRead;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;
import java.util.List;

/** Tags with the headers of Enhanced RTMP as they are written, and one reader of them. */
final class ExtendedTags {
  static final Bytes AVC_C = ((AvcConfig) FlvFixture.named("baseline").track(1).config()).toAvcC();
  static final Bytes ASC =
      ((AacConfig) FlvFixture.named("baseline").track(2).config()).specificConfig();

  static final Bytes IDR = Bytes.of(0x65, 0x88, 0x84);
  static final Bytes FRAMED_IDR = Bytes.of(0, 0, 0, 3, 0x65, 0x88, 0x84);

  final FlvReader reader = new FlvReader();

  static MediaSample picture(int trackId, long dtsTicks, int compositionTicks) {
    return new MediaSample(trackId, dtsTicks, compositionTicks, 0, true, List.of(IDR));
  }

  static ByteWriter tag() {
    return new ByteWriter();
  }

  /** At 100 ms. */
  List<FlvEvent> video(ByteWriter body) throws MediaFormatException {
    return reader.read(new FlvTag(FlvTagType.VIDEO, 100, body.toBytes()));
  }

  List<FlvEvent> audio(ByteWriter body) throws MediaFormatException {
    return reader.read(new FlvTag(FlvTagType.AUDIO, 100, body.toBytes()));
  }

  static MediaSample sample(List<FlvEvent> events) {
    assertThat(events).hasSize(1);
    return ((SampleRead) events.getFirst()).sample();
  }
}
