#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the official clients against a built gatehoused: tests/sdk/run.sh BUILD_FOLDER.
# Packages (a Node among them) are installed by lock file into the user's cache folder, once for each lock file.
set -euo pipefail
build=$(realpath "$1")
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/gatehouse/sdk-$(sha256sum "$here/package-lock.json" | cut -c1-16)

if [ ! -f "$cache/complete" ]; then
  mkdir -p "$cache"
  cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$cache/"
  (cd "$cache" && npm ci)
  touch "$cache/complete"
fi
# Modules are looked up beside the files that import them, so the tests run from a copy beside the packages.
work=$build/sdk
rm -rf "$work"
mkdir -p "$work"
cp "$here"/*.mjs "$here/package.json" "$work/"
ln -s "$cache/node_modules" "$work/node_modules"
cd "$work"
export GATEHOUSED=$build/bin/gatehoused
# The package of this processor is the only one that npm installed.
exec node_modules/node-linux-*/bin/node --test --test-timeout=120000 --test-concurrency=2
