#!/usr/bin/env bash
# What a live stream costs the server: N publishers send the same file of 5 Mb/s (1080p30, H.264 and
# AAC) over RTMP without encoding, nobody watches. Where nginx with its RTMP module is installed
# (Debian: nginx-light libnginx-mod-rtmp), it makes HLS of the same streams, for comparison.
#
# Usage: bench/streams.sh [N [SECONDS [ROUNDS]]]      (20 30 3 by default)
# FFMPEG names the FFmpeg to publish with.
set -euo pipefail
streams=${1:-20} seconds=${2:-30} rounds=${3:-3}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

# A stream keeps twice the window and one longest segment (35 s here, so that many streams fit into
# a small machine). The warm-up fills that, and gives Java the time to compile what is hot.
weir_settings=(--set live.window=15s --set live.max-segment=5s)
warm_up_seconds=45
nginx_module=/usr/lib/nginx/modules/ngx_rtmp_module.so
publishers=()

find_ffmpeg() {
  local candidate
  for candidate in "${FFMPEG:-}" "$(command -v ffmpeg || true)" \
    "$HOME"/.javacpp/cache/ffmpeg-*/org/bytedeco/ffmpeg/*/ffmpeg; do
    if [ -n "$candidate" ] && "$candidate" -version >/dev/null 2>&1; then
      ffmpeg=$candidate
      return
    fi
  done
  fail "no FFmpeg found; name one with FFMPEG="
}

make_file() {
  "$ffmpeg" -v error -f lavfi -i testsrc2=size=1920x1080:rate=30 -f lavfi -i sine=sample_rate=48000 \
    -t 20 -c:v libx264 -preset ultrafast -g 60 -bf 2 -b:v 4872k -minrate 4872k -maxrate 4872k \
    -bufsize 4872k -x264-params nal-hrd=cbr:force-cfr=1 -pix_fmt yuv420p \
    -c:a aac -b:a 128k -ac 2 -f flv "$work/source.flv"
}

# Publishes all streams to the RTMP port $1, a little apart from each other.
publish() {
  local i
  publishers=()
  for i in $(seq "$streams"); do
    "$ffmpeg" -v error -nostdin -re -stream_loop -1 -i "$work/source.flv" -c copy -f flv \
      "rtmp://127.0.0.1:$1/live/s$i" 2>>"$work/publishers" &
    publishers+=($!)
    ends_with_us $!
    sleep 0.1
  done
}

# Watches the processes given at work; sets $cpu, milliseconds in one second of one stream.
watch_cpu() {
  local before began
  sleep "$warm_up_seconds"
  before=$(cpu_millis "$@") began=$(now_millis)
  sleep "$seconds"
  cpu=$(calculate "($(cpu_millis "$@") - $before) * 1000 / ($(now_millis) - $began) / $streams" 2)
  kill -0 "${publishers[@]}" || fail "a publisher has ended: $(cat "$work/publishers")"
}

measure_weir() {
  local idle_heap idle_resident resident heap window
  launch_weir "${weir_settings[@]}"
  await_weir
  idle_heap=$(live_heap_kib) idle_resident=$(resident_kib "$server")
  publish "$rtmp_port"
  watch_cpu "$server"
  resident=$(resident_kib "$server")
  heap=$(live_heap_kib)
  window=$(get /metrics | awk '/^weir_media_memory_bytes/ { print $2 / 1024 }')
  end "${publishers[@]}" "$server"
  beyond=$(calculate "($heap - $idle_heap - $window) / 1024 / $streams" 2)
  echo "weir:  $cpu ms of CPU per stream and second; per stream" \
    "$(calculate "$window / 1024 / $streams") MiB of window and $beyond MiB beyond it;" \
    "resident $(calculate "$resident / 1024" 0) MiB, $(calculate "$idle_resident / 1024" 0) before"
  weir_cpu+=("$cpu") weir_beyond+=("$beyond")
}

write_nginx_configuration() {
  mkdir -p "$work/nginx/hls"
  cat >"$work/nginx/nginx.conf" <<TEXT
load_module $nginx_module;
user $(id -un);
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log $work/nginx/log;
events { worker_connections 4096; }
rtmp {
  server {
    listen 127.0.0.1:$1;
    application live {
      live on;
      hls on;
      hls_path $work/nginx/hls;
      hls_fragment 2s;
      hls_playlist_length 15s;
    }
  }
}
TEXT
}

free_port() {
  local port
  while port=$((RANDOM % 20000 + 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

measure_nginx() {
  local port nginx workers idle_resident
  port=$(free_port)
  write_nginx_configuration "$port"
  nginx -c "$work/nginx/nginx.conf" 2>>"$work/nginx/said" &
  nginx=$!
  ends_with_us "$nginx"
  sleep 1
  workers=$(cat "/proc/$nginx/task/$nginx/children") || fail "nginx: $(cat "$work/nginx/said")"
  # shellcheck disable=SC2086 # they are words
  set -- "$nginx" $workers
  idle_resident=$(resident_kib "$@")
  publish "$port"
  watch_cpu "$@"
  local beyond
  beyond=$(calculate "($(resident_kib "$@") - $idle_resident) / 1024 / $streams" 2)
  end "${publishers[@]}" "$nginx"
  echo "nginx: $cpu ms of CPU per stream and second; $beyond MiB per stream (its window is on disk)"
  nginx_cpu+=("$cpu")
  rm -rf "$work/nginx"
}

"$home/weir" build
find_ffmpeg
make_file
machine
weir_cpu=() weir_beyond=() nginx_cpu=()
for _ in $(seq "$rounds"); do
  measure_weir
  [ ! -e "$nginx_module" ] || measure_nginx
done
echo "median of $rounds: weir $(median "${weir_cpu[@]}") ms, $(median "${weir_beyond[@]}") MiB"
if [ ${#nginx_cpu[@]} -gt 0 ]; then
  theirs=$(median "${nginx_cpu[@]}")
  echo "nginx $theirs ms; weir takes" \
    "$(calculate "$(median "${weir_cpu[@]}") / $theirs" 2) of nginx's CPU time"
fi
