# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls of models that are no conversations: pictures, sound, moderation; what they cost, and that their bytes stay."""
import json
import unittest

from support import Scenario, eventually

BOUNDARY = "----a1b2"
SOUND = bytes(range(256)) * 40 + b"\r\n--not the boundary\r\n"


def form(model):
    parts = [("model", None, model.encode()), ("file", "a.mp3", SOUND), ("response_format", None, b"json")]
    out = b""
    for name, filename, value in parts:
        more = f'; filename="{filename}"\r\nContent-Type: audio/mpeg' if filename else ""
        out += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


class Endpoints(Scenario):
    def serve_with(self, answer, limits=""):
        """A provider that is OpenAI by its kind, and a route `ears`."""
        self.environment["PROVIDER_KEY"] = "sk-provider"
        self.fake = self.upstream(answer)
        self.start(f"""gatehouse: 1
providers: [{{id: openai, kind: openai, base_url: "{self.fake.url}/v1", keys: [{{id: main, secret: "env:PROVIDER_KEY"}}]}}]
model_routes: [{{name: ears, targets: [{{provider: openai, model: whisper-1}}]}}]
applications: [{{id: shop, keys: [{{id: k1, secret: "env:SHOP_KEY"}}]}}]
{limits}""")

    def record(self, answer):
        path = "/traffic/" + answer.headers["x-gatehouse-request-id"]
        return eventually(lambda: (lambda got: got.status == 200 and got.json)(self.admin("GET", path)), "its record")

    def test_a_form_keeps_every_byte_but_the_models_name(self):
        self.serve_with(lambda handler: handler.reply(200, {"text": "Good morning.", "usage": {"type": "duration", "seconds": 90}}))
        for path in ("/v1/audio/transcriptions", "/v1/audio/translations"):
            answer = self.ask("POST", path, form("ears"), Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
            self.assertEqual((answer.status, answer.json["text"]), (200, "Good morning."))
            seen = self.fake.requests[-1]
            self.assertEqual((seen.path, seen.headers["Authorization"]), (path, "Bearer sk-provider"))
            self.assertEqual(seen.body, form("whisper-1"))
            self.assertEqual(seen.headers["Content-Type"], f"multipart/form-data; boundary={BOUNDARY}")
            # 90 seconds at 0.006 dollars a minute.
            self.assertEqual(answer.headers["x-gatehouse-cost-usd"], "0.009")

    def test_a_form_without_a_model_is_refused(self):
        self.serve_with(lambda handler: handler.reply(200, {}))
        body = form("x").replace(b'name="model"', b'name="modal"')
        answer = self.ask("POST", "/v1/audio/transcriptions", body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
        self.assertEqual((answer.status, self.fake.requests), (400, []))
        self.assertIn("model", answer.json["error"]["message"])

    def test_subtitles_are_no_json_and_get_through(self):
        text = b"1\n00:00:00,000 --> 00:00:02,000\nGood morning.\n"

        def serve(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "text/plain; charset=utf-8")
            handler.send_header("Content-Length", str(len(text)))
            handler.end_headers()
            handler.wfile.write(text)
        self.serve_with(serve)
        answer = self.ask("POST", "/v1/audio/transcriptions", form("ears"), Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
        self.assertEqual((answer.status, answer.body), (200, text))

    def test_speech_is_sound_and_costs_by_the_character(self):
        def serve(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "audio/mpeg")
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            for at in range(0, len(SOUND), 1000):
                part = SOUND[at:at + 1000]
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            handler.wfile.write(b"0\r\n\r\n")
        self.serve_with(serve)
        answer = self.ask("POST", "/v1/audio/speech", {"model": "openai/tts-1", "voice": "alloy", "input": "Grüße " * 100})
        self.assertEqual((answer.status, answer.body, answer.headers["Content-Type"]), (200, SOUND, "audio/mpeg"))
        self.assertEqual(json.loads(self.fake.requests[0].body)["model"], "tts-1")
        # 600 characters at 15 dollars a million.
        self.assertEqual(self.record(answer)["cost_nano_usd"], 9_000_000)

    def test_pictures_cost_what_their_tokens_cost(self):
        usage = {"input_tokens": 1010, "output_tokens": 100, "total_tokens": 1110, "input_tokens_details": {"text_tokens": 10, "image_tokens": 1000}}
        picture = "A" * (3 << 20)
        self.serve_with(lambda handler: handler.reply(200, {"created": 1, "data": [{"b64_json": picture}], "usage": usage}))
        answer = self.ask("POST", "/v1/images/generations", {"model": "openai/gpt-image-2", "prompt": "a dot"})
        self.assertEqual((answer.status, answer.json["data"][0]["b64_json"]), (200, picture))
        record = self.record(answer)
        self.assertEqual((record["input_tokens"], record["output_tokens"]), (1010, 100))
        self.assertEqual(answer.headers["x-gatehouse-cost-usd"], f'{record["cost_nano_usd"] / 1e9:.9f}'.rstrip("0"))
        self.assertGreaterEqual(record["cost_nano_usd"], 8_000_000)

    def test_a_refusal_costs_nothing(self):
        self.serve_with(lambda handler: handler.reply(400, {"error": {"message": "no such voice"}}))
        answer = self.ask("POST", "/v1/audio/speech", {"model": "openai/tts-1", "voice": "x", "input": "Hello"})
        self.assertEqual((answer.status, answer.json["error"]["message"]), (400, "no such voice"))
        self.assertEqual(self.record(answer).get("cost_nano_usd", 0), 0)

    def test_limits_hold_for_them(self):
        self.serve_with(lambda handler: handler.reply(200, {"text": "Good morning."}), """limits:
  - {id: one, name: One, match: {application: shop}, unit: requests, promise: {kind: window, limit: 1, per: 1h}, action: refuse}
""")
        statuses = [self.ask("POST", "/v1/audio/transcriptions", form("ears"), Content_Type=f"multipart/form-data; boundary={BOUNDARY}").status
                    for _ in range(2)]
        self.assertEqual(statuses, [200, 429])

    def test_texts_are_judged(self):
        verdict = {"id": "modr-1", "model": "omni", "results": [{"flagged": True}]}
        self.serve_with(lambda handler: handler.reply(200, verdict))
        answer = self.ask("POST", "/v1/moderations", {"model": "openai/omni-moderation-latest", "input": "hit him"})
        self.assertEqual((answer.status, answer.json), (200, verdict))


if __name__ == "__main__":
    unittest.main()
