#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the console; arguments go to it (--demo, --workspace DIR, ...).
set -euo pipefail
here=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
top=$PWD
source app/setup.sh

install_missing "${build_packages[@]}"
build release -DGATEHOUSE_TESTS=OFF
cd "$here"
exec "$top/build/release/bin/gatehouse" "$@"
