#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Milliseconds from the start of the process to the first page served: bench/first_page.sh PROGRAM [RUNS].
# The peer in the same run is the start of the program alone (--version), and Node's bare HTTP server with one line.
set -euo pipefail
program=$1 runs=${2:-11} port=8397
data=$(mktemp -d)
trap 'rm -rf -- "$data"' EXIT
"$program" import "$(dirname "$0")"/../examples/cases/*.toml --data "$data/cases" >/dev/null

now_ms() { echo $((${EPOCHREALTIME/./} / 1000)); }

until_served() {
  local start
  start=$(now_ms)
  "$@" >/dev/null 2>&1 &
  until curl -s -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.002; done
  echo $(($(now_ms) - start))
  kill $! && wait $! 2>/dev/null || :
}

started() {
  local start
  start=$(now_ms)
  "$@" >/dev/null
  echo $(($(now_ms) - start))
}

median() { sort -n | sed -n "$((runs / 2 + 1))p"; }

node_server="require('http').createServer((q, r) => r.end('ok')).listen($port, '127.0.0.1')"
for _ in $(seq "$runs"); do until_served "$program" serve --data "$data/cases" --port "$port"; done >"$data/lossa"
for _ in $(seq "$runs"); do until_served node -e "$node_server"; done >"$data/node"
for _ in $(seq "$runs"); do started "$program" --version; done >"$data/version"
echo "first page of the worklist, twelve cases assessed: median $(median <"$data/lossa") ms of $runs runs"
echo "Node's bare server, one line:                      median $(median <"$data/node") ms"
echo "start of the program alone (--version):            median $(median <"$data/version") ms"
