#!/bin/sh
# The test on the full set: 77, skipped, where it cannot be fetched.
# usage: full.sh PROGRAM FOLDER
set -eu
sh "$(dirname "$0")/get.sh" "$2" || exit 77
"$1" "$2" "$2" 95
"$1" "$2" "--load=$2/digits.model" 95
