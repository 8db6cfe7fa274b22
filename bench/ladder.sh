#!/usr/bin/env bash
# What the ladder of a live stream costs: Weir (LadderEncoder, fed part by part) against one run of the same FFmpeg
# over the same source that makes the same rungs into files. 1080p30 of 6 Mb/s, H.264 with B-frames, as hard to
# encode as film; three rungs. In turn, best of the rounds. Needs a JDK 25, as ./weir does.
#
# Usage: bench/ladder.sh [SECONDS [ROUNDS [FAST|PACED]]]      (of source; 30 3 FAST by default)
set -euo pipefail
seconds=${1:-30} rounds=${2:-3} pace=${3:-FAST}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

make_source() {
  "$ffmpeg" -v error -f lavfi -i "mandelbrot=size=1920x1080:rate=30:maxiter=100,noise=alls=6:allf=t" -t "$seconds" \
    -c:v libx264 -preset ultrafast -b:v 6M -maxrate 6M -bufsize 6M -g 60 -bf 2 -pix_fmt yuv420p \
    -video_track_timescale 90000 -f mp4 -movflags frag_keyframe+empty_moov+default_base_moof "$work/source.mp4"
}

# Prints the words that make the rungs in $work/weir, as Weir's LadderEncoder has them.
plain_words() {
  local number=0 width height most graph="" outputs=()
  while read -r _ _ width height most; do
    graph+=";[s$number]scale=w=$width:h=$height:out_range=tv,setsar=1,format=yuv420p[v$number]"
    outputs+=(-map "[v$number]" -c:v libx264 -preset veryfast -tune zerolatency -crf 23 -profile:v high -bf 0
      -maxrate "$most" -bufsize "$most" -g 1000000 -sc_threshold 0 -forced-idr 1 -force_key_frames source
      -x264-params "fps=30:open-gop=0:sliced-threads=0:threads=1" -fps_mode passthrough -f mp4 "$work/plain-$number.mp4")
    number=$((number + 1))
  done < <(grep '^rung' "$work/weir")
  [ "$number" -gt 0 ] || fail "no rungs: $(cat "$work/weir")"
  local splits
  splits=$(seq -s '' -f '[s%g]' 0 $((number - 1)))
  printf '%s\n' -filter_complex "[0:v]split=$number$splits$graph" "${outputs[@]}"
}

find_ffmpeg
find_java
machine
make_source
for _ in $(seq "$rounds"); do
  "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders \
    -cp "$class_path" dev.weir.bench.LadderWork "$work/source.mp4" "$pace" >"$work/weir" 2>"$work/log" ||
    fail "$(tail -5 "$work/log")"
  ffmpeg=$(sed -n 's/^ffmpeg //p' "$work/weir")
  ours=$(sed -n 's/^took \([0-9]*\) ms of CPU.*/\1/p' "$work/weir")
  mapfile -t words < <(plain_words)
  time_of "$ffmpeg" -hide_banner -nostdin -y -v warning -threads 1 -i "$work/source.mp4" "${words[@]}"
  echo "weir: $(calculate "$ours / 1000") CPU-s, ffmpeg: $(calculate "$cpu / 1000") CPU-s;" \
    "ratio $(calculate "$ours / $cpu" 2); load $(cut -d' ' -f1 /proc/loadavg); $(grep '^took' "$work/weir")"
done
grep '^rung' "$work/weir"
