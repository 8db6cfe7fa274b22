#!/usr/bin/env bash
# What it costs to make HLS and DASH of a film whose codecs players know, until it can be watched: Weir (all
# that the job READ does: probing, copying into extents, forcing them to disk) against `ffmpeg -c copy` to
# HLS in fragmented MP4, and to DASH and HLS together, and against shaka-packager (npm; left out where it
# cannot be had). CPU time for each GB of the film; Weir's is of a Java that has done it twice before, as a
# server has. Needs a JDK 25, as ./weir does, and four times the film's size on disk.
#
# Usage: bench/repackage.sh [MEGABYTES [ROUNDS]]      (1000 2 by default)
set -euo pipefail
megabytes=${1:-1000} rounds=${2:-2}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

# Copies of 20 s of film, one after the other.
make_film() {
  local bytes copies
  "$ffmpeg" -v error -f lavfi -i testsrc2=size=1920x1080:rate=25 -f lavfi -i sine=sample_rate=48000 -t 20 \
    -c:v libx264 -preset ultrafast -g 50 -b:v 6M -minrate 6M -maxrate 6M -bufsize 6M \
    -x264-params nal-hrd=cbr:force-cfr=1 -pix_fmt yuv420p -c:a aac "$work/piece.mp4"
  bytes=$(stat -c %s "$work/piece.mp4")
  copies=$((megabytes * 1000000 / bytes))
  "$ffmpeg" -v error -stream_loop "$copies" -i "$work/piece.mp4" -c copy -movflags +faststart "$work/film.mp4"
}

# Sets $packager, or leaves it empty.
find_packager() {
  local found
  packager=
  if npm install --silent --prefix "$work/npm" shaka-packager@3.4.2 >"$work/npm.log" 2>&1; then
    found=("$work"/npm/node_modules/shaka-packager/bin/packager-linux-x64*)
    [ -x "${found[0]}" ] && packager=${found[0]}
  fi
}

per_gb() {
  calculate "$1 * 1000000 / $bytes" 2
}

find_ffmpeg
find_java
find_packager
machine
make_film
bytes=$(stat -c %s "$work/film.mp4")
mkdir "$work/library" "$work/hls" "$work/both" "$work/shaka"
"$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders \
  -cp "$class_path" dev.weir.bench.FilmWork "$work/film.mp4" "$work/library" $((rounds + 2)) READ >"$work/weir" 2>"$work/log" ||
  fail "$(tail -5 "$work/log")"
ffmpeg=$(sed -n 's/^ffmpeg //p' "$work/weir")
grep ' took ' "$work/weir" | while read -r _ millis _ took; do
  echo "weir: $(per_gb "$millis") CPU-s per GB, $took ms until it can be watched"
done
for _ in $(seq "$rounds"); do
  time_of "$ffmpeg" -nostdin -y -v error -i "$work/film.mp4" -c copy -f hls -hls_time 4 -hls_playlist_type vod \
    -hls_segment_type fmp4 -hls_flags single_file "$work/hls/index.m3u8"
  echo "ffmpeg, HLS: $(per_gb "$cpu") CPU-s per GB"
  time_of "$ffmpeg" -nostdin -y -v error -i "$work/film.mp4" -c copy -f dash -seg_duration 4 -single_file 1 \
    -hls_playlist 1 "$work/both/index.mpd"
  echo "ffmpeg, DASH and HLS: $(per_gb "$cpu") CPU-s per GB"
  if [ -n "$packager" ]; then
    time_of "$packager" "in=$work/film.mp4,stream=video,output=$work/shaka/video.mp4" \
      "in=$work/film.mp4,stream=audio,output=$work/shaka/audio.mp4" --segment_duration 4 \
      --mpd_output "$work/shaka/index.mpd" --hls_master_playlist_output "$work/shaka/index.m3u8"
    echo "shaka-packager: $(per_gb "$cpu") CPU-s per GB"
  fi
done
