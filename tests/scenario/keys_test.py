# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may call: every way to show a key, no key, a wrong one, one that was taken back."""
import unittest

from support import KEY, Scenario, shop


class Keys(Scenario):
    def test_every_way_to_show_a_key(self):
        self.start(shop(self.upstream().url))
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)
        self.assertEqual(self.ask("GET", "/orders/1", key=None, x_api_key=KEY).status, 200)
        self.assertEqual(self.ask("GET", "/orders/1", key=None, x_goog_api_key=KEY).status, 200)
        self.assertEqual(self.ask("GET", f"/orders/1?key={KEY}", key=None).status, 200)

    def test_no_key_and_a_wrong_key_are_401(self):
        upstream = self.upstream()
        self.start(shop(upstream.url))
        for key in (None, "nobody", KEY + "x", KEY[:-1]):
            answer = self.ask("GET", "/orders/1", key=key)
            self.assertEqual(answer.status, 401, key)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertEqual(answer.json["status"], 401)
            self.assertTrue(answer.headers["x-gatehouse-request-id"])
        self.assertEqual(upstream.requests, [])

    def test_the_key_stays_at_the_gateway(self):
        self.start(shop(self.upstream().url))
        self.assertNotIn("authorization", self.ask("GET", "/orders/1").json["headers"])
        seen = self.ask("GET", f"/orders/1?a=1&key={KEY}&b=2", key=None).json
        self.assertEqual(seen["path"], "/1?a=1&b=2")

    def test_an_open_api_takes_everybody_and_changes_nothing(self):
        self.start(shop(self.upstream().url, access="open"))
        self.assertEqual(self.ask("GET", "/orders/1", key=None).status, 200)
        seen = self.ask("GET", "/orders/1?key=theirs", key="of-the-upstream").json
        self.assertEqual(seen["headers"]["authorization"], "Bearer of-the-upstream")
        self.assertEqual(seen["path"], "/1?key=theirs")

    def test_without_a_subscription_it_is_403(self):
        text = shop(self.upstream().url, access="subscription")
        self.start(text)
        answer = self.ask("GET", "/orders/1")
        self.assertEqual(answer.status, 403)
        self.assertEqual(answer.json["status"], 403)
        self.apply(text + "subscriptions: [{application: shop, api: orders, state: active}]\n")
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_a_created_key_works_at_once_until_it_is_revoked(self):
        self.start(shop(self.upstream().url))
        made = self.admin("POST", "/applications/shop/keys", {"expires": "30d"})
        self.assertEqual(made.status, 201)
        key = made.json["key"]
        self.assertTrue(key.startswith("gh_"))
        self.assertEqual(self.ask("GET", "/orders/1", key=key).status, 200)
        self.assertIn(self.admin("POST", f"/applications/shop/keys/{made.json['id']}/revoke").status, (200, 204))
        self.assertEqual(self.ask("GET", "/orders/1", key=key).status, 401)
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_the_key_is_shown_once(self):
        self.start(shop(self.upstream().url))
        made = self.admin("POST", "/applications/shop/keys", {}).json
        self.assertNotIn(made["key"], self.admin("GET", "/applications/shop").body.decode())
        for path in self.workspace.rglob("*"):
            if path.is_file():
                self.assertNotIn(made["key"].encode(), path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main()
