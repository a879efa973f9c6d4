#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what a request costs through nginx, HAProxy and gatehoused: tests/bench/run.sh [BUILD...]. Asserts nothing.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cd "$here/../.."
source app/setup.sh
install_missing g++ libssl-dev nginx-light haproxy openssl python3 strace
builds=()
for build in "${@:-build/release}"; do
  if [ "$build" = build/uring ]; then
    install_missing liburing-dev
    [ -f build/uring/build.ninja ] || cmake --preset uring >&2
    ninja -C build/uring gatehoused >&2
  fi
  if [ -x "$build/bin/gatehoused" ]; then builds+=("$build"); else echo "no $build/bin/gatehoused: build it for its row" >&2; fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
c++ -std=c++20 -O2 "$here/load.cpp" -o "$work/load" -lssl -lcrypto
ulimit -n "$(ulimit -Hn)"
python3 -B "$here/bench.py" "$work/load" "${builds[@]}"
[ -z "${PARTS:-}" ] || exit 0
[ ! -x "$build/bin/gatehouse" ] || bash "$here/window.sh" "$build"
