#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a translation is missing, when a text of the console is not in it, is there no more, or is not translated.
# With --update it brings the files up to date instead: then translate what they mark as unfinished.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lupdate=$(command -v /usr/lib/qt6/bin/lupdate lupdate | head -n 1)
[ -n "$lupdate" ] || { echo "lupdate is missing" >&2; exit 1; }
# English needs its plural forms only.
files=(translations/gatehouse_zh_CN.ts translations/gatehouse_en.ts)

# update FILE: in place; lupdate's remarks on our code are shown when it fails only.
update() {
  local options=(-silent -no-obsolete -locations none -recursive ui app -source-language en)
  case $1 in *_en.ts) options+=(-pluralonly) ;; esac
  local said
  said=$("$lupdate" "${options[@]}" -ts "$1" 2>&1) || { echo "$said" >&2; return 1; }
}

if [ "${1:-}" = --update ]; then
  for file in "${files[@]}"; do update "$file" || exit 1; done
  grep -c 'type="unfinished"' "${files[@]}"
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
result=0
for file in "${files[@]}"; do
  [ -s "$file" ] || { echo "$file is missing" >&2; result=1; continue; }
  fresh=$scratch/$(basename "$file")
  cp "$file" "$fresh"
  update "$fresh" || result=1
  diff -u "$file" "$fresh" || { echo "$file is behind: tests/translations.sh --update" >&2; result=1; }
  if grep -n -B3 'type="unfinished"' "$file"; then echo "$file has texts without a translation" >&2; result=1; fi
done
exit $result
