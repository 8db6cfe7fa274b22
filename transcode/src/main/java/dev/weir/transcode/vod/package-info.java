/**
 * Films: what a file is ({@link dev.weir.transcode.vod.Probe}), and the confined FFmpegs that are let
 * at it ({@link dev.weir.transcode.vod.ConfinedFfmpeg}).
 */
package dev.weir.transcode.vod;
