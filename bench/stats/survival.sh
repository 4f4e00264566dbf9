#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Our survival kernels beside R's, in one run: survival.sh BUILD, where BUILD was made with -DLOSSA_TESTS=ON -DLOSSA_BENCH=ON.
# Seconds of the clock and of the processor, best of several; the ratio is that of the processor, so that other work
# on the machine does not count; R's bootstrap is 100 replicates times 10. R runs crr to 1e4 rows only, survfit's incidence and the robust
# variance to 1e5: past that they take minutes.
set -euo pipefail
build=${1:?usage: survival.sh BUILD}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/bench/stats/stats_survival_bench" "$work" >"$work/ours.csv"
Rscript "$here/survival.R" "$work" >"$work/theirs.csv"
Rscript -e 'cat(R.version.string, "; survival", format(packageVersion("survival")), "; cmprsk", format(packageVersion("cmprsk")), "\n", sep = " ")'
awk -F, '
  FNR == NR && $3 != "beta" { theirs[$1 "," $2] = $3; their_processor[$1 "," $2] = $4; next }
  FNR == NR { their_beta[$1 "," $2 "," ++seen[$1 "," $2]] = $4; next }
  $3 == "beta" {
    key = $1 "," $2 "," ++mine[$1 "," $2]
    if (key in their_beta) {
      difference = $4 - their_beta[key]
      if (difference < 0) difference = -difference
      if (difference > worst[$1 "," $2]) worst[$1 "," $2] = difference
    }
    next
  }
  { order[++count] = $1 "," $2; ours[$1 "," $2] = $3; our_processor[$1 "," $2] = $4 }
  END {
    printf "%-14s %8s  %10s %10s  %10s %10s  %7s  %s\n", "analysis", "n", "lossa s", "R s", "lossa cpu", "R cpu", "ratio", "largest difference of a coefficient"
    for (i = 1; i <= count; i++) {
      key = order[i]
      split(key, part, ",")
      printf "%-14s %8d  %10.5f ", part[1], part[2], ours[key]
      if (key in theirs)
        printf "%10.3f  %10.5f %10.3f  %7.0f", theirs[key], our_processor[key], their_processor[key], their_processor[key] / our_processor[key]
      else
        printf "%10s  %10.5f %10s  %7s", "-", our_processor[key], "-", "-"
      print (key in worst) ? sprintf("  %.1e", worst[key]) : ""
    }
  }' "$work/theirs.csv" "$work/ours.csv"
