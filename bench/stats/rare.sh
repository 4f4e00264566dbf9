#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Rare-event models beside R in one run: bench/stats/rare.sh BUILD, from the root of the repository, where BUILD was
# configured with -DLOSSA_BENCH=ON. R needs metafor, lme4 and numDeriv. Each of R's fits is stopped after 10 minutes.
set -eu
build=${1:?use: bench/stats/rare.sh BUILD}
data=tests/golden/stats/rare_data.csv
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$build/bench/stats/lossa_stats_rare_bench" "$data" > "$scratch/ours"
for dataset in simulated20 simulated100; do
  for model in REML PLO UM.FS CM.EL; do
    timeout "${LIMIT:-600}" Rscript bench/stats/rare.R "$model" "$dataset" 2> /dev/null ||
      echo "$model,${dataset#simulated},none,none,none,none"
  done
done > "$scratch/theirs"

Rscript -e 'cat(sprintf("R %s, metafor %s, lme4 %s\n", getRversion(), packageVersion("metafor"), packageVersion("lme4")))'
"${CXX:-c++}" --version | head -1
paste -d, "$scratch/ours" "$scratch/theirs" | awk -F, '
  BEGIN { printf "%-6s %4s  %10s %10s %8s   %-28s %s\n", "model", "k", "ours s", "R s", "ratio", "ours: estimate se tau2", "R: estimate se tau2" }
  { ratio = $9 == "none" ? "-" : sprintf("%.0f", $9 / $3)
    printf "%-6s %4d  %10s %10s %8s   %-28s %s\n", $1, $2, $3, $9, ratio, $4 " " $5 " " $6, $10 " " $11 " " $12 }'
