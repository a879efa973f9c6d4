# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Model calls without any provider key: the sandbox answers, whole and streamed, and errors speak OpenAI's dialect."""
import json
import unittest

from support import Scenario, eventually

WORKSPACE = """gatehouse: 1
providers: [{id: sandbox, kind: sandbox}]
teams: [{id: core}]
applications:
  - {id: shop, team: core, keys: [{id: k1, secret: "env:SHOP_KEY"}]}
"""


class Sandbox(Scenario):
    def setUp(self):
        super().setUp()
        self.start(WORKSPACE)
        self.model = self.ask("GET", "/v1/models").json["data"][0]["id"]

    def chat(self, **more):
        body = {"model": self.model, "messages": [{"role": "user", "content": "Good morning"}], **more}
        return self.ask("POST", "/v1/chat/completions", body)

    def test_a_whole_answer(self):
        answer = self.chat()
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.json["choices"][0]["message"]["content"])
        self.assertEqual(answer.headers["x-gatehouse-provider"], "sandbox")

    def test_a_streamed_answer(self):
        answer = self.chat(stream=True)
        self.assertTrue(answer.headers["Content-Type"].startswith("text/event-stream"))
        events = [line.removeprefix("data: ") for line in answer.body.decode().split("\n") if line.startswith("data: ")]
        self.assertEqual(events[-1], "[DONE]")
        text = "".join(choice["delta"].get("content") or "" for event in events[:-1] for choice in json.loads(event)["choices"])
        self.assertTrue(text)
        self.assertGreater(len(events), 4)

    def test_errors_speak_the_dialect(self):
        unknown = self.chat(model="nobody-knows-this")
        self.assertEqual(unknown.status, 404)
        self.assertEqual(unknown.json["error"]["code"], "model_not_found")
        stranger = self.ask("POST", "/v1/chat/completions", {"model": self.model, "messages": []}, key="nobody")
        self.assertEqual(stranger.status, 401)
        self.assertTrue(stranger.json["error"]["message"])
        broken = self.ask("POST", "/v1/chat/completions", '{"model": ', Content_Type="application/json")
        self.assertEqual(broken.status, 400)
        self.assertTrue(broken.json["error"]["message"])
        self.assertEqual(self.ask("GET", "/v1/chat/completions").status, 405)

    def test_models_of_an_application_can_be_limited(self):
        self.apply(WORKSPACE.replace("team: core, keys", "team: core, models: [other], keys"))
        self.assertEqual(self.chat().status, 403)

    def test_the_call_is_in_the_traffic_list(self):
        request = self.chat().headers["x-gatehouse-request-id"]

        def find():
            items = self.admin("GET", "/traffic?kind=ai").json["items"]
            return next((item for item in items if item["id"] == request), None)

        record = eventually(find, "the record")
        self.assertEqual((record["status"], record["application"], record["provider"]), (200, "shop", "sandbox"))
        self.assertGreater(record["output_tokens"], 0)


if __name__ == "__main__":
    unittest.main()
