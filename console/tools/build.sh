#!/bin/sh
# Builds the pages into target/classes/vestnik-console, when a source is newer than they are. Where Node or npm is missing or too old, or the
# packages cannot be had, it says so in one line and the engine is built without its console.
set -eu
cd "$(dirname "$0")/.."
out=target/classes/vestnik-console

without() {
    echo "console: $1; the engine is built without its console. Install Node 20.19 or newer with npm, then build again (or pass -Dconsole.skip)." >&2
    rm -rf "$out"
    exit 0
}

command -v node >/dev/null 2>&1 || without 'there is no Node here'
command -v npm >/dev/null 2>&1 || without 'there is no npm here'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    without "Node $(node --version) is too old"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --prefer-offline --no-progress --loglevel=error || without 'npm could not fetch the packages (see above)'
    touch node_modules/.package-lock.json
fi
# fresh STAMP: whether no source is newer than what was done when the stamp was set
fresh() {
    [ -e "$out/index.html" ] && [ -e "target/$1" ] &&
        [ -z "$(find src tools package.json package-lock.json tsconfig.json vite.config.ts -type f -newer "target/$1" -print -quit)" ]
}
if ! fresh built; then
    npm run --silent build
    touch target/built
fi
if [ "${CONSOLE_TESTS_SKIPPED:-false}" != true ] && ! fresh tested; then
    npm run --silent test
    touch target/tested
fi
