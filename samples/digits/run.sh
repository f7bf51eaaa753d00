#!/bin/sh
# Builds adc and this sample, trains on the digits of MNIST, and leaves digits.model and digits.svg
# in build/.
set -eu
cd "$(dirname "$0")/../.."
. tests/needs.sh
needs gcc libc6-dev meson ninja-build pkg-config python3 libclang-19-dev libclang-common-19-dev

[ -e build/build.ninja ] || meson setup build
ninja -C build compiler/adc samples/digits
data=build/mnist
if ! sh samples/digits/get.sh $data; then
    echo "cannot fetch the full set: training on a small one"
    data=samples/digits/small
fi
build/samples/digits $data build
