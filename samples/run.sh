#!/bin/sh
# Installs what is missing, builds adc in build/, differentiates the likelihood of a mixture of
# Gaussians (penguins/mixture.c) and fits it to the Palmer penguins. Leaves penguins.svg in build/.
set -eu
cd "$(dirname "$0")/.."
. tests/needs.sh
needs gcc libc6-dev meson ninja-build pkg-config python3 libclang-19-dev libclang-common-19-dev

[ -e build/build.ninja ] || meson setup build
ninja -C build compiler/adc samples/fit-penguins

made=build/samples
echo
echo "-- the primal, samples/penguins/mixture.c"
sed -n '/^static/,$p' samples/penguins/mixture.c
echo
echo "-- its gradient as adc wrote it, $made/mixture.adc.c"
sed -n '/^#include/!p' $made/mixture.adc.c
echo
$made/fit-penguins samples/penguins/penguins.csv build/penguins.svg
