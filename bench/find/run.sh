#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same question over the same bytes for Lossa and its peers, in one run: bench/find/run.sh BUILD [PEOPLE] [CORES].
#
# The question: how many people had growth in blood after a device was put in. The bytes: a synthetic hospital as one file of all
# kinds (50,000 people are 2 GB), made once and kept in BUILD/find. BUILD is a build folder of the preset release with
# -D LOSSA_TESTS=ON -D LOSSA_BENCH=ON. CORES is a list for taskset: 0 (what is used otherwise) is one core for everybody, 0,1 two.
# jq is given the first 200 MB only, whole lines of them; its MB/s count. Each peer's answer must be that of simdjson on the same
# bytes. `lossa find` answers more than the question: of its rows those with growth in blood are counted (lossa_answer.py).
# Needs: jq, node, time (Debian's packages).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd) people=${2:-55000} cores=${3:-0}
lossa=${LOSSA:-$build/programs/lossa}
hospital=$build/find/hospital-$people
file=$hospital/export/everything.ndjson
sample_bytes=200000000
threads=$(tr ',' '\n' <<<"$cores" | wc -l)

mkdir -p "$build/find"
if [ ! -f "$hospital.done" ]; then
  rm -rf -- "$hospital"
  "$lossa" synthesise --people "$people" --seed 1 --mixed --out "$hospital" >&2
  touch "$hospital.done"
fi
sample=$hospital/sample.ndjson
[ -f "$sample" ] || head -c "$sample_bytes" "$file" | sed '$d' >"$sample"
[ -d "$here/duckdb/node_modules" ] || (cd "$here/duckdb" && npm ci --silent >&2)
cat "$file" >/dev/null # everybody reads from the page cache

table=$(mktemp)
trap 'rm -f -- "$table" "$table".*' EXIT
# measure NAME BYTES COMMAND...: one row "name;bytes;seconds;user;system;peak KiB;answer"; a peer that fails says so and has no row.
measure() {
  local name=$1 bytes=$2
  shift 2
  if taskset -c "$cores" time -f '%e;%U;%S;%M' -o "$table.time" "$@" >"$table.answer" 2>"$table.messages"; then
    echo "$name;$bytes;$(tail -1 "$table.time");$(tail -1 "$table.answer")" >>"$table"
  else
    echo "$name: failed: $(grep -m1 -i error "$table.messages")" >&2
  fi
}

all=$(stat -c %s "$file") part=$(stat -c %s "$sample")
measure "simdjson on demand" "$all" "$build/bench/find/simdjson/lossa_find_simdjson" "$file"
measure "simdjson on demand, sample" "$part" "$build/bench/find/simdjson/lossa_find_simdjson" "$sample"
if "$lossa" find --help >/dev/null 2>&1; then
  measure "lossa find" "$all" bash -c '"$1" find "$2" --codes "$3" --json --unit bench --mandate synthetic --telephone 0 >"$4"; status=$?; [ "$status" -le 1 ] || exit "$status"; python3 "$5" "$4"' \
    - "$lossa" "$hospital/export" "$hospital/codes.toml" "$table.json" "$here/lossa_answer.py"
else
  echo "lossa find: not in this program yet; the ratios are to simdjson" >&2
fi
measure "Node $(node --version)" "$all" node "$here/node/run.mjs" "$file"
measure "DuckDB $(node -p "require('$here/duckdb/package.json').dependencies['@duckdb/node-api']")" "$all" \
  node "$here/duckdb/run.mjs" "$file" "$threads"
measure "$(jq --version), sample" "$part" jq -n -f "$here/jq/find.jq" "$sample"

python3 "$here/table.py" "$table" "$threads"
