/**
 * Films: what a file is ({@link dev.weir.transcode.vod.Probe}), what of it plays as it is ({@link
 * dev.weir.transcode.vod.Playability}), what is made of it ({@link dev.weir.transcode.vod.Ladder},
 * {@link dev.weir.transcode.vod.Chunks}), and the confined FFmpegs that make it. Told in
 * docs/design/transcoding.md.
 */
package dev.weir.transcode.vod;
