#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a text of the console is missing from translations/*.ts, is there no more, or is not translated.
# With --update it brings the files up to date instead.
set -uo pipefail
shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lupdate=$(command -v /usr/lib/qt6/bin/lupdate lupdate | head -n 1)
options=(-silent -no-obsolete -locations none -recursive ui app)

if [ "${1:-}" = --update ]; then
  for file in translations/*.ts; do "$lupdate" "${options[@]}" -ts "$file" || exit 1; done
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
result=0
for file in translations/*.ts; do
  cp "$file" "$scratch/"
  "$lupdate" "${options[@]}" -ts "$scratch/$(basename "$file")" || result=1
  diff -u "$file" "$scratch/$(basename "$file")" || { echo "$file is behind: tests/translations.sh --update" >&2; result=1; }
  case $file in *_en.ts) continue ;; esac
  if grep -n -B3 'type="unfinished"' "$file"; then echo "$file has texts without a translation" >&2; result=1; fi
done
exit $result
