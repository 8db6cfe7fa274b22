# What the scripts beside this one share: a server on free ports, and what /proc says of a process.
# To be sourced by bash on Linux. Sets $work, a folder that is removed at the end, and ends every
# process that was noted with `ends_with_us`.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
ours=()
under=()

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

ends_with_us() {
  ours+=("$1")
}

end() {
  kill "$@" 2>/dev/null || true
  wait "$@" 2>/dev/null || true
}

clean_up() {
  end "${ours[@]}"
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

[ -r /proc/self/stat ] || fail "needs Linux's /proc"

# Starts Weir with the arguments given, by the command in `under` if there is one; sets $server (its
# process) and $said (what it prints).
launch_weir() {
  said=$work/said
  : >"$said"
  "${under[@]}" "$home/weir" serve --data "$work/data" --set http.host=127.0.0.1 --set rtmp.host=127.0.0.1 \
    --set http.port=0 --set https.port=0 --set rtmp.port=0 --set rtmps.port=0 "$@" >"$said" 2>&1 &
  server=$!
  ends_with_us "$server"
}

# Waits until the server has printed its addresses; sets $http_port and $rtmp_port.
await_weir() {
  until grep -q '^Publish to' "$said"; do
    kill -0 "$server" 2>/dev/null || fail "the server did not start: $(cat "$said")"
    sleep 0.005
  done
  http_port=$(sed -n 's|^Watch at http://localhost:\([0-9]*\)/.*|\1|p' "$said")
  rtmp_port=$(sed -n 's|^Publish to rtmp://localhost:\([0-9]*\)/.*|\1|p' "$said")
}

# Prints the answer to GET $1, with its headers.
get() {
  exec 3<>"/dev/tcp/127.0.0.1/$http_port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
}

# Sets $java, of a JDK 25, and $class_path of the module bench with all that it depends on.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if "$candidate/bin/javac" -version 2>&1 | grep -q "^javac 25"; then
      java=$candidate/bin/java
      [ -n "${class_path:-}" ] && return
      JAVA_HOME=$candidate "$home/mvnw" -q -B -f "$home/pom.xml" -pl bench -am compile \
        dependency:build-classpath -Dmdep.outputFile="$work/class-path" >"$work/maven" || fail "$(head -20 "$work/maven")"
      class_path=$home/bench/target/classes:$(cat "$work/class-path")
      return
    fi
  done
  fail "no JDK 25 found; name one with JAVA_HOME="
}

# Runs class $1 of the module bench, with all that it depends on, by the Java of the server.
java_of_bench() {
  local java
  java=$(readlink "/proc/$server/exe")
  if [ -z "${class_path:-}" ]; then
    JAVA_HOME=${java%/bin/java} "$home/mvnw" -q -B -f "$home/pom.xml" -pl bench -am compile dependency:build-classpath \
      -Dmdep.outputFile="$work/class-path" >"$work/maven" || fail "$(head -20 "$work/maven")"
    class_path=$home/bench/target/classes:$(cat "$work/class-path")
  fi
  "$java" --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Xmx512m -cp "$class_path" "dev.weir.bench.$1" "${@:2}"
}

# Sets $ffmpeg: the one that FFMPEG names, or the one that comes with Weir, or any.
find_ffmpeg() {
  local candidate
  for candidate in "${FFMPEG:-}" "$HOME"/.javacpp/cache/ffmpeg-*/org/bytedeco/ffmpeg/*/ffmpeg ffmpeg; do
    if "$candidate" -version >/dev/null 2>&1; then
      ffmpeg=$candidate
      return
    fi
  done
  fail "no FFmpeg found"
}

# Makes $work/source.flv: 20 s of 4 Mb/s, 1080p30, H.264 and AAC.
make_stream() {
  find_ffmpeg
  "$ffmpeg" -v error -f lavfi -i testsrc2=size=1920x1080:rate=30 -f lavfi \
    -i sine=sample_rate=48000 -t 20 -c:v libx264 -preset ultrafast -g 60 -bf 0 -b:v 3872k \
    -minrate 3872k -maxrate 3872k -bufsize 3872k -x264-params nal-hrd=cbr:force-cfr=1 \
    -pix_fmt yuv420p -c:a aac -b:a 128k -ac 2 -f flv "$work/source.flv"
}

# Runs the command given and sets $cpu to the CPU time that it and its children took, in milliseconds.
time_of() {
  local TIMEFORMAT='%U %S' spent
  { time "$@" >"$work/out" 2>&1; } 2>"$work/time" || fail "$1: $(tail -5 "$work/out")"
  read -r -a spent <"$work/time"
  cpu=$(calculate "(${spent[0]} + ${spent[1]}) * 1000" 0)
}

now_millis() {
  echo $(($(date +%s%N) / 1000000))
}

# CPU time that the processes given have used, in milliseconds.
cpu_millis() {
  local pid total=0 hertz fields
  hertz=$(getconf CLK_TCK)
  for pid; do
    fields=$(sed 's/^.*) //' "/proc/$pid/stat")
    # shellcheck disable=SC2086 # fields are words; utime and stime are the 14th and 15th of all
    set -- $fields
    total=$((total + ${12} + ${13}))
  done
  echo $((total * 1000 / hertz))
}

# CPU time that Java's compiler has used in the process given, in milliseconds; 0 where it is not Java.
compiler_millis() {
  local task nanos total=0
  for task in "/proc/$1/task/"*; do
    if grep -qs '^C[12] Compiler' "$task/comm"; then
      read -r nanos _ <"$task/schedstat"
      total=$((total + nanos))
    fi
  done
  echo $((total / 1000000))
}

# Resident memory of the processes given, in KiB.
resident_kib() {
  local pid total=0
  for pid; do
    total=$((total + $(awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status")))
  done
  echo "$total"
}

# Collects garbage in the server and prints how many KiB of its heap are in use then.
live_heap_kib() {
  local jcmd
  jcmd=$(dirname "$(readlink "/proc/$server/exe")")/jcmd
  "$jcmd" "$server" GC.run >/dev/null
  "$jcmd" "$server" GC.heap_info | sed -n 's/.* used \([0-9]*\)K.*/\1/p' | head -1
}

# The middle one of the numbers given.
median() {
  printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

calculate() {
  awk "BEGIN { printf \"%.${2:-1}f\", $1 }"
}

machine() {
  echo "$(date -u +%F) · $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1) ×$(nproc)" \
    "· load $(cut -d' ' -f1 /proc/loadavg)"
}
