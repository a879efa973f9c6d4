# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workspace file: applied to a folder and to a running gateway, exported, tried, and checked."""
import re
import unittest

from support import KEY, Scenario, shop


class WorkspaceFile(Scenario):
    def test_applied_while_it_is_served(self):
        first, second = self.upstream(), self.upstream()
        self.start(shop(first.url))
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)
        self.apply(shop(second.url))
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)
        self.assertEqual((len(first.requests), len(second.requests)), (1, 1))

    def test_export_and_apply_are_idempotent(self):
        self.apply(shop("http://127.0.0.1:9"))
        exported = self.run_program("export").stdout
        self.assertTrue(exported.startswith("gatehouse: 1\n"))
        self.assertIn("env:SHOP_KEY", exported)
        self.assertNotIn(KEY, exported)
        again = self.apply(exported)
        self.assertNotRegex(again.stdout, r"(?m)^[-+]")
        self.assertEqual(self.run_program("export").stdout, exported)
        self.serve()
        self.apply(exported)
        self.assertEqual(self.run_program("export").stdout, exported)

    def test_a_dry_run_tells_the_difference_and_changes_nothing(self):
        self.apply(shop("http://127.0.0.1:9"))
        before = self.run_program("export").stdout
        tried = self.apply(shop("http://127.0.0.1:10"), "--dry-run")
        self.assertIn("http://127.0.0.1:10", tried.stdout)
        self.assertEqual(self.run_program("export").stdout, before)

    def test_prune_removes_what_the_file_does_not_name(self):
        extra = "  - {id: other, kind: rest, base_path: /other, upstream: {targets: [{url: \"http://127.0.0.1:9\"}]}}\n"
        self.apply(shop("http://127.0.0.1:9") + extra)
        self.apply(shop("http://127.0.0.1:9"))
        self.assertIn("/other", self.run_program("export").stdout)
        self.apply(shop("http://127.0.0.1:9"), "--prune")
        self.assertNotIn("/other", self.run_program("export").stdout)

    def test_check_needs_neither_workspace_nor_secrets(self):
        del self.environment["SHOP_KEY"], self.environment["GATEHOUSE_MASTER_KEY"]
        self.run_program("check", self.write(shop("http://127.0.0.1:9")), workspace=False)
        self.assertFalse(self.workspace.exists())

    def test_every_error_is_told_with_its_line_and_path(self):
        path = self.write("""gatehouse: 1
teams:
  - id: core
    colour: red
applications:
  - id: shop
    team: nowhere
apis:
  - id: orders
    kind: rest
    base_path: orders
    upstream: {targets: [{url: "http://127.0.0.1:9"}], timeout: soon}
  - id: orders
    kind: rest
    base_path: /again
    upstream: {targets: [{url: "http://127.0.0.1:9"}]}
""", "wrong.yaml")
        told = self.run_program("check", path, code=1, workspace=False).stderr.strip().split("\n")
        for line in told:
            self.assertRegex(line, rf"^{re.escape(str(path))}:\d+: \S+: .+")
        lines = {int(line.removeprefix(str(path)).split(":")[1]) for line in told}
        self.assertLessEqual({4, 7, 11, 12}, lines, told)
        self.assertTrue(lines & {13, 9}, told)
        self.run_program("apply", path, code=1)
        self.assertNotIn("orders", self.run_program("export").stdout)

    def test_a_secret_in_the_file_is_refused_unless_allowed(self):
        text = shop("http://127.0.0.1:9").replace("env:SHOP_KEY", KEY)
        self.assertRegex(self.apply(text, code=1).stderr, r":9: ")
        self.apply(text, "--allow-inline-secrets")
        self.assertNotIn(KEY, self.run_program("export").stdout)

    def test_a_secret_that_is_not_there_is_an_error(self):
        del self.environment["SHOP_KEY"]
        self.assertIn("SHOP_KEY", self.apply(shop("http://127.0.0.1:9"), code=1).stderr)

    def test_serving_needs_no_secret_of_the_file(self):
        self.apply(shop(self.upstream().url))
        del self.environment["SHOP_KEY"]
        self.serve()
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)


if __name__ == "__main__":
    unittest.main()
