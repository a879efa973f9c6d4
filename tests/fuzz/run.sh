#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS] [TARGET...]: builds the fuzz targets and lets each (default: all) run for SECONDS (60), one after the
# other. Prints a line each: runs, runs a second, edges reached, inputs kept, findings. Ends with 1 when there is any
# finding. What was learned is kept in build/fuzz/corpus and serves the next run; findings are in build/fuzz/findings.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
shift $(($# > 0))

declare -A dictionaries=(
  [RequestHead]=http [Chunks]=http [Answer]=http [Rewrite]=http [Target]=paths [Routes]=paths [Sse]=sse
  [Stream]=json [Splice]=json [Sandbox]=json [Workspace]=workspace [Model]=workspace [History]=json)

source app/setup.sh
install_missing clang-19 libclang-rt-19-dev || exit 1
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >&2 || exit 1
ninja -C build/fuzz fuzz >&2 || exit 1

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd tests/fuzz && for file in *Fuzz.cpp; do echo "${file%Fuzz.cpp}"; done)
findings=0
row='%-12s %12s %8s %7s %7s %9s\n'
# shellcheck disable=SC2059
printf "$row" target runs runs/s edges inputs findings
mkdir -p build/fuzz/findings
for target in "${targets[@]}"; do
  corpus=build/fuzz/corpus/$target
  log=build/fuzz/$target.log
  mkdir -p "$corpus"
  before=$(find build/fuzz/findings -name "$target-*" | wc -l)
  ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1} "build/fuzz/tests/fuzz/fuzz_$target" \
    "$corpus" "tests/fuzz/corpus/$target" -dict="tests/fuzz/dictionaries/${dictionaries[$target]:-http}.dict" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/findings/$target-" >"$log" 2>&1
  found=$(($(find build/fuzz/findings -name "$target-*" | wc -l) - before))
  findings=$((findings + found))
  # shellcheck disable=SC2059
  printf "$row" "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
    "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")" \
    "$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -c6-)" "$(find "$corpus" -type f | wc -l)" "$found"
  [ "$found" -eq 0 ] || grep -m1 -A3 -E 'property broken|ERROR: |runtime error' "$log"
done
exit $((findings > 0))
