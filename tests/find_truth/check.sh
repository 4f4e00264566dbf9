#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The truth test: tests/find_truth/check.sh PROGRAM [PEOPLE] [SEED] [--same-class]. Makes a hospital, lets the program find, and compares.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1 people=${2:-2000} seed=${3:-1}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
"$program" synthesise --people "$people" --seed "$seed" --out "$folder/hospital"
status=0
"$program" find "$folder/hospital/export" --codes "$folder/hospital/codes.toml" --json \
  --unit truth --mandate synthetic --telephone 0 >"$folder/found.json" || status=$?
[ "$status" -le 1 ] || exit "$status" # 1: faults in the data, which are there on purpose
python3 "$here/compare.py" "$folder/hospital" "$folder/found.json" "${@:4}"
