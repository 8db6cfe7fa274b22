#!/usr/bin/env bash
# What it costs to play one stream of 4 Mb/s (1080p30, H.264 and AAC) to many over RTMP, and how late
# frames come: a publisher writes its clock into each frame, players on one thread read it. Where
# nginx with its RTMP module is installed (Debian: nginx-light libnginx-mod-rtmp), it does the same in
# turn. Each server has a core of its own (the first), as nginx's one worker would have it; players and
# publisher have the others. Before it is measured it has served twelve streams and 1,000 players for
# a minute, so that Java has compiled what such a server does. Needs a JDK 25, as ./weir does, and two cores.
#
# Usage: bench/fanout.sh [PLAYERS [SECONDS [ROUNDS]]]      ("100 500 1000" 15 3 by default)
# FFMPEG names the FFmpeg that makes the stream.
set -euo pipefail
counts=${1:-100 500 1000} seconds=${2:-15} rounds=${3:-3}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

warm_up_seconds=20
under=(taskset -c 0)
beside=(taskset -c "1-$(($(nproc) - 1))")
nginx_module=/usr/lib/nginx/modules/ngx_rtmp_module.so
classes=$work/classes

find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if "$candidate/bin/javac" -version 2>&1 | grep -q "^javac 25"; then
      java=$candidate/bin/java
      (cd "$home/bench/src/main/java/dev/weir/bench" &&
        "$candidate/bin/javac" -d "$classes" FanOut*.java PlayedChunks.java RtmpBytes.java ClockMark.java)
      return
    fi
  done
  fail "no JDK 25 found; name one with JAVA_HOME="
}

# Publishes the streams named behind the port $1.
publish() {
  "${beside[@]}" "$java" -cp "$classes" dev.weir.bench.FanOutPublisher "$1" "$work/source.flv" "${@:2}" &
  publisher=$!
  ends_with_us "$publisher"
  sleep 2
}

# Has the server at port $1 (its processes are behind) do for a while what it is to do.
warm_up() {
  publish "$1" bench other-{1..11}
  warm_up_seconds=60 seconds=1 watch_players "$1" 1000 "${@:2}"
  end "$publisher"
  sleep 3
  publish "$1" bench
}

# Plays from port $1 to $2 players; sets $line to what they say, $cost to CPU-seconds for each GB that
# the processes given behind have used, $compiling to Java's part of it in compiling itself, and $memory
# to how many KiB they have come to by then.
watch_players() {
  local port=$1 players=$2 before compiled cpu
  shift 2
  coproc AUDIENCE { exec "${beside[@]}" "$java" -Xmx600m -cp "$classes" dev.weir.bench.FanOutAudience \
    "$port" bench "$players" "$warm_up_seconds" "$seconds"; }
  local audience=$AUDIENCE_PID in=${AUDIENCE[0]} out=${AUDIENCE[1]}
  ends_with_us "$audience"
  read -r line <&"$in"
  [ "$line" = begin ] || fail "players: $line"
  before=$(cpu_millis "$@") compiled=$(compiler_millis "$1")
  read -r line <&"$in"
  cpu=$(($(cpu_millis "$@") - before)) compiled=$(($(compiler_millis "$1") - compiled))
  case $line in end*) ;; *) fail "players: $line" ;; esac
  # shellcheck disable=SC2086 # they are words
  set -- $line "$@"
  octets=$2 p50=$3 p99=$4 p999=$5 fewest=$6 most=$7
  shift 7
  cost=$(calculate "$cpu * 1000000 / $octets" 3) compiling=$(calculate "$compiled * 1000000 / $octets" 3)
  memory=$("$measure_memory" "$@")
  echo >&"$out" || true
  end "$audience"
}

report() {
  echo "$1, $2 players: $cost CPU-s per GB, $compiling of them compiling; p50 $p50 ms, p99 $p99 ms, p99.9 $p999 ms;" \
    "$(calculate "($memory - $base_memory) / ($2 - $base_players)") KiB for each more player;" \
    "$fewest to $most frames each; $(calculate "$octets * 8 / 1000000 / $seconds / $2" 2) Mb/s"
  base_memory=$memory base_players=$2
}

measure_weir() {
  # A window that is full before players come: what grows then is theirs.
  launch_weir --set rtmp.limits.max-connections-per-address=5000 --set dvr.window=off \
    --set live.segment=1s --set live.max-segment=1s --set live.window=3s --set live.grace=1s
  await_weir
  measure_memory=live_heap_kib
  warm_up "$rtmp_port" "$server"
  sleep 70 # what is kept of streams that have ended is gone by then
  base_memory=$(live_heap_kib) base_players=0
  for players in $counts; do
    watch_players "$rtmp_port" "$players" "$server"
    report weir "$players"
    sleep 1
  done
  end "$publisher" "$server"
}

write_nginx_configuration() {
  mkdir -p "$work/nginx"
  cat >"$work/nginx/nginx.conf" <<TEXT
load_module $nginx_module;
user $(id -un);
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log $work/nginx/log;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
rtmp {
  server {
    listen 127.0.0.1:$1;
    chunk_size 4096;
    application live {
      live on;
    }
  }
}
TEXT
}

measure_nginx() {
  local nginx workers
  rtmp_port=$((RANDOM % 20000 + 20000))
  write_nginx_configuration "$rtmp_port"
  "${under[@]}" nginx -c "$work/nginx/nginx.conf" 2>>"$work/nginx/said" &
  nginx=$!
  ends_with_us "$nginx"
  sleep 1
  workers=$(cat "/proc/$nginx/task/$nginx/children") || fail "nginx: $(cat "$work/nginx/said")"
  measure_memory=resident_kib
  # shellcheck disable=SC2086 # they are words
  warm_up "$rtmp_port" $workers
  # shellcheck disable=SC2086
  base_memory=$(resident_kib $workers) base_players=0
  for players in $counts; do
    # shellcheck disable=SC2086
    watch_players "$rtmp_port" "$players" $workers
    report nginx "$players"
    sleep 1
  done
  end "$publisher" "$nginx"
}

[ "$(nproc)" -ge 2 ] || fail "needs two cores"
"$home/weir" build
find_java
make_stream
machine
for _ in $(seq "$rounds"); do
  measure_weir
  [ ! -e "$nginx_module" ] || measure_nginx
done
