#!/bin/sh
# One step of the pages for Maven: build, check or test (the scripts of package.json).
# A step is skipped where npm is missing, and where nothing changed since it last succeeded.
set -eu
cd "$(dirname "$0")"
step=$1
done_mark=target/$step.done

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "weir-web: npm is not installed; $step skipped, the server will have no pages"
  exit 0
fi

if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo "weir-web: Node.js $(node --version) is older than 20.19; $step skipped, the server will have no pages"
  exit 0
fi

# What the step reads: everything here but what npm and the build made.
changed() {
  [ ! -e "$done_mark" ] || [ -n "$(find . \( -name node_modules -o -name target \) -prune -o -newer "$done_mark" -print | head -n 1)" ]
}

if [ "$step" = build ] && [ ! -e target/classes/web/watch.html ]; then rm -f "$done_mark"; fi
if ! changed; then exit 0; fi

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
mkdir -p target
started=$(mktemp target/"$step".XXXXXX)
trap 'rm -f "$started"' EXIT
npm run --silent "$step"
mv "$started" "$done_mark"
