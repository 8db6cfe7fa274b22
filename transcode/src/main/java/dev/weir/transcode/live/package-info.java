/**
 * The ladder of a live stream: which rungs it has ({@link dev.weir.transcode.live.LiveLadder}), and
 * the one FFmpeg that makes them ({@link dev.weir.transcode.live.LadderEncoder}). Told in
 * docs/design/ladder.md.
 */
package dev.weir.transcode.live;
