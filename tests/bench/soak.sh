#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# soak.sh [MINUTES] [BUILD]: gatehoused under mixed traffic with faults, edits of its configuration among it; prints memory, open files
# and connections over time, first and last (30 minutes, build/release). Asserts nothing.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
minutes=${1:-30}
build=$(realpath "${2:-$here/../../build/release}")
program=$build/bin/gatehoused
[ -x "$program" ] || { echo "no $program: build it first" >&2; exit 1; }

work=$(mktemp -d)
server=
traffic=
finish() {
  local process
  for process in $traffic $server; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT
export SOAK_KEY=the-key-of-the-soaking-application GATEHOUSE_MASTER_KEY=$(printf '5a%.0s' $(seq 32))
# The traffic's program opens the upstreams, writes the workspace file and says so before the gateway starts.
mkfifo "$work/ready" "$work/go"
python3 -B "$here/soak.py" "$work" "$minutes" &
traffic=$!
read -r _ < "$work/ready"
"$program" apply "$work/workspace.yaml" --workspace "$work/workspace" > /dev/null
mkfifo "$work/line"
"$program" serve --workspace "$work/workspace" --listen 127.0.0.1:0 --admin 127.0.0.1:0 > "$work/line" 2> "$work/log" &
server=$!
read -r line < "$work/line"
echo "$server $line" > "$work/go"
wait "$traffic"
