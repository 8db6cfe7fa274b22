/**
 * FFmpeg as supervised child processes: {@link dev.weir.transcode.FfmpegExecutable} finds one that
 * runs, {@link dev.weir.transcode.SupervisedProcess} keeps a command running.
 */
package dev.weir.transcode;
