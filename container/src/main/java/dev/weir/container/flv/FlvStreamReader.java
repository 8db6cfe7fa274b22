package dev.weir.container.flv;

import dev.weir.media.MediaFormatException;
import java.util.List;

/** Reads the packets of one elementary stream in their order. Confined to its {@link FlvReader}. */
interface FlvStreamReader {
  /** The codec that all its packets have. */
  FlvCodec codec();

  /** What the packet says; after an exception the reader may be used on. */
  List<FlvEvent> read(FlvPacket packet) throws MediaFormatException;

  /** Samples left out so far. */
  long droppedSamples();
}
