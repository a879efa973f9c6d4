# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: exit codes, one line a thing, keys on stdout and nothing else there."""
import re
import unittest

from support import Scenario, shop


class CommandLine(Scenario):
    def test_version_is_one_line(self):
        out = self.run_program("--version", workspace=False).stdout
        self.assertRegex(out, r"^\S.*\d+\.\d+\.\d+\n$")

    def test_wrong_usage_is_2(self):
        for arguments in (["no-such-command"], ["serve", "--no-such-flag"], ["apply"], ["key", "create"]):
            self.run_program(*arguments, code=2, workspace=False)

    def test_a_file_that_is_not_there_is_1(self):
        self.assertTrue(self.run_program("check", self.folder / "nothing.yaml", code=1, workspace=False).stderr)

    def test_a_key_alone_on_stdout_works_while_served_and_after(self):
        self.start(shop(self.upstream().url))
        made = self.run_program("key", "create", "--application", "shop", "--expires", "30d").stdout
        self.assertRegex(made, r"^gh_\S+\n$")
        self.assertEqual(self.ask("GET", "/orders/1", key=made.strip()).status, 200)
        self.terminate()
        offline = self.run_program("key", "create", "--application", "shop").stdout.strip()
        self.serve()
        for key in (made.strip(), offline):
            self.assertEqual(self.ask("GET", "/orders/1", key=key).status, 200)

    def test_a_key_for_nobody_is_an_error(self):
        self.apply(shop("http://127.0.0.1:9"))
        done = self.run_program("key", "create", "--application", "nobody", code=1)
        self.assertEqual(done.stdout, "")
        self.assertIn("nobody", done.stderr)

    def test_flags_win_over_the_file(self):
        text = shop(self.upstream().url, extra='gateway:\n  listen: ["127.0.0.1:1"]\n')
        self.start(text)
        self.assertTrue(re.search(r":\d+$", self.gateway))
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)


if __name__ == "__main__":
    unittest.main()
