# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the console shows of the past: last use of keys, counters of the wire, totals and series that a restart brings back."""
import re
import time
import unittest

from support import Scenario, eventually, shop


class Figures(Scenario):
    def used(self):
        return {key["id"]: key.get("last_used_ms") for key in self.admin("GET", "/applications/shop").json["keys"]}

    def overview(self):
        return self.admin("GET", "/overview?seconds=60&points=60").json

    def test_a_key_tells_when_it_was_last_used(self):
        self.start(shop(self.upstream().url))
        self.assertEqual(self.used(), {"k1": None})
        before = int(time.time() * 1000) - 1
        self.ask("GET", "/orders/1")
        used = eventually(lambda: self.used()["k1"], "the last use")
        self.assertTrue(before <= used <= time.time() * 1000 + 1, used)
        application = self.admin("GET", "/applications/shop")
        self.assertEqual(self.admin("PUT", "/applications/shop", application.json, If_Match=application.headers["ETag"]).status, 200)
        self.terminate()
        self.serve()
        self.assertEqual(eventually(lambda: self.used()["k1"], "the last use after a restart"), used)

    def test_deadlines_and_bounds_are_counted(self):
        self.start(shop(self.upstream().url, extra="gateway:\n  limits: {head: 8KiB}\n  times: {head: 100ms}\n"))
        self.raw(f"GET /orders/1 HTTP/1.1\r\nHost: g\r\nX: {'x' * 9000}\r\n\r\n".encode())
        self.raw(b"GET /orders/1 HTTP/1.1\r\nHost: g")
        self.raw(b"nonsense\r\n\r\n")
        token = (self.workspace / "admin.token").read_text().strip()
        text = self.ask("GET", "/metrics", key=token, url=self.admin_url).body.decode()
        for event in ("refused_head_large", "cut_head", "refused_bad_message"):
            found = re.search(rf'^gatehouse_http_events_total\{{event="{event}"\}} (\d+)', text, re.M)
            self.assertTrue(found and int(found[1]) >= 1, event)
        self.assertIn('gatehouse_http_events_total{event="accepted"} 3', text)

    def test_a_restart_brings_totals_and_series_back(self):
        self.start(shop(self.upstream().url))
        for _ in range(12):
            self.ask("GET", "/orders/1")
        self.ask("GET", "/lost")
        eventually(lambda: self.overview()["today"]["requests"] == 13, "thirteen requests")
        for end in (self.terminate, lambda: eventually(lambda: len(self.admin("GET", "/traffic").json["items"]) == 13, "the records") and self.kill()):
            end()
            self.serve()
            # Only finished seconds are in a series.
            eventually(lambda: sum(value or 0 for value in self.overview()["series"]["requests"]) == 13, "the series")
            seen = self.overview()
            self.assertEqual(seen["today"]["requests"], 13)
            self.assertEqual([entry["id"] for entry in seen["top"]["applications"]][:1], ["shop"])


if __name__ == "__main__":
    unittest.main()
