#!/bin/sh
# Installs what is missing, builds in build/ and runs every test. The last line counts single
# checks: N passed, N failed, N skipped. Exit status 0: none failed.
set -eu
cd "$(dirname "$0")/.."
. tests/needs.sh
needs gcc g++ libc6-dev make cmake meson ninja-build pkg-config python3 clang \
    libclang-19-dev libclang-common-19-dev check scdoc libnlopt-dev

if [ -e build/build.ninja ]; then
    meson setup --reconfigure build >/dev/null
else
    meson setup build
fi
ninja -C build
status=0
meson test -C build --no-rebuild --num-processes 2 || status=$?
python3 tests/summary.py build || status=1
exit $status
