#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every check. Ends with one line of counts; 1 when any check failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source app/setup.sh

test_packages=(clang-format-19 clang-tidy-19 python3 openssl curl xvfb openbox)
# Any npm will do: the Node that runs the clients comes with them (tests/sdk/package.json).
command -v npm >/dev/null || test_packages+=(nodejs npm)

passed=0
failed=()
# check NAME COMMAND...: runs one check and remembers how it ended.
check() {
  local name=$1 start=$SECONDS
  shift
  step "$name"
  if "$@"; then passed=$((passed + 1)); else failed+=("$name"); fi
  echo "    $name: $((SECONDS - start)) s" >&2
}

scripts_parse() {
  local script
  for script in $(git ls-files '*.sh' .ci/run); do bash -n "$script" || return 1; done
}
format() { git ls-files '*.cpp' '*.h' | xargs clang-format-19 --dry-run -Werror; }

install_missing "${build_packages[@]}" "${test_packages[@]}" || exit 1
check "Shell scripts" scripts_parse
check "Format" format
build dev || { echo "the build failed" >&2; exit 1; }
check "Tests" ctest --test-dir build/dev -j2 --output-on-failure --no-tests=error
check "Translations" bash tests/translations.sh
# The clients need the daemon; while there is none to build, there is nothing to ask.
[ ! -x build/dev/bin/gatehoused ] || check "Official clients" bash tests/sdk/run.sh build/dev
check "clang-tidy" python3 tests/tidy.py build/dev

[ ${#failed[@]} -eq 0 ] || printf 'failed: %s\n' "${failed[@]}"
echo "checks: $passed passed, ${#failed[@]} failed"
[ ${#failed[@]} -eq 0 ]
