#!/usr/bin/env bash
# What viewers of low-latency HLS cost: a publisher sends 4 Mb/s (1080p30, H.264 and AAC), viewers on
# another process ask for playlists and parts as players do (LowLatencyAudience). CPU time of the server
# with all that it does, beside what it takes while nobody watches. It has the first core, all others run
# beside it; before it is measured it has served 100 viewers for 40 s. Needs a JDK 25, as ./weir does.
#
# Usage: bench/viewers.sh [VIEWERS [SECONDS]]      ("100 300" 20 by default)
# FFMPEG names the FFmpeg that makes the stream.
set -euo pipefail
counts=${1:-100 300} seconds=${2:-20}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"
warm_up_seconds=10
under=(taskset -c 0)
beside=(taskset -c "1-$(($(nproc) - 1))")
classes=$work/classes

find_java() {
  java=$(dirname "$(readlink "/proc/$server/exe")")/java
  (cd "$home/bench/src/main/java/dev/weir/bench" &&
    "$(dirname "$java")/javac" -d "$classes" FanOutPublisher.java LowLatencyAudience.java \
      PlayedChunks.java RtmpBytes.java ClockMark.java)
}

await_stream() {
  until get /live/bench/video/index.m3u8 2>/dev/null | grep -q '^#EXT-X-PART:'; do
    kill -0 "$server" || fail "the server has ended: $(cat "$said")"
    sleep 0.2
  done
}

idle_cost() {
  local before
  before=$(cpu_millis "$server")
  sleep 5
  idle=$(calculate "($(cpu_millis "$server") - $before) / 5" 0)
  echo "nobody watches: $idle ms of CPU in a second"
}

watch() {
  local line before compiled cpu
  coproc AUDIENCE { exec "${beside[@]}" "$java" -Xmx1g -cp "$classes" dev.weir.bench.LowLatencyAudience \
    "$http_port" bench "$1" "$warm_up_seconds" "$seconds"; }
  local audience=$AUDIENCE_PID in=${AUDIENCE[0]}
  ends_with_us "$audience"
  read -r line <&"$in"
  [ "$line" = begin ] || fail "viewers: $line"
  before=$(cpu_millis "$server") compiled=$(compiler_millis "$server")
  read -r line <&"$in"
  cpu=$(($(cpu_millis "$server") - before)) compiled=$(($(compiler_millis "$server") - compiled))
  case $line in end*) ;; *) fail "viewers: $line" ;; esac
  # shellcheck disable=SC2086 # they are words
  set -- "$1" $line
  echo "$1 viewers: $(calculate "$cpu * 1000000 / $3" 3) CPU-s per GB," \
    "$(calculate "$compiled * 1000000 / $3" 3) of them compiling," \
    "$(calculate "($cpu - $idle * $seconds) * 1000000 / $3" 3) beyond what nobody costs;" \
    "a part is with them $4 ms (p50), $5 ms (p99) after its last frame;" \
    "$(calculate "$3 * 8 / 1000000 / $seconds / $1" 2) Mb/s each"
  end "$audience"
}

[ "$(nproc)" -ge 2 ] || fail "needs two cores"
machine
launch_weir
await_weir
find_java
make_stream
"${beside[@]}" "$java" -cp "$classes" dev.weir.bench.FanOutPublisher "$rtmp_port" "$work/source.flv" bench &
ends_with_us $!
await_stream
idle=0 warm_up_seconds=40 seconds=1 watch 100 >"$work/warm-up"
sleep 10
idle_cost
for count in $counts; do
  watch "$count"
done
