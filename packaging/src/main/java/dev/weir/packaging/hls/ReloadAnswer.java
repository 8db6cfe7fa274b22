package dev.weir.packaging.hls;

/** What to do now with a request for a media playlist. Immutable. */
public sealed interface ReloadAnswer {
  /** Send the playlist as it is. */
  record Ready() implements ReloadAnswer {}

  /** Hold the request until a presentation satisfies it, RFC 8216bis §6.2.5.2. */
  record Wait() implements ReloadAnswer {}

  /** Answer 400 at once. */
  record BadRequest(String why) implements ReloadAnswer {}
}
