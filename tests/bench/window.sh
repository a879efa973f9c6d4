#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints start-up time to a shown window, PSS and idle CPU under Xvfb, for the console, the server, and what they are compared with.
# SECONDS_IDLE=30 is how long idleness is measured.
set -euo pipefail
build=$(realpath "${1:-build/release}")
seconds=${SECONDS_IDLE:-30}
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
# Of the first visible window that has the class; asked for every few milliseconds, because xdotool's own --sync asks twice a second.
window() {  # CLASS PID
  local deadline=$((SECONDS + 20))
  until xdotool search --onlyvisible --class "$1" > /dev/null 2>&1; do
    kill -0 "$2" 2>/dev/null && ((SECONDS < deadline)) || return 1
    sleep 0.003
  done
}
row() {  # NAME CLASS COMMAND...; without a class it has no window
  local name=$1 class=$2 start end pid before after pss shown=-
  shift 2
  command -v "$1" > /dev/null || return 0
  start=$(date +%s%N)
  "$@" > "$work/output" 2>&1 &
  pid=$!
  if [[ $class ]]; then
    if window "$class" "$pid"; then
      end=$(date +%s%N)
      shown=$(((end - start) / 1000000))
    else
      echo "$name: no window"; tail -3 "$work/output"; kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true
      return 0
    fi
  fi
  sleep 5 # Idle is measured after everything has settled.
  before=$(cpu "$pid"); sleep "$seconds"; after=$(cpu "$pid")
  pss=$(awk '/^Pss:/ {print $2 / 1024}' "/proc/$pid/smaps_rollup")
  printf '%-28s %9s %9.1f %9.2f\n' "$name" "$shown" "$pss" "$(awk "BEGIN {print ($after - $before) * 1000 / ($seconds * $(getconf CLK_TCK))}")"
  kill "$pid"; wait "$pid" 2>/dev/null || true
}
printf '\n%-28s %9s %9s %9s\n' '' 'start ms' 'PSS MiB' 'idle o/oo'
# Free ports, and something to serve: without a provider the console shows its first steps.
cat > "$work/workspace.yaml" << 'END'
gatehouse: 1
gateway: {listen: ["127.0.0.1:0"], admin: ["127.0.0.1:0"]}
providers: [{id: sandbox, kind: sandbox}]
END
for workspace in console served; do
  "$build/bin/gatehoused" apply "$work/workspace.yaml" --workspace "$work/$workspace" > /dev/null
done
row gatehouse gatehouse "$build/bin/gatehouse" --workspace "$work/console"
row gatehoused '' "$build/bin/gatehoused" serve --workspace "$work/served"
row KeePassXC keepassxc keepassxc
row qBittorrent qbittorrent qbittorrent
