#!/usr/bin/env bash
# How long a server that was killed takes until it has found its streams again: LeftStreams lays down
# what it leaves of so many streams with a past of so many hours, the ends of their files are torn, and
# the server is started on that and killed again, time after time. The disk's cache is emptied before
# every other start where that is allowed. Needs a JDK 25, as ./weir does.
#
# Usage: bench/recovery.sh [STREAMS [HOURS [KBPS [RUNS]]]]      (100 2 200 6 by default)
set -euo pipefail
streams=${1:-100} hours=${2:-2} kbps=${3:-200} runs=${4:-6}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"
media=$work/data/media

lay_down() {
  local java
  java=$(dirname "$(readlink "/proc/$server/exe")")/java
  end "$server"
  "$(dirname "$java")/javac" -cp "$home/server/target/dist/lib/*" -d "$work/classes" \
    "$home/bench/src/main/java/dev/weir/bench/LeftStreams.java"
  "$java" -cp "$work/classes:$home/server/target/dist/lib/*" dev.weir.bench.LeftStreams \
    "$media" "$streams" "$hours" "$kbps"
  echo "$streams streams of $hours h at $kbps kb/s: $(find "$media" -name '*.index' | wc -l) extents," \
    "$(du -sm "$media" | cut -f1) MiB on disk," \
    "$(find "$media" -name '*.index' -printf '%s\n' | awk '{ s += $1 } END { print int(s / 1048576) }') MiB of indexes"
}

# Half a fragment without an entry, and half an entry, at the end of each track.
tear_ends() {
  local track newest
  for track in "$media"/dvr/*/*/*/; do
    newest=$(find "$track" -name '*.index' -printf '%f\n' | sort | tail -1)
    printf 'half a fragment' >>"$track${newest%.index}.cmaf"
    printf 'half an entry' >>"$track$newest"
  done
}

empty_caches() {
  sync
  { echo 3 >/proc/sys/vm/drop_caches; } 2>/dev/null
}

recover_once() {
  local began ready found
  began=$(now_millis)
  launch_weir
  await_weir
  get /readyz | grep -q '^ready' || fail "not ready: $(cat "$said")"
  ready=$(($(now_millis) - began))
  found=$(grep -c 'event=dvr-recovered' "$said" || true)
  get "/live/left-$((streams - 1))/video/index.m3u8" | grep -c '^#EXTINF' >"$work/listed" || true
  echo "$1: ready after $ready ms, $found streams found," \
    "$(cat "$work/listed") segments listed, CPU $(cpu_millis "$server") ms," \
    "$(calculate "$(resident_kib "$server") / 1024") MiB resident," \
    "$(calculate "$(live_heap_kib) / 1024") MiB of heap in use, load $(cut -d' ' -f1 /proc/loadavg)"
  kill -9 "$server"
  wait "$server" 2>/dev/null || true
}

"$home/weir" build
machine
launch_weir # makes the certificate
await_weir
lay_down
for run in $(seq "$runs"); do
  tear_ends
  if [ $((run % 2)) = 1 ] && empty_caches; then
    recover_once "from the disk"
  else
    recover_once "from the disk's cache"
  fi
done
