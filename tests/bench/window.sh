#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints start-up time to a shown window, PSS and idle CPU under Xvfb, for the console and what it is compared with.
set -euo pipefail
build=$(realpath "${1:-build/release}")
source "$(dirname "${BASH_SOURCE[0]}")/../../app/setup.sh"
install_missing xvfb openbox xdotool
work=$(mktemp -d)
exec {display_pipe}<> <(:)
Xvfb -displayfd "$display_pipe" -screen 0 1280x800x24 -nolisten tcp 2>/dev/null &
server=$!
read -r -u "$display_pipe" number
export DISPLAY=:$number HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data QT_QPA_PLATFORM=xcb
openbox 2>/dev/null &
manager=$!
trap 'kill $manager $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

cpu() { awk '{print $14 + $15}' <(sed 's/.*) /0 (x) /' "/proc/$1/stat"); }
row() {  # NAME COMMAND...
  local name=$1 start end pid before after pss
  shift
  command -v "$1" > /dev/null || return 0
  start=$(date +%s%N)
  "$@" > /dev/null 2>&1 &
  pid=$!
  timeout 20 xdotool search --sync --onlyvisible --pid "$pid" > /dev/null || { echo "$name: no window"; kill "$pid" 2>/dev/null; return 0; }
  end=$(date +%s%N)
  sleep 5 # Idle is measured after everything has settled.
  before=$(cpu "$pid"); sleep 10; after=$(cpu "$pid")
  pss=$(awk '/^Pss:/ {print $2 / 1024}' "/proc/$pid/smaps_rollup")
  printf '%-28s %9.0f %9.1f %9.1f\n' "$name" "$(((end - start) / 1000000))" "$pss" "$(((after - before) * 1000 / (10 * $(getconf CLK_TCK))))"
  kill "$pid"; wait "$pid" 2>/dev/null || true
}
printf '\n%-28s %9s %9s %9s\n' '' 'start ms' 'PSS MiB' 'idle o/oo'
row gatehouse "$build/bin/gatehouse" --workspace "$work/workspace"
row KeePassXC keepassxc
row qBittorrent qbittorrent
