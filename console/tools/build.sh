#!/bin/sh
# Builds the pages into target/classes/vestnik-console, when a source is newer than they are. Where Node or npm is missing or is none that Vite
# works with, or the packages cannot be had, it says so in one line and the engine is built without its console. Faults of the pages fail the build.
set -eu
cd "$(dirname "$0")/.."
out=target/classes/vestnik-console

without() {
    echo "console: $1; the engine is built without its console. Install Node 20.19 or newer of 20, or 22.12 or newer, with npm, then build again (or pass -Dconsole.skip)." >&2
    rm -rf "$out"
    exit 0
}

command -v node >/dev/null 2>&1 || without 'there is no Node here'
command -v npm >/dev/null 2>&1 || without 'there is no npm here'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' ||
    without "Node $(node --version) is none that Vite works with"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --fetch-retries=1 --fetch-timeout=20000 --prefer-offline --no-progress --loglevel=error || without 'npm could not fetch the packages (see above)'
    touch node_modules/.package-lock.json
fi
# fresh STAMP: whether no source is newer than what was done when the stamp was set
fresh() {
    [ -e "$out/index.html" ] && [ -e "target/$1" ] &&
        [ -z "$(find src tools ../scenario-packs package.json package-lock.json tsconfig.json vite.config.ts -type f -newer "target/$1" -print -quit)" ]
}
if ! fresh built; then
    # The bundler's native part comes as a package of its own for each platform, and for some there is none.
    node -e 'import("vite").catch((e) => { console.error(e.message); process.exit(/native binding|optional dependencies/i.test(`${e.message} ${e.cause?.message}`) ? 1 : 0) })' ||
        without 'Vite has no native package for this platform'
    npm run --silent build
    touch target/built
fi
if [ "${CONSOLE_TESTS_SKIPPED:-false}" != true ] && ! fresh tested; then
    npm run --silent test
    touch target/tested
fi
