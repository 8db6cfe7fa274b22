package dev.weir.container.flv;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;

/** What an FLV tag turns out to say. Immutable. */
public sealed interface FlvEvent {
  /** A track begins, or goes on with another configuration. */
  record TrackConfigured(Track track) implements FlvEvent {}

  /** The next sample of the track as configured last. */
  record SampleRead(MediaSample sample) implements FlvEvent {}

  /** A stream is left out, which is told once; {@code reason} is for people. */
  record StreamRefused(FlvStreamId stream, String reason) implements FlvEvent {}

  /** A script tag, such as onMetaData: AMF0, not looked into. */
  record ScriptRead(long timestampMillis, Bytes amf) implements FlvEvent {}
}
