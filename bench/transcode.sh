#!/usr/bin/env bash
# What it costs to make the ladder of a film: Weir (each kind of job: FFmpegs for chunks, packaging, the
# database) against one run of the same FFmpeg over the whole film that makes the same rungs. The film is
# H.264 and AAC, of which Weir takes over picture and sound as they are; the pictures for the bar, which
# plain FFmpeg does not make, are told apart. In turn, best of the rounds. Needs a JDK 25, as ./weir does.
#
# Usage: bench/transcode.sh [SECONDS [ROUNDS]]      (of film; 120 2 by default)
set -euo pipefail
seconds=${1:-120} rounds=${2:-2}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

# Something that is as hard to encode as film: a fractal with noise, 720p25.
make_film() {
  "$ffmpeg" -v error -f lavfi -i "mandelbrot=size=1280x720:rate=25:maxiter=200,noise=alls=8:allf=t" \
    -f lavfi -i sine=sample_rate=48000 -t "$seconds" -c:v libx264 -preset veryfast -b:v 4M -g 100 -bf 2 \
    -pix_fmt yuv420p -c:a aac "$work/film.mp4"
}

# Prints the words that make the rungs in $work/weir by one run, as Weir's ChunkEncoder has them.
plain_words() {
  local number=0 width height most graph="" outputs=()
  while read -r _ width height most; do
    graph+=";[s$number]scale=w=$width:h=$height:out_range=tv,setsar=1,format=yuv420p[v$number]"
    outputs+=(-map "[v$number]" -c:v libx264 -preset faster -crf 22 -profile:v high -maxrate "$most" -bufsize $((2 * most))
      -g 9999 -keyint_min 4999 -force_key_frames "expr:gte(t,n_forced*4)" -threads 0 -fps_mode passthrough -f mp4
      -movflags +frag_keyframe+delay_moov+default_base_moof "$work/plain-$number.mp4")
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
make_film
for round in $(seq "$rounds"); do
  mkdir "$work/library-$round"
  "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders \
    -cp "$class_path" dev.weir.bench.FilmWork "$work/film.mp4" "$work/library-$round" 2 MADE >"$work/weir" 2>"$work/log" ||
    fail "$(tail -5 "$work/log")"
  ffmpeg=$(sed -n 's/^ffmpeg //p' "$work/weir")
  read -r -a spent < <(grep ' took ' "$work/weir" | tail -1)
  declare -A of=([READ]=0 [VIDEO]=0 [PICTURES]=0)
  for ((i = 0; i < ${#spent[@]}; i += 2)); do of[${spent[i]}]=${spent[i + 1]}; done
  mapfile -t words < <(plain_words)
  time_of "$ffmpeg" -hide_banner -nostdin -y -v warning -i "$work/film.mp4" "${words[@]}"
  ours=$((of[READ] + of[VIDEO]))
  echo "weir: $(calculate "$ours / 1000") CPU-s (reading ${of[READ]} ms, chunks ${of[VIDEO]} ms;" \
    "pictures beside ${of[PICTURES]} ms), ffmpeg: $(calculate "$cpu / 1000") CPU-s;" \
    "ratio $(calculate "$ours / $cpu" 2); load $(cut -d' ' -f1 /proc/loadavg)"
done
