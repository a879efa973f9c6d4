# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of limits that are applied together, go back by themselves, and outlive a kill; alerts; logs of others."""
import unittest

from support import Scenario, eventually, shop

WIDE = {"id": "rpm", "promise": {"kind": "average", "limit": 1000, "per": "1h"}}
NARROW = {"id": "rpm", "promise": {"kind": "average", "limit": 1, "per": "1h"}}
BOUND = {"share": 0.05, "within_s": 60, "watch_s": 600}


class StagedLimits(Scenario):
    def begin(self):
        self.start(shop(self.upstream().url))
        self.assertEqual(self.admin("POST", "/limits/apply", {"changes": [{"rule": WIDE}]}).status, 200)

    def calls(self, count, status):
        for _ in range(count):
            self.assertEqual(self.ask("GET", "/orders/1").status, status)

    def limit(self):
        return self.admin("GET", "/limits/rpm").json["promise"]["limit"]

    def watch(self):
        return self.admin("GET", "/limit_watches").json["items"][0]

    def test_a_rule_goes_back_by_itself(self):
        self.begin()
        self.calls(5, 200)
        eventually(lambda: len(self.admin("GET", "/traffic").json["items"]) == 5, "the records")
        answer = self.admin("POST", "/limits/apply", {"changes": [{"rule": NARROW, "roll_back": BOUND}]})
        self.assertEqual(answer.json["changes"][0]["path"], "limits/rpm")
        self.assertEqual(answer.json["watches"][0]["fine_callers"], 1)
        self.assertEqual(self.limit(), 1)
        self.calls(5, 429)  # the fifth is the first that may send it back
        eventually(lambda: self.limit() == 1000, "the rule as it was")
        watch = self.watch()
        self.assertEqual((watch["state"], watch["refused"]), ("rolled_back", 5))
        self.calls(1, 200)

    def test_the_watch_outlives_a_kill(self):
        self.begin()
        self.calls(5, 200)
        eventually(lambda: len(self.admin("GET", "/traffic").json["items"]) == 5, "the records")
        self.admin("POST", "/limits/apply", {"changes": [{"rule": NARROW, "roll_back": BOUND}]})
        self.kill()
        self.serve()
        self.assertEqual(self.watch()["state"], "watching")
        self.calls(5, 429)
        eventually(lambda: self.limit() == 1000, "the rule as it was")

    def test_somebody_elses_change_is_not_lost(self):
        self.begin()
        read = self.admin("GET", "/limits/rpm")
        etag = read.headers["etag"].strip('"')
        changed = dict(WIDE, promise=dict(WIDE["promise"], limit=900))
        self.assertEqual(self.admin("POST", "/limits/apply", {"changes": [{"rule": changed}]}).status, 200)
        stale = self.admin("POST", "/limits/apply", {"changes": [{"if_match": etag, "rule": NARROW}]})
        self.assertEqual(stale.status, 412)
        self.assertIn("limits/rpm", stale.json["detail"])
        tried = self.admin("POST", "/limits/apply", {"changes": [{"id": "rpm"}], "dry_run": True})
        self.assertEqual(tried.json["changes"][0]["action"], "delete")
        self.assertEqual(self.limit(), 900)

    def test_an_alert_fires(self):
        self.start(shop(self.upstream().url))
        small = {"id": "rpm", "promise": {"kind": "average", "limit": 5, "per": "1h"}}
        self.admin("POST", "/limits/apply", {"changes": [{"rule": small}]})
        self.assertEqual(self.admin("PUT", "/limit_alerts/rpm", {"share": 0.5}).status, 200)
        self.calls(3, 200)
        eventually(lambda: self.admin("GET", "/limit_alerts").json["items"][0]["since_ms"], "the alert")
        eventually(lambda: [use for use in self.admin("GET", "/limit_use").json["items"]
                            if use["id"] == "rpm" and max(use["use"]) > 0.3], "its last hour")
        counters = self.admin("GET", "/limits/rpm/counters?limit=1&offset=1").json
        self.assertEqual((counters["items"], counters["total"]), ([], 1))

    def test_a_log_of_another_gateway_comes_in_pieces(self):
        self.begin()
        log = self.admin("POST", "/logs").json["id"]
        lines = "".join(f'10.0.0.1 - - [24/Nov/2026:14:00:{second:02} +0000] "GET /a HTTP/1.1" '
                        f'{200 if second < 40 else 429} 12\n' for second in range(60))
        for piece in (lines[:1001], lines[1001:]):
            progress = self.admin("POST", f"/logs/{log}/lines", piece)
            self.assertEqual(progress.json["form"], "combined")
        report = self.admin("GET", f"/logs/{log}/report").json
        self.assertEqual((report["calls"], report["refused"]), (60, 20))
        replay = self.admin("POST", "/limits/simulate", {
            "log": log, "from_ms": report["from_ms"], "to_ms": report["to_ms"],
            "rules": [{"id": "try", "promise": {"kind": "window", "limit": 50, "per": "1m"}}]}).json
        self.assertEqual(replay["after"]["refused"], 10)
        self.assertEqual(self.admin("DELETE", f"/logs/{log}").status, 204)
        self.assertEqual(self.admin("GET", f"/logs/{log}/report").status, 404)


if __name__ == "__main__":
    unittest.main()
