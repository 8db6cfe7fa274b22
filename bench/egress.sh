#!/usr/bin/env bash
# What it costs to send one stream to many sockets of this machine, by where its bytes lie and by who
# encrypts them (EgressBenchmark). Takes a few minutes; needs Linux and, as ./mvnw does, JAVA_HOME or a
# JDK 25 on the path.
#
# Usage: bench/egress.sh [VIEWERS [SECONDS [RUNS]]]      (1000 8 3 by default)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec ./mvnw -q -B -pl bench compile exec:exec \
  -Dexec.executable="${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -Dexec.args="-Dviewers=${1:-1000} -Dseconds=${2:-8} -Druns=${3:-3} --enable-native-access=ALL-UNNAMED \
    -cp %classpath dev.weir.bench.EgressBenchmark"
