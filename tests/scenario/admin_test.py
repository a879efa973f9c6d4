# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The admin port: nobody without the token, resources with ETags, what the console lives on."""
import json
import unittest

from support import Scenario, eventually, shop


class Admin(Scenario):
    def setUp(self):
        super().setUp()
        self.start(shop(self.upstream().url))

    def test_without_the_token_every_path_is_401(self):
        for path in ("/admin/v1/status", "/admin/v1/apis", "/admin/v1/no-such-thing", "/metrics", "/admin/v1/openapi.json",
                     "/admin/v1/live?topics=tick"):
            for key in (None, "wrong"):
                self.assertEqual(self.ask("GET", path, key=key, url=self.admin_url).status, 401, path)

    def test_status(self):
        status = self.admin("GET", "/status").json
        self.assertEqual(status["gateway"]["state"], "serving")
        self.assertEqual(status["gateway"]["urls"], [self.gateway])
        self.assertEqual(status["process"]["pid"], self.server.pid)

    def test_a_resource_from_its_making_to_its_end(self):
        made = self.admin("POST", "/teams", {"id": "sales", "name": "Sales"})
        self.assertEqual(made.status, 201)
        self.assertEqual(self.admin("POST", "/teams", {"id": "sales"}).status, 409)
        read = self.admin("GET", "/teams/sales")
        self.assertEqual(read.json["name"], "Sales")
        changed = self.admin("PUT", "/teams/sales", {"id": "sales", "name": "Sales, EU"}, If_Match=read.headers["ETag"])
        self.assertEqual((changed.status, changed.json["name"]), (200, "Sales, EU"))
        stale = self.admin("PUT", "/teams/sales", {"id": "sales", "name": "Mine"}, If_Match=read.headers["ETag"])
        self.assertEqual(stale.status, 412)
        self.assertEqual(self.admin("DELETE", "/teams/sales").status, 204)
        self.assertEqual(self.admin("GET", "/teams/sales").status, 404)

    def test_what_something_refers_to_is_not_deleted(self):
        answer = self.admin("DELETE", "/teams/core")
        self.assertEqual(answer.status, 409)
        self.assertIn("shop", answer.body.decode())

    def test_wrong_input_is_told_by_path(self):
        answer = self.admin("POST", "/apis", {"id": "bad", "kind": "rest", "base_path": "no-slash", "upstream": {"targets": []}})
        self.assertIn(answer.status, (400, 422))
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        self.assertTrue(any("base_path" in error["path"] for error in answer.json["errors"]), answer)

    def test_a_change_through_the_admin_port_is_served_at_once(self):
        api = self.admin("GET", "/apis/orders")
        moved = {**api.json, "base_path": "/moved"}
        self.assertEqual(self.admin("PUT", "/apis/orders", moved, If_Match=api.headers["ETag"]).status, 200)
        self.assertEqual(self.ask("GET", "/moved/1").status, 200)
        self.assertEqual(self.ask("GET", "/orders/1").status, 404)

    def test_traffic_is_listed_and_filtered(self):
        ok = self.ask("GET", "/orders/1?x=1").headers["x-gatehouse-request-id"]
        lost = self.ask("GET", "/lost").headers["x-gatehouse-request-id"]
        eventually(lambda: {ok, lost} <= {item["id"] for item in self.admin("GET", "/traffic").json["items"]}, "both records")
        # Two workers end them: which ended last is theirs to say.
        newest = self.admin("GET", "/traffic?limit=1").json
        older = self.admin("GET", f"/traffic?limit=1&before={newest['next']}").json
        self.assertEqual([len(page["items"]) for page in (newest, older)], [1, 1])
        self.assertEqual({page["items"][0]["id"] for page in (newest, older)}, {ok, lost})
        refused = self.admin("GET", "/traffic?status=4xx").json["items"]
        self.assertEqual([item["id"] for item in refused], [lost])
        record = self.admin("GET", f"/traffic/{ok}").json
        self.assertEqual((record["api"], record["application"], record["status"]), ("orders", "shop", 200))

    def test_what_is_counted_is_listed(self):
        for number in range(1, 30):
            self.ask("GET", f"/orders/{number}")
            page = eventually(lambda: (lambda p: p["total_today"] >= number and p)(self.admin("GET", "/traffic").json), "the count")
            self.assertGreaterEqual(len(page["items"]), page["total_today"])

    def test_the_overview_counts(self):
        for _ in range(5):
            self.ask("GET", "/orders/1")
        today = eventually(lambda: (lambda t: t["requests"] >= 5 and t)(self.admin("GET", "/overview").json["today"]), "five requests")
        self.assertEqual(today["errors_5xx"], 0)

    def test_the_live_feed_brings_ticks_and_traffic(self):
        connection = self.connect(self.admin_url)
        self.addCleanup(connection.close)
        token = (self.workspace / "admin.token").read_text().strip()
        connection.request("GET", "/admin/v1/live?topics=tick,traffic", headers={"Authorization": f"Bearer {token}"})
        feed = connection.getresponse()
        self.assertTrue(feed.headers["Content-Type"].startswith("text/event-stream"))
        wanted = self.ask("GET", "/orders/1").headers["x-gatehouse-request-id"]
        event, ticked, seen = "", False, False
        while not (ticked and seen):
            line = feed.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = json.loads(line.removeprefix("data: "))
                ticked = ticked or (event == "tick" and data["gateway"] == "serving")
                seen = seen or (event == "traffic" and any(record["id"] == wanted for record in data["records"]))

    def test_a_tick_says_something_new_or_is_the_one_of_its_second(self):
        connection = self.connect(self.admin_url)
        self.addCleanup(connection.close)
        token = (self.workspace / "admin.token").read_text().strip()
        connection.request("GET", "/admin/v1/live?topics=tick", headers={"Authorization": f"Bearer {token}"})
        feed, ticks = connection.getresponse(), []
        while len(ticks) < 6:
            line = feed.readline().decode()
            if line.startswith("data: "):
                ticks.append(json.loads(line.removeprefix("data: ")))
        for before, tick in zip(ticks, ticks[1:]):
            self.assertTrue("second" in tick or any(tick[part] != before[part] for part in ("now", "today", "gateway")), tick)

    def test_it_describes_itself_and_its_counters(self):
        self.ask("GET", "/orders/1")
        token = (self.workspace / "admin.token").read_text().strip()
        document = self.admin("GET", "/openapi.json").json
        self.assertTrue(document["openapi"].startswith("3.1"))
        self.assertIn("/admin/v1/apis", document["paths"])
        metrics = self.ask("GET", "/metrics", key=token, url=self.admin_url)
        self.assertEqual(metrics.status, 200)
        self.assertRegex(metrics.body.decode(), r"(?m)^gatehouse_\w+")

    def test_a_playground_key_calls_for_an_hour(self):
        made = self.admin("POST", "/playground/key", {}).json
        self.assertEqual(self.ask("GET", "/orders/1", key=made["key"]).status, 200)


if __name__ == "__main__":
    unittest.main()
