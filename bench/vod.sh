#!/usr/bin/env bash
# What it costs to send segments of films from disk: Weir's route for films (FilmServer, on one loop)
# against nginx with sendfile (Debian: nginx-light), plain and over TLS 1.3, in turn. Each server has a
# core of its own (the first), as nginx's one worker would have it; who asks has the others. Segments lie
# in the disk's cache, clients ask for one after another over connections that they keep, as fast as they
# come. CPU time is that of the server's process, Java's compilers included; before the first measurement
# of a kind it has served 10 connections for a minute, so that Java has compiled what is run. Needs a JDK 25, as ./weir does, nginx, openssl and two cores.
#
# Usage: bench/vod.sh [CONNECTIONS [SECONDS [ROUNDS [WAYS [SIZES]]]]]      ("50 500" 10 2 "plain tls" "1 4" by default)
set -euo pipefail
counts=${1:-50 500} seconds=${2:-10} rounds=${3:-2} ways=${4:-plain tls} sizes=${5:-1 4}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"
warm_up_seconds=8
first_warm_up_seconds=60
under=(taskset -c 0)
beside=(taskset -c "1-$(($(nproc) - 1))")

make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
}

# Starts Weir's server of segments of $1 octets, $2 of them; sets $server, $plain_port and $tls_port.
launch_films() {
  said=$work/said
  rm -rf "$work/film"
  mkdir "$work/film"
  "${under[@]}" "$java" -Xms64m -Xmx1g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow ${WEIR_JAVA_OPTS:-} -cp "$class_path" dev.weir.bench.FilmServer \
    "$work/film" "$1" "$2" "$work/certificate.pem" "$work/key.pem" >"$said" 2>&1 &
  server=$!
  ends_with_us "$server"
  until grep -qs '^ports' "$said"; do
    kill -0 "$server" 2>/dev/null || fail "the server did not start: $(cat "$said")"
    sleep 0.1
  done
  read -r _ plain_port tls_port < <(grep '^ports' "$said")
}

launch_nginx() {
  nginx_plain=$((RANDOM % 20000 + 20000)) nginx_tls=$((nginx_plain + 1))
  mkdir -p "$work/nginx"
  cat >"$work/nginx/nginx.conf" <<TEXT
user $(id -un);
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log $work/nginx/log;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  types { video/mp4 m4s; }
  server {
    listen 127.0.0.1:$nginx_plain;
    listen 127.0.0.1:$nginx_tls ssl;
    ssl_certificate $work/certificate.pem;
    ssl_certificate_key $work/key.pem;
    ssl_protocols TLSv1.3;
    root $work/film/files;
  }
}
TEXT
  "${under[@]}" nginx -c "$work/nginx/nginx.conf" 2>>"$work/nginx/said" &
  nginx=$!
  ends_with_us "$nginx"
  sleep 1
  worker=$(cat "/proc/$nginx/task/$nginx/children") || fail "nginx: $(cat "$work/nginx/said")"
  worker=${worker% }
}

# Asks port $2 of process $3 in the way $4 over $5 connections; prints under the name $1, sets $cost.
measure() {
  local before compiled cpu line
  coproc AUDIENCE { exec "${beside[@]}" "$java" -Xmx1g -cp "$class_path" dev.weir.bench.FilmAudience \
    "$2" "$4" "$5" "$warm_up_seconds" "$seconds" "$work/film/addresses"; }
  local audience=$AUDIENCE_PID in=${AUDIENCE[0]}
  ends_with_us "$audience"
  read -r line <&"$in"
  [ "$line" = begin ] || fail "audience: $line"
  before=$(cpu_millis "$3") compiled=$(compiler_millis "$3")
  read -r line <&"$in"
  cpu=$(($(cpu_millis "$3") - before)) compiled=$(($(compiler_millis "$3") - compiled))
  case $line in end*) ;; *) fail "audience: $line" ;; esac
  local name=$1 way=$4 connections=$5
  # shellcheck disable=SC2086 # they are words
  set -- $line
  cost=$(calculate "$cpu * 1000000 / $2" 4)
  echo "$name, $way, $size MB, $connections connections: $cost CPU-s per GB," \
    "$(calculate "$compiled * 1000000 / $2" 4) of them compiling;" \
    "$(calculate "$2 / 1000000 / $seconds" 0) MB/s, core busy $(calculate "$cpu / 10 / $seconds" 0) %"
  wait "$audience" 2>/dev/null || true
}

[ "$(nproc)" -ge 2 ] || fail "needs two cores"
find_java
make_certificate
machine
for size in $sizes; do
  launch_films $((size * 1000000)) $((128 / size))
  launch_nginx
  for way in $ways; do
    port=${way}_port nginx_port=nginx_$way
    warm_up_seconds=$first_warm_up_seconds seconds=1 measure "weir, warming up" "${!port}" "$server" "$way" 10 >/dev/null
    for connections in $counts; do
      for _ in $(seq "$rounds"); do
        measure weir "${!port}" "$server" "$way" "$connections"
        ours_cost=$cost
        measure nginx "${!nginx_port}" "$worker" "$way" "$connections"
        echo "  ratio $(calculate "$ours_cost / $cost" 2); load $(cut -d' ' -f1 /proc/loadavg)"
      done
    done
  done
  end "$server" "$nginx"
done
