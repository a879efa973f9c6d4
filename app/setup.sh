# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run.sh and tests/run.sh: what a Debian 12 needs to build Gatehouse, and how it gets there.

# What both programs are built from and what the console needs on the screen.
build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libboost1.81-dev libboost-url1.81-dev libboost-json1.81-dev libssl-dev libsimdjson-dev libyaml-cpp-dev
  libsqlitecpp-dev libsqlite3-dev libspdlog-dev libfmt-dev libsodium-dev libcli11-dev prometheus-cpp-dev
  libhowardhinnant-date-dev libre2-dev libzstd-dev
  qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-svg-dev libgl-dev libqscintilla2-qt6-dev
  qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
  breeze-icon-theme fonts-noto-core fonts-noto-mono fonts-noto-cjk)

step() { printf '\n==> %s\n' "$*" >&2; }

# install_missing PACKAGE...: installs what is not there; asks for nothing and starts nothing when all is.
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    step "This is no Debian: make sure that these are there: $*"
    return 0
  fi
  local -A there=()
  local package missing=()
  while read -r package; do there[$package]=1; done < <(
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
  for package in "$@"; do [ -n "${there[$package]:-}" ] || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Run this as root once, or install sudo; missing: ${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  step "Installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# build PRESET [CMAKE_OPTION...]: configures where needed and builds everything below build/PRESET.
build() {
  local preset=$1
  shift
  # Of all builds only this one needs it.
  [ "$preset" != uring ] || install_missing liburing-dev || return 1
  if [ ! -f "build/$preset/build.ninja" ]; then
    step "Configuring build/$preset"
    cmake --preset "$preset" "$@" >&2
  fi
  step "Building build/$preset"
  ninja -C "build/$preset" >&2
}
