#!/usr/bin/env bash
# What crowds that take connections and give nothing for them cost: memory of the server, the time until
# it lets them go, and what a good viewer notices meanwhile (HostileCrowd, GoodViewer).
#
# Usage: bench/hostile.sh [SHARE]      (1 by default: 10,000 idle connections; 0.1 for a tenth of all)
# Needs so many open files (ulimit -n); a connection of this machine takes one on either side.
set -euo pipefail
share=${1:-1}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

settings=(--set http.max-connections-per-address=20000 --set rtmp.limits.max-connections-per-address=10000)

await_stream() {
  until get /live/demo/video/index.m3u8 2>/dev/null | grep -q '^#EXTINF'; do
    kill -0 "$server" || fail "the server has ended: $(cat "$said")"
    sleep 0.2
  done
}

good_viewer() {
  java_of_bench GoodViewer "http://127.0.0.1:$http_port/live/demo/index.m3u8" 500
}

# Lets in a crowd of kind $1 and size $3 at port $2, for at most $4 seconds.
crowd() {
  local kind=$1 port=$2 size seconds=$4 before crowd during
  size=$(calculate "$3 * $share" 0)
  before=$(resident_kib "$server")
  echo 5 >"/proc/$server/clear_refs" # most_resident_kib counts from here
  : >"$work/crowd"
  java_of_bench HostileCrowd "$kind" "$port" "$size" "$seconds" "$(newest_segment)" >"$work/crowd" &
  crowd=$!
  ends_with_us "$crowd"
  until grep -q '^open' "$work/crowd"; do
    kill -0 "$crowd" 2>/dev/null || fail "no crowd: $(cat "$work/crowd")"
    sleep 0.1
  done
  during=$(resident_kib "$server")
  echo "$kind $size: good viewer $(good_viewer);" \
    "$(calculate "($during - $before) / 1024") MiB more at once," \
    "$(calculate "($(most_resident_kib) - $before) / 1024") at most"
  wait "$crowd" || true
  echo "  $(tail -1 "$work/crowd")"
}

most_resident_kib() {
  awk '/^VmHWM:/ { print $2 }' "/proc/$server/status"
}

newest_segment() {
  echo "/live/demo/video/$(get /live/demo/video/index.m3u8 | tr -d '\r' | grep '^[0-9]*\.m4s' | tail -1)"
}

[ "$(ulimit -n)" -ge "$(calculate "10100 * $share" 0)" ] || fail "needs more open files: ulimit -n 20000"
machine
launch_weir --demo "${settings[@]}"
await_weir
https_port=$(sed -n 's|.*https://localhost:\([0-9]*\)/.*|\1|p' "$said")
await_stream
echo "nobody: good viewer $(good_viewer)"
crowd IDLE "$http_port" 10000 40
crowd IDLE_TLS "$https_port" 10000 60
crowd DRIP "$http_port" 5000 40
crowd HALF_TLS "$https_port" 5000 40
crowd HALF_RTMP "$rtmp_port" 5000 40
crowd SLOW_READER "$http_port" 200 20
echo "after all: good viewer $(good_viewer); resident $(calculate "$(resident_kib "$server") / 1024" 0) MiB"
