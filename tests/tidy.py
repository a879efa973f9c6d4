#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over core, ui and app: tidy.py BUILD_FOLDER.

What was found clean is remembered by content (the file, our headers that it includes, its command, the checks), in the
user's cache folder, so that a second run and a second clone only look at what changed.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-19"
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def our_headers(path, roots, seen):
    """The file and every header of ours that it reaches."""
    if path in seen:
        return
    seen.add(path)
    for name in INCLUDE.findall(path.read_text(errors="replace")):
        for root in (path.parent, *roots):
            if (root / name).is_file():
                our_headers((root / name).resolve(), roots, seen)
                break


def clang_command(entry, scratch):
    """The compiler's arguments without what only g++ knows. Its precompiled header is included as the text that it is."""
    arguments, result, skip = shlex.split(entry["command"]), [], False
    while arguments[0] != "--" and not arguments[0].endswith(("g++", "c++")):
        arguments.pop(0)
    for position, argument in enumerate(arguments[1:], 1):
        if skip:
            skip = False
        elif argument in ("-o", "-c", "-Xarch_host"):
            skip = True
        elif argument.endswith("cmake_pch.hxx"):
            # Beside the .hxx lies g++'s .gch, which clang would try to read.
            copy = scratch / (hashlib.sha1(argument.encode()).hexdigest() + ".hxx")
            if not copy.exists():
                copy.write_text(Path(argument).read_text())
            result.append(str(copy))
        elif not argument.startswith(("-Winvalid-pch", "-fpch", "-Werror", "-W", "-g", "-O", "-fsanitize", "--coverage")):
            result.append(argument)
    return result + ["-w"]


def fingerprint(path, command, roots, checks):
    seen = set()
    our_headers(path, roots, seen)
    digest = hashlib.sha256(checks)
    digest.update(" ".join(command).replace(str(TOP), "").encode())
    for header in sorted(seen):
        digest.update(str(header).replace(str(TOP), "").encode() + header.read_bytes())
    return digest.hexdigest()


def main(build):
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "gatehouse" / "tidy"
    scratch = build / "tidy"
    for folder in (cache, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    checks = (TOP / ".clang-tidy").read_bytes()
    roots = [TOP / part for part in ("core", "ui", "app")]
    jobs = []
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["file"])
        if any(root in path.parents for root in roots):
            command = clang_command(entry, scratch)
            mark = cache / fingerprint(path, command, roots, checks)
            if not mark.exists():
                jobs.append((path, command, mark))
    print(f"{len(jobs)} files to look at")

    def run(job):
        path, command, mark = job
        done = subprocess.run([TIDY, "--quiet", str(path), "--", *command], cwd=build, capture_output=True, text=True)
        if done.returncode == 0:
            mark.touch()
        return path, done.returncode, done.stdout + (done.stderr if done.returncode else "")

    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (path, code, output) in enumerate(pool.map(run, jobs), 1):
            print(f"[{number}/{len(jobs)}] {path.relative_to(TOP)}", flush=True)
            if code:
                bad += 1
                print(output, flush=True)
    print(f"clang-tidy: {len(jobs) - bad} clean, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
