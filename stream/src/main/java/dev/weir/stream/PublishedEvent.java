package dev.weir.stream;

import dev.weir.media.StreamEvent;

/**
 * An event with what queues need to know of it, worked out once. Immutable.
 *
 * @param bytes of payload
 * @param entryPoint a sample with which a consumer may begin: a video keyframe, or without video
 *     any sample
 */
record PublishedEvent(StreamEvent event, int bytes, boolean entryPoint) {
  static PublishedEvent control(StreamEvent event) {
    return new PublishedEvent(event, 0, false);
  }

  boolean isSample() {
    return event instanceof StreamEvent.Sample;
  }
}
