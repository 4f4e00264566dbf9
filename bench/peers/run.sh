#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same rule and the same cases for Lossa and its peers, in one run: bench/peers/run.sh BUILD [CASES] [SEED].
#
# BUILD is a build folder of the preset release with -D LOSSA_TESTS=ON -D LOSSA_BENCH=ON. A peer is a folder here with its
# package.json and lock and a run.mjs that is given the file of cases (lossa_peer_cases says what stands in it and beside
# it) and prints one line {"peer","version","cases","seconds","answers_sha256"}. All must give the same answers.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd) cases=${2:-10000} seed=${3:-1}
export LOSSA=${LOSSA:-$build/programs/lossa}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

"$build/bench/peers/lossa_peer_cases" "$folder" "$cases" "$seed" >"$folder/table"
for peer in "$here"/*/run.mjs; do
  cd "$(dirname "$peer")"
  [ -d node_modules ] || npm ci --silent >&2
  node run.mjs "$folder/cases.ndjson" >>"$folder/table" || echo "$(basename "$PWD"): failed" >&2
done

python3 - "$folder/table" <<'TABLE'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
best = rows[0]["cases"] / rows[0]["seconds"]
print(f"{'peer':28} {'version':12} {'cases a second':>16} {'times slower':>14}  answers")
for row in rows:
    rate = row["cases"] / row["seconds"]
    print(f"{row['peer']:28} {row['version']:12} {rate:16,.0f} {best / rate:14,.1f}  {row['answers_sha256'][:12]}")
sys.exit(len({row["answers_sha256"] for row in rows}) > 1)
TABLE
