# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test call of a provider against providers that are well, refuse, talk nonsense or are not there. The secret stays out of every answer."""
import unittest

from support import Scenario, unused_port

SECRET = "sk-very-secret-0123456789"


class ProviderTest(Scenario):
    def setUp(self):
        super().setUp()
        self.serve()

    def try_out(self, url, **more):
        provider = {"id": "mine", "kind": "openai", "base_url": url, "keys": [{"id": "k", "secret": SECRET}], **more}
        answer = self.admin("POST", "/providers/test", provider)
        self.assertEqual(answer.status, 200, answer)
        self.assertNotIn(SECRET, answer.body.decode())
        return answer.json

    def test_a_provider_that_is_well_tells_its_models(self):
        fake = self.upstream(lambda handler: handler.reply(200, {"object": "list", "data": [{"id": "small"}, {"id": "large"}]}))
        told = self.try_out(fake.url + "/v1")
        self.assertEqual((told["ok"], told["status"], told["models"]), (True, 200, ["small", "large"]))
        self.assertGreaterEqual(told["latency_ms"], 0)
        self.assertEqual((fake.requests[0].path, fake.requests[0].headers["Authorization"]), ("/v1/models", f"Bearer {SECRET}"))
        self.assertEqual(self.admin("GET", "/providers").json["items"], [])  # Nothing was stored.

    def test_a_refused_key_is_told_without_showing_it(self):
        fake = self.upstream(lambda handler: handler.reply(401, {"error": {"message": f"Incorrect API key provided: {SECRET}"}}))
        told = self.try_out(fake.url)
        self.assertEqual((told["ok"], told["status"]), (False, 401))
        self.assertIn("key", told["error"])
        self.assertIn("Incorrect API key", told["detail"])

    def test_what_is_no_list_of_models_is_told(self):
        for body in (f"<html>{SECRET}</html>".encode(), b"\xff\xfe", b"[]]"):
            told = self.try_out(self.upstream(lambda handler: handler.reply(200, body)).url)
            self.assertEqual((told["ok"], told["models"]), (False, []), body)
            self.assertTrue(told["error"])

    def test_a_provider_that_is_down_is_told(self):
        told = self.try_out(f"http://127.0.0.1:{unused_port()}")
        self.assertEqual((told["ok"], told["status"]), (False, 0))
        self.assertTrue(told["error"])

    def test_a_stored_provider_is_tested_with_its_stored_secret(self):
        fake = self.upstream(lambda handler: handler.reply(200, {"data": [{"id": "small"}]}))
        made = self.admin("POST", "/providers", {"id": "mine", "kind": "openai", "base_url": fake.url, "keys": [{"id": "k", "secret": SECRET}]})
        self.assertEqual(made.status, 201, made)
        answer = self.admin("POST", "/providers/test", {"id": "mine"})
        self.assertTrue(answer.json["ok"], answer)
        self.assertNotIn(SECRET, answer.body.decode())
        self.assertEqual(fake.requests[0].headers["Authorization"], f"Bearer {SECRET}")
        self.assertEqual(self.admin("POST", "/providers/test", {"id": "nobody"}).status, 404)
        self.assertNotIn(SECRET, self.log())


if __name__ == "__main__":
    unittest.main()
