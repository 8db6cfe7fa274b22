package dev.weir.channel.timeline;

import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;

/**
 * An FLV tag and when it arrives, counted from the beginning of its connection. Immutable.
 *
 * @param tag as the publisher stamps it
 */
record Delivery(FlvTag tag, long atMillis) {
  boolean isAudio() {
    return tag.type() == FlvTagType.AUDIO;
  }

  Delivery stamped(long timestampMillis) {
    return new Delivery(new FlvTag(tag.type(), timestampMillis, tag.body()), atMillis);
  }

  Delivery arriving(long newAtMillis) {
    return new Delivery(tag, newAtMillis);
  }
}
