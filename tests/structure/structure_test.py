#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The structure check itself: made-up trees with one fault each must be found, a sound one must pass."""
import tempfile
import unittest
from pathlib import Path

from structure import Tree, declared_arrows

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
SOUND = {
    "core/CMakeLists.txt": "gatehouse_folder(base PCH std)\ngatehouse_folder(model PCH std USES base LINKS x)\n"
                           "gatehouse_folder(http PCH net USES base\n                 LINKS y)\n",
    "core/base/Text.h": SPDX,
    "core/model/Api.h": SPDX + '#include "base/Text.h"\n#include <vector>\n',
    "core/http/Server.h": SPDX + '#include "base/Text.h"\n',
    "ui/client/Client.h": SPDX + '#include "model/Api.h"\n',
    "ui/widgets/Bar.h": SPDX,
    "ui/traffic/Panel.h": SPDX + '#include "client/Client.h"\n#include "widgets/Bar.h"\n#include <QWidget>\n',
    "ui/limits/Panel.h": SPDX,
    "ui/shell/Window.h": SPDX + '#include "traffic/Panel.h"\n#include "limits/Panel.h"\n',
    "app/console/main.cpp": SPDX + '#include "http/Server.h"\n#include "shell/Window.h"\n',
}
for name in list(SOUND):
    SOUND[str(Path(name).parent / "README.md")] = "x"
for name in ("ui", "app", "tests", "resources"):
    SOUND[name + "/README.md"] = "x"


class StructureTest(unittest.TestCase):
    def findings(self, **changes):
        """Findings in the sound tree with files added or replaced; `part__folder__File_h` names a path, None removes."""
        with tempfile.TemporaryDirectory() as top:
            files = dict(SOUND)
            for key, text in changes.items():
                name = key.replace("__", "/").replace("_h", ".h").replace("_md", ".md").replace("_txt", ".txt")
                files[name] = text
            for name, text in files.items():
                if text is not None:
                    path = Path(top) / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text)
            return Tree(Path(top).resolve()).check()

    def one(self, part, **changes):
        found = self.findings(**changes)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_reads_the_arrows(self):
        self.assertEqual(declared_arrows(SOUND["core/CMakeLists.txt"]), {"base": set(), "model": {"base"}, "http": {"base"}})

    def test_a_sound_tree_passes(self):
        self.assertEqual(self.findings(), [])

    def test_an_include_without_an_arrow(self):
        self.one("no arrow from http to model", core__http__Server_h=SPDX + '#include "model/Api.h"\n')

    def test_an_include_against_the_arrow(self):
        found = self.findings(core__base__Text_h=SPDX + '#include "model/Api.h"\n')
        self.assertIn("core/base/Text.h: no arrow from base to model (Api.h)", found)
        self.assertTrue(any(f.startswith("include cycle: ") for f in found), found)

    def test_qt_in_core(self):
        self.one("Qt in core (QString)", core__http__Server_h=SPDX + "#include <QString>\n")
        self.one("Qt in core (QtCore/qglobal.h)", core__http__Server_h=SPDX + "#include <QtCore/qglobal.h>\n")

    def test_core_includes_ui(self):
        self.one("core includes ui", core__http__Server_h=SPDX + '#include "widgets/Bar.h"\n')

    def test_ui_reaches_past_model(self):
        self.one("not http", ui__limits__Panel_h=SPDX + '#include "http/Server.h"\n')

    def test_a_panel_knows_a_panel(self):
        self.one("limits must not know traffic", ui__limits__Panel_h=SPDX + '#include "traffic/Panel.h"\n')

    def test_a_widget_knows_a_panel(self):
        self.one("widgets must not know limits", ui__widgets__Bar_h=SPDX + '#include "limits/Panel.h"\n')

    def test_a_cycle_of_files(self):
        self.one("core/base/A.h -> core/base/B.h -> core/base/A.h",
                 core__base__A_h=SPDX + '#include "base/B.h"\n', core__base__B_h=SPDX + '#include "A.h"\n')

    def test_a_circle_of_folders(self):
        self.one("circle: base http model", core__CMakeLists_txt="gatehouse_folder(base PCH std USES model)\n"
                 "gatehouse_folder(model PCH std USES base)\ngatehouse_folder(http PCH std USES base)\n")

    def test_a_folder_nobody_declared(self):
        self.one("core/extra is not declared", core__extra__A_h=SPDX, core__extra__README_md="x")

    def test_a_way_around_by_dots(self):
        self.one("by way of ..", core__model__Api_h=SPDX + '#include "../base/Text.h"\n')

    def test_a_folder_without_a_readme(self):
        self.one("core/http: no README.md", core__http__README_md=None)

    def test_a_file_that_grew(self):
        self.one("longer than 600", core__http__Server_h=SPDX + "//\n" * 600)

    def test_a_file_without_licence(self):
        self.one("no SPDX", core__http__Server_h="\n")


if __name__ == "__main__":
    unittest.main()
