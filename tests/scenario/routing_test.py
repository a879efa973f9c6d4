# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which API, which route, and what the upstream sees of it."""
import unittest

from support import Scenario, shop, unused_port

ROUTES = """
      - {methods: [GET], path: "/{id}"}
      - {methods: [GET, POST], path: "/{id}/lines"}
      - {methods: [GET], path: "/files/*"}"""


class Routing(Scenario):
    def test_the_base_path_is_taken_off_and_the_rest_is_untouched(self):
        upstream = self.upstream()
        self.start(shop(upstream.url + "/v2"))
        seen = self.ask("POST", "/orders/a%2Fb/c?x=1&x=2&y=%20", body="some bytes", X_Mine="kept").json
        self.assertEqual(seen["path"], "/v2/a%2Fb/c?x=1&x=2&y=%20")
        self.assertEqual(seen["method"], "POST")
        self.assertEqual(seen["body"], "some bytes")
        self.assertEqual(seen["headers"]["x-mine"], "kept")
        self.assertEqual(seen["headers"]["host"], upstream.url.removeprefix("http://"))

    def test_parameters_and_rests(self):
        self.start(shop(self.upstream().url, routes=ROUTES))
        for path, status in (("/17", 200), ("/17/lines", 200), ("/17/other", 404), ("/files/a/b/c", 200)):
            self.assertEqual(self.ask("GET", "/orders" + path).status, status, path)

    def test_a_wrong_method_is_405_and_says_what_is_allowed(self):
        self.start(shop(self.upstream().url, routes=ROUTES))
        answer = self.ask("DELETE", "/orders/17/lines")
        self.assertEqual(answer.status, 405)
        self.assertEqual({word.strip() for word in answer.headers["Allow"].split(",")} - {"HEAD"}, {"GET", "POST"})
        self.assertEqual(answer.json["status"], 405)

    def test_an_unknown_path_is_404(self):
        self.start(shop(self.upstream().url))
        for path in ("/nothing", "/ordersandmore", "/"):
            answer = self.ask("GET", path)
            self.assertEqual(answer.status, 404, path)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")

    def test_get_implies_head(self):
        self.start(shop(self.upstream().url, routes=ROUTES))
        answer = self.ask("HEAD", "/orders/17")
        self.assertEqual((answer.status, answer.body), (200, b""))

    def test_a_star_matches_nothing_as_well(self):
        self.start(shop(self.upstream().url))
        self.assertEqual(self.ask("GET", "/orders").status, 200)
        self.assertEqual(self.ask("GET", "/orders/").status, 200)

    def test_the_host_is_kept_where_that_is_asked_for(self):
        upstream = self.upstream()
        self.start(shop(upstream.url, upstream=f'{{targets: [{{url: "{upstream.url}"}}], preserve_host: true}}'))
        self.assertEqual(self.ask("GET", "/orders/1", Host="shop.example").json["headers"]["host"], "shop.example")

    def test_a_draft_is_not_served(self):
        text = shop(self.upstream().url)
        self.start(text.replace("state: published", "state: draft"))
        self.assertEqual(self.ask("GET", "/orders/1").status, 404)

    def test_targets_share_by_turns_and_a_dead_one_is_passed_over(self):
        one, two = self.upstream(), self.upstream()
        dead = f"http://127.0.0.1:{unused_port()}"
        targets = ", ".join(f'{{url: "{url}"}}' for url in (one.url, two.url, dead))
        self.start(shop(None, upstream=f"{{targets: [{targets}], retries: 2}}"))
        for _ in range(30):
            self.assertEqual(self.ask("GET", "/orders/1").status, 200)
        self.assertGreater(len(one.requests), 5)
        self.assertGreater(len(two.requests), 5)


if __name__ == "__main__":
    unittest.main()
