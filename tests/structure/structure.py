#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the walls of the house: who includes whom, Qt stays out of core, no include cycles, a README a folder.

The arrows between the folders of core are read from core/CMakeLists.txt, the one place where they are declared.
Prints one line a finding; exit code 1 when there is any.
"""
import re
import sys
from pathlib import Path

SOURCES = {".h", ".cpp"}
LONGEST_FILE = 600
# Of ui: what panels are built from. Every other folder there is a panel.
UI_PARTS = {"client": {"client"}, "widgets": {"client", "shell", "widgets"}, "shell": None}  # None = all of ui
CORE_SEEN_BY_UI = {"base", "model"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.M)


def declared_arrows(cmake):
    """{folder: folders that it may include} out of the gatehouse_folder(...) calls."""
    arrows = {}
    for call in re.findall(r"^gatehouse_folder\(([^)]*)\)", cmake, re.M):
        words = call.split()
        uses = words[words.index("USES") + 1:] if "USES" in words else []
        if "LINKS" in uses:
            uses = uses[:uses.index("LINKS")]
        arrows[words[0]] = set(uses)
    return arrows


class Tree:
    def __init__(self, top):
        self.top = Path(top)
        self.arrows = declared_arrows((self.top / "core/CMakeLists.txt").read_text())
        self.findings = []
        self.files = {
            path: INCLUDE.findall(path.read_text(errors="replace"))
            for part in ("core", "ui", "app") for path in sorted((self.top / part).rglob("*"))
            if path.suffix in SOURCES and path.is_file()}

    def report(self, path, what):
        self.findings.append(f"{path.relative_to(self.top)}: {what}")

    def resolve(self, path, name):
        """The file of ours that an #include "name" means, or None."""
        for base in (path.parent, self.top / "core", self.top / "ui", self.top / "app"):
            found = (base / name).resolve()
            if found in self.files:
                return found
        return None

    def check_include(self, path, target):
        part, folder = self.place(path)
        target_part, target_folder = self.place(target)
        if part == "app":
            return
        if part == "core":
            if target_part != "core":
                self.report(path, f"core includes {target_part} ({target.name})")
            elif target_folder != folder and target_folder not in self.arrows.get(folder, set()):
                self.report(path, f"no arrow from {folder} to {target_folder} ({target.name})")
        elif target_part == "app":
            self.report(path, f"ui includes app ({target.name})")
        elif target_part == "core":
            if target_folder not in CORE_SEEN_BY_UI:
                self.report(path, f"ui sees base and model of core only, not {target_folder} ({target.name})")
        else:
            allowed = UI_PARTS.get(folder, {folder, *UI_PARTS})
            if allowed is not None and target_folder not in allowed:
                self.report(path, f"{folder} must not know {target_folder} ({target.name})")

    def place(self, path):
        parts = path.relative_to(self.top).parts
        return parts[0], parts[1] if len(parts) > 2 else ""

    def check_files(self):
        for path, includes in self.files.items():
            part, folder = self.place(path)
            if part == "core" and folder not in self.arrows:
                self.report(path, f"core/{folder} is not declared in core/CMakeLists.txt")
            for quoted, angled in includes:
                name = quoted or angled
                if part == "core" and re.match(r"Q[A-Z]|Qt|qt", Path(name).parts[0]):
                    self.report(path, f"Qt in core ({name})")
                if quoted:
                    if ".." in Path(quoted).parts:
                        self.report(path, f"include by way of .. ({quoted})")
                    target = self.resolve(path, quoted)
                    if target:
                        self.check_include(path, target)
            text = path.read_text(errors="replace")
            if text.count("\n") > LONGEST_FILE:
                self.report(path, f"longer than {LONGEST_FILE} lines")
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in text[:200]:
                self.report(path, "no SPDX lines on top")

    def check_cycles(self):
        """Depth-first; a way back to a file that is still open is a cycle, told once."""
        done, open_files = set(), []

        def visit(path):
            if path in open_files:
                names = [str(p.relative_to(self.top)) for p in open_files[open_files.index(path):] + [path]]
                self.findings.append("include cycle: " + " -> ".join(names))
                return
            if path in done:
                return
            open_files.append(path)
            for quoted, _ in self.files[path]:
                target = self.resolve(path, quoted) if quoted else None
                if target:
                    visit(target)
            open_files.pop()
            done.add(path)

        for path in self.files:
            visit(path)

    def check_arrows(self):
        """The declared folders themselves must not form a circle either."""
        left = dict(self.arrows)
        while left:
            ready = [folder for folder, uses in left.items() if not uses & left.keys()]
            if not ready:
                self.findings.append("core/CMakeLists.txt: folders in a circle: " + " ".join(sorted(left)))
                return
            for folder in ready:
                del left[folder]

    def check_readmes(self):
        folders = {self.top / part for part in ("core", "ui", "app", "tests", "resources")}
        for path in self.files:
            part, folder = self.place(path)
            if folder:
                folders.add(self.top / part / folder)
        for part in ("tests", "resources"):
            folders.update(p for p in (self.top / part).glob("*") if p.is_dir() and p.name not in ("core", "ui", "app", "cmake"))
        for folder in sorted(folders):
            if folder.is_dir() and not (folder / "README.md").is_file():
                self.findings.append(f"{folder.relative_to(self.top)}: no README.md")

    def check(self):
        self.check_files()
        self.check_cycles()
        self.check_arrows()
        self.check_readmes()
        return self.findings


if __name__ == "__main__":
    tree = Tree(Path(sys.argv[1]).resolve())
    findings = tree.check()
    print("\n".join(findings))
    print(f"{len(tree.files)} files, {len(findings)} findings")
    sys.exit(1 if findings or not tree.files else 0)
