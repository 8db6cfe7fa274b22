#!/usr/bin/env bash
# What a server with a heap of 256 MB does when 200 want to publish 4 Mb/s each: how many it lets in,
# whether the one who was there before notices, and what is left of the heap (PublishingCrowd).
#
# Usage: bench/full-memory.sh [PUBLISHERS] [SECONDS] [HEAP]      (200, 120 and 256m by default)
set -euo pipefail
publishers=${1:-200} seconds=${2:-120} heap=${3:-256m}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

meter() {
  get /metrics | tr -d '\r' | awk -v name="$1" '$1 == name { print $2 }'
}

newest() {
  get /live/first/video/index.m3u8 | tr -d '\r' | grep -c '^#EXTINF' || true
}

machine
make_stream
export WEIR_JAVA_OPTS="-Xmx$heap"
launch_weir --set live.window=30s
await_weir
java_of_bench FanOutPublisher "$rtmp_port" "$work/source.flv" first &
first=$!
ends_with_us "$first"
until [ "$(newest)" -ge 3 ]; do sleep 0.5; done
java_of_bench PublishingCrowd "$rtmp_port" "$publishers" "$work/source.flv" "$seconds" >"$work/crowd" &
crowd=$!
ends_with_us "$crowd"
for ((passed = 0; passed < seconds; passed += 20)); do
  sleep 20
  kill -0 "$server" || fail "the server has ended: $(tail -5 "$said")"
  echo "after $((passed + 20)) s: $(meter weir_streams) streams, held $(calculate "$(meter weir_memory_held_bytes) / 1048576") MiB" \
    "of $(calculate "$(meter weir_memory_limit_bytes) / 1048576") MiB, resident $(calculate "$(resident_kib "$server") / 1024" 0) MiB," \
    "first: $(newest) segments"
done
wait "$crowd" || true
cat "$work/crowd"
kill -0 "$first" && echo "the first is on air still, with $(get /live/first/video/index.m3u8 | grep -cx '#EXT-X-DISCONTINUITY' || true) discontinuities"
echo "lines of OutOfMemory: $(grep -c OutOfMemory "$said" || true); streams that could not be kept:" \
  "$(grep -c 'cannot be kept' "$said" || true); heap in use after a collection: $(calculate "$(live_heap_kib) / 1024" 0) MiB"
