# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why was this refused, and what would other limits have done: over the admin port, by the command line, on logs."""
import json
import time
import unittest

from support import Scenario, eventually, shop

RULE = "{id: rpm, name: Requests, promise: {kind: average, limit: 3, per: 1h}}"


def limits(*rules):
    return "limits:\n" + "".join(f"  - {rule}\n" for rule in rules)


class Doctor(Scenario):
    def refuse(self, count=4):
        """Starts with a limit of three and calls until it refuses; gives the id of the last refusal."""
        self.text = shop(self.upstream().url)
        self.start(self.text + limits(RULE))
        answers = [self.ask("GET", "/orders/1") for _ in range(count)]
        self.assertEqual([answer.status for answer in answers], [200] * 3 + [429] * (count - 3))
        eventually(lambda: len(self.admin("GET", "/traffic").json["items"]) == count, "the records")
        return answers[-1].headers["x-gatehouse-request-id"]

    def test_a_refusal_is_explained_wherever_it_is_asked_for(self):
        refused = self.refuse(6)
        told = self.admin("GET", f"/requests/{refused}/explain").json
        self.assertEqual(told["verdict"]["cause"], "own_rule")
        self.assertEqual(told["verdict"]["rule"], "rpm")
        self.assertEqual((told["rule"]["used"], told["rule"]["limit"]), (3, 3))
        self.assertEqual([(one["used"], one["refused"]) for one in told["blame"]["by"]], [(3, 3)])
        conduct = told["conduct"][0]
        self.assertEqual((conduct["requests"], conduct["refused"], conduct["retries"], conduct["early_retries"]),
                         (6, 3, 2, 2))
        self.assertTrue(conduct["exact"])
        figures = {cure["cure"]: cure["figure"] for cure in told["cures"]}
        self.assertEqual(figures["fewer_calls"], 2)  # of three answers, two were the same question again
        self.assertEqual(figures["limit"], 6)
        served = json.loads(self.run_program("explain", refused, "--json").stdout)
        self.assertEqual(served["verdict"], told["verdict"])
        self.terminate()
        alone = json.loads(self.run_program("explain", refused, "--json").stdout)
        self.assertEqual(alone["verdict"], told["verdict"])
        text = self.run_program("explain", refused).stdout
        for words in ("Refused by the limit \"Requests\" (rpm)", "* own rule", "too early: too few", "5. watch"):
            self.assertIn(words, text)
        self.assertIn("no such record", self.run_program("explain", "01JDF8Q2M7ZZZZZZZZZZZZZZZZ", code=1).stderr)

    def test_what_nobody_knows_is_a_404(self):
        self.refuse()
        self.assertEqual(self.admin("GET", "/requests/nonsense/explain").status, 404)

    def test_other_rules_are_tried_on_what_was_recorded(self):
        self.refuse(8)
        now = int(time.time() * 1000) + 1000
        body = {"from_ms": now - 600000, "to_ms": now, "points": 10,
                "rules": [{"id": "rpm", "promise": {"kind": "average", "limit": 3, "per": "1h", "burst": 6}}],
                "smallest": {"rule": "rpm", "share": 0}}
        done = self.admin("POST", "/limits/simulate", body)
        self.assertEqual(done.status, 200, done)
        told = done.json
        self.assertEqual((told["calls"], told["recorded_refused"]), (8, 5))
        self.assertEqual((told["before"]["admitted"], told["before"]["refused"]), (3, 5))
        self.assertEqual((told["after"]["admitted"], told["after"]["refused"]), (6, 2))
        self.assertEqual(sum(told["after"]["series"]["refused"]), 2)
        self.assertEqual(told["after"]["rules"][0]["refused"], 2)
        self.assertEqual(told["smallest"]["limit"], 4)  # whose burst is then 8
        body["as"] = "without_retries"
        self.assertEqual(self.admin("POST", "/limits/simulate", body).json["calls"], 4)
        rules = self.write("gatehouse: 1\n" + limits(RULE.replace("per: 1h", "per: 1h, burst: 5")), "tried.yaml")
        def simulated():
            done = self.run_program("simulate", "--rules", rules, "--smallest", "rpm")
            return done.stdout.split("\n", 1)[1]  # the first line tells the time

        text = simulated()
        self.assertRegex(text, r"before +3 +5 +0 +0\nafter +5 +3 ")
        self.terminate()
        self.assertEqual(simulated(), text)

    def test_every_fault_of_a_question_is_told(self):
        self.refuse()
        wrong = self.admin("POST", "/limits/simulate", {
            "from_ms": 5, "to_ms": 4, "as": "guessed", "points": 0, "rules": [{"id": "x"}], "remove": ["nobody"],
            "smallest": {"rule": "nobody", "share": 2}, "demand": "nobody", "more": 1})
        self.assertEqual(wrong.status, 422)
        paths = {fault["path"] for fault in wrong.json["errors"]}
        self.assertLessEqual({"to_ms", "as", "points", "remove[0]", "smallest.rule", "smallest.share", "demand", "more"}, paths)
        self.assertTrue(any(path.startswith("rules[0]") for path in paths), paths)

    def test_an_access_log_is_tried_without_any_workspace(self):
        lines = [f'203.0.113.{caller} - - [24/Nov/2026:12:00:{second:02} +0000] "GET /orders/{call} HTTP/1.1" 200 20 "-" "-"'
                 for second in range(10) for caller, calls in ((1, 4), (2, 1)) for call in range(calls)]
        log = self.write("\n".join(["some banner", *lines]) + "\n", "access.log")
        rules = self.write("gatehouse: 1\n" + limits(
            "{id: each, partition: [ip], promise: {kind: window, limit: 2, per: 1s}}"), "tried.yaml")
        done = self.run_program("simulate", log, "--rules", rules, "--json", workspace=False)
        told = json.loads(done.stdout)
        self.assertIn("1 of 51 lines", done.stderr)
        self.assertEqual(told["calls"], 50)
        self.assertEqual(told["before"]["refused"], 0)
        self.assertEqual(told["after"]["refused"], 20)
        self.assertEqual(told["after"]["admitted"], 30)
        self.assertIn("no line is one", self.run_program("simulate", rules, "--rules", rules, code=1, workspace=False).stderr)
        self.run_program("simulate", log, "--last", "1h", code=2, workspace=False)


if __name__ == "__main__":
    unittest.main()
