#!/usr/bin/env bash
# How long ./weir takes from the command to the first answer of /readyz, with and without the cache
# that the build leaves, and what the server costs while nobody uses it.
#
# Usage: bench/startup.sh [RUNS]      (5 by default)
set -euo pipefail
runs=${1:-5}
# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"

# Sets $took and $cpu, in milliseconds.
start_once() {
  local began
  began=$(now_millis)
  launch_weir
  await_weir
  get /readyz | grep -q '^ready' || fail "not ready: $(cat "$said")"
  took=$(($(now_millis) - began))
  cpu=$(cpu_millis "$server")
}

measure_starts() {
  local all=() cpus=()
  for _ in $(seq "$runs"); do
    start_once
    end "$server"
    all+=("$took")
    cpus+=("$cpu")
  done
  echo "$1: median $(median "${all[@]}") ms ($(printf '%s\n' "${all[@]}" | sort -n | tr '\n' ' '))," \
    "CPU $(median "${cpus[@]}") ms"
}

measure_idle() {
  local seconds=20 before
  start_once
  sleep 5
  before=$(cpu_millis "$server")
  sleep "$seconds"
  cpu=$(($(cpu_millis "$server") - before))
  echo "idle: $(calculate "$(resident_kib "$server") / 1024") MiB resident," \
    "$(calculate "$(live_heap_kib) / 1024") MiB of heap in use," \
    "CPU $(calculate "$cpu / $seconds" 2) ms in a second"
  end "$server"
}

"$home/weir" build
machine
start_once # makes the certificate
end "$server"
measure_starts "start to ready"
WEIR_JAVA_OPTS="${WEIR_JAVA_OPTS:-} -XX:AOTMode=off" measure_starts "start to ready, without the cache"
measure_idle
