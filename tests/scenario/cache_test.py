# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fewer calls: answers that are kept, and equal calls in flight that share one."""
import json
import re
import threading
import unittest

from limits_test import limits, quota
from support import KEY, Scenario, eventually, read_head, shop

OTHER = "the-key-of-the-other-application"
ANSWER = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "usage": {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12},
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}]}


def chunks():
    def event(value):
        return f"data: {json.dumps(value)}\n\n".encode()
    base = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    yield event({**base, "choices": [{"index": 0, "delta": {"role": "assistant", "content": "hel"}}]})
    yield event({**base, "choices": [{"index": 0, "delta": {"content": "lo"}}]})
    yield event({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    yield event({**base, "choices": [], "usage": ANSWER["usage"]})
    yield b"data: [DONE]\n\n"


def models(url, cache="{ttl: 1m, coalesce: true}"):
    return (f'providers: [{{id: lab, kind: openai, base_url: "{url}/v1"}}]\n'
            f"model_routes: [{{name: fast, cache: {cache}, targets: [{{provider: lab, model: m}}]}}]\n")


class Together:
    """Calls on threads of their own, all of them at once."""

    def __init__(self, calls):
        self.answers = [None] * len(calls)
        self.threads = [threading.Thread(target=self.run, args=(i, call)) for i, call in enumerate(calls)]
        for thread in self.threads:
            thread.start()

    def run(self, index, call):
        self.answers[index] = call()

    def join(self):
        for thread in self.threads:
            thread.join()
        return self.answers


class Cache(Scenario):
    def figures(self):
        return self.admin("GET", "/cache").json["total"]

    def active(self):
        token = (self.workspace / "admin.token").read_text().strip()
        text = self.ask("GET", "/metrics", key=token, url=self.admin_url).body.decode()
        return int(re.search(r"^gatehouse_exchanges_active (\d+)", text, re.M).group(1))

    def told(self, answer):
        return answer.headers["x-gatehouse-cache"]

    def rest(self, answer=None, cache="{ttl: 1m}", more=""):
        upstream = self.upstream(answer)
        self.start(shop(upstream.url, cache=cache).replace(
            "apis:", '  - {id: other, team: core, keys: [{id: k1, secret: "env:OTHER_KEY"}]}\napis:') + more)
        return upstream

    def setUp(self):
        super().setUp()
        self.environment["OTHER_KEY"] = OTHER

    # REST

    def test_a_kept_answer_comes_again_with_its_age(self):
        upstream = self.rest(lambda x: x.reply(200, {"n": len(upstream.requests)}, ETag='"v1"', Age="7"))
        first, second = self.ask("GET", "/orders/1"), self.ask("GET", "/orders/1")
        self.assertEqual([self.told(first), self.told(second)], ["miss", "hit"])
        self.assertEqual(first.body, second.body)
        self.assertGreaterEqual(int(second.headers["Age"]), 7)
        self.assertEqual(second.headers["ETag"], '"v1"')
        self.assertNotEqual(first.headers["x-gatehouse-request-id"], second.headers["x-gatehouse-request-id"])
        head = self.ask("HEAD", "/orders/1")
        self.assertEqual((self.told(head), head.headers["Content-Length"], head.body), ("hit", str(len(first.body)), b""))
        same = self.ask("GET", "/orders/1", If_None_Match='"v0", "v1"')
        self.assertEqual((same.status, same.body), (304, b""))
        self.assertEqual(self.told(self.ask("GET", "/orders/1?a=1")), "miss")
        self.assertEqual(len(upstream.requests), 2)
        figures = eventually(lambda: (told := self.figures())["misses"] == 2 and told, "both misses are counted")
        self.assertEqual(figures["hits"], 3)
        self.assertEqual(figures["hit_ratio"], 0.6)
        record = eventually(lambda: [r for r in self.admin("GET", "/traffic").json["items"] if r.get("cache") == "hit"], "the record")[0]
        self.assertNotIn("attempts", record)

    def test_another_application_never_sees_it(self):
        upstream = self.rest()
        self.assertEqual(self.told(self.ask("GET", "/orders/1")), "miss")
        self.assertEqual(self.told(self.ask("GET", "/orders/1", key=OTHER)), "miss")
        self.assertEqual(len(upstream.requests), 2)

    def test_unless_the_route_shares_it_with_everybody(self):
        self.rest(cache="{ttl: 1m, partition: shared}")
        self.ask("GET", "/orders/1")
        self.assertEqual(self.told(self.ask("GET", "/orders/1", key=OTHER)), "hit")

    def test_what_the_client_says_is_obeyed(self):
        self.rest(lambda x: x.reply(200, {}, Age="30"))
        self.ask("GET", "/orders/1")
        for said, told in (("no-cache", "miss"), ("no-store", "miss"), ("max-age=10", "miss"), ("max-age=50", "hit"), ("min-fresh=3600", "miss")):
            self.assertEqual(self.told(self.ask("GET", "/orders/1", Cache_Control=said)), told, said)
        self.ask("GET", "/orders/2", Cache_Control="no-store")
        self.assertEqual(self.told(self.ask("GET", "/orders/2")), "miss")
        self.assertEqual(self.ask("GET", "/orders/9", Cache_Control="only-if-cached").status, 504)

    def test_what_the_upstream_says_is_obeyed(self):
        said = {}
        self.rest(lambda x: x.reply(said.get("status", 200), {}, **said["fields"]))
        for index, (fields, told) in enumerate((
                ({"Cache-Control": "max-age=60"}, "hit"), ({"Cache-Control": "no-store"}, "miss"), ({"Cache-Control": "private"}, "miss"),
                ({"Cache-Control": "no-cache"}, "miss"), ({"Cache-Control": "max-age=0"}, "miss"), ({"Expires": "0"}, "miss"),
                ({"Cache-Control": "max-age=60, s-maxage=0"}, "miss"), ({"Set-Cookie": "a=b"}, "miss"), ({"Vary": "*"}, "miss"))):
            said["fields"] = fields
            self.ask("GET", f"/orders/{index}")
            self.assertEqual(self.told(self.ask("GET", f"/orders/{index}")), told, fields)
        for status in (404, 500, 206):
            said.update(status=status, fields={"Cache-Control": "max-age=60"})
            self.ask("GET", f"/orders/s{status}")
            self.assertEqual(self.told(self.ask("GET", f"/orders/s{status}")), "miss", status)

    def test_credentials_that_the_upstream_sees_need_its_word(self):
        said = {}
        self.rest(lambda x: x.reply(200, {}, **said))
        for fields, told in (({}, "miss"), ({"Cache-Control": "public"}, "hit")):
            said.clear()
            said.update(fields)
            path = f"/orders/{told}"
            for cookie in ("a=1", "a=1"):
                answer = self.ask("GET", path, Cookie=cookie)
            self.assertEqual(self.told(answer), told)

    def test_answers_that_vary_are_told_apart(self):
        self.rest(lambda x: x.reply(200, {"language": x.headers.get("X-Language")}, Vary="X-Language"))
        asked = [self.ask("GET", "/orders/1", X_Language=language) for language in ("en", "de", "en", "de")]
        self.assertEqual([self.told(a) for a in asked], ["miss", "miss", "hit", "hit"])
        self.assertEqual([a.json["language"] for a in asked], ["en", "de", "en", "de"])

    def test_a_change_forgets_what_was_kept_of_it(self):
        self.rest()
        for key in (KEY, OTHER):
            self.ask("GET", "/orders/1", key=key)
        self.assertEqual(self.ask("POST", "/orders/1", {"a": 1}).status, 200)
        self.assertEqual([self.told(self.ask("GET", "/orders/1", key=key)) for key in (KEY, OTHER)], ["miss", "miss"])

    def test_a_route_may_differ_from_its_api(self):
        upstream = self.upstream()
        self.start(shop(upstream.url, routes='[{path: "/live/*", cache: {ttl: 0s}}, {path: "/*"}]', cache="{ttl: 1m}"))
        for path, told in (("/orders/live/1", None), ("/orders/1", "hit")):
            self.ask("GET", path)
            self.assertEqual(self.told(self.ask("GET", path)), told)

    def test_memory_is_bounded_in_bytes(self):
        self.rest(lambda x: x.reply(200, b"x" * 50_000), more="gateway: {limits: {cache: 1MiB}}\n")
        for i in range(40):
            self.ask("GET", f"/orders/{i}")
        cache = self.admin("GET", "/cache").json
        self.assertEqual(cache["most_bytes"], 1 << 20)
        self.assertLessEqual(cache["bytes"], 1 << 20)
        self.assertGreater(cache["evicted"], 0)

    def test_a_purge_empties_it_and_is_in_the_audit(self):
        self.rest()
        self.ask("GET", "/orders/1")
        self.assertEqual(self.admin("POST", "/cache/purge?of=apis/nothing").status, 404)
        self.assertEqual(self.admin("POST", "/cache/purge?of=apis/orders").json, {"dropped": 1})
        self.assertEqual(self.told(self.ask("GET", "/orders/1")), "miss")

    def test_requests_are_counted_whoever_answers(self):
        self.rest(more=limits(quota("month", 3)))
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(4)], [200, 200, 200, 429])

    # Coalescing

    def test_equal_calls_in_flight_become_one(self):
        gate = threading.Event()
        upstream = self.rest(lambda x: (gate.wait(20), x.reply(200, {"a": "b"})), cache="{coalesce: true}")
        calls = Together([lambda: self.ask("GET", "/orders/1")] * 8 + [lambda: self.ask("GET", "/orders/2")])
        eventually(lambda: self.active() >= 9 and len(upstream.requests) == 2, "all calls wait")
        gate.set()
        answers = calls.join()
        self.assertEqual({a.status for a in answers}, {200})
        self.assertEqual(len(upstream.requests), 2)
        self.assertEqual(sorted(self.told(a) for a in answers), ["coalesced"] * 7 + ["miss"] * 2)
        self.assertEqual(self.told(self.ask("GET", "/orders/1")), "miss")  # nothing is kept

    def test_when_the_leader_fails_the_others_ask_themselves(self):
        gate = threading.Event()

        def answer(x):
            first = len(upstream.requests) == 1
            gate.wait(20)
            x.reply(500 if first else 200, {})
        upstream = self.rest(answer, cache="{coalesce: true}")
        calls = Together([lambda: self.ask("GET", "/orders/1")] * 4)
        eventually(lambda: self.active() >= 4 and len(upstream.requests) == 1, "all calls wait")
        gate.set()
        self.assertEqual(sorted(a.status for a in calls.join()), [200, 200, 200, 500])
        self.assertEqual(len(upstream.requests), 4)

    def test_nobody_waits_for_a_stream_of_events_to_end(self):
        gate = threading.Event()
        self.addCleanup(gate.set)

        def answer(x):
            x.send_response(200)
            x.send_header("Content-Type", "text/event-stream")
            x.end_headers()
            x.wfile.write(b"data: 1\n\n")
            gate.wait(20)
            x.close_connection = True
        self.rest(answer, cache="{ttl: 1m, coalesce: true}")
        for _ in range(2):
            reader = self.open_socket()
            reader.sendall(f"GET /orders/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\n\r\n".encode())
            head, rest = read_head(reader)
            self.assertIn(b"x-gatehouse-cache: miss", head)
            while b"data: 1" not in rest:
                rest += reader.recv(65536)

    # Models

    def chat(self, key=KEY, headers=(), **more):
        return self.ask("POST", "/v1/chat/completions", {"model": "fast", "messages": [{"role": "user", "content": "hello"}], **more},
                        key=key, **dict(headers))

    def lab(self, answer=None, cache="{ttl: 1m, coalesce: true}", more=""):
        def reply(x):
            if not json.loads(x.body).get("stream"):
                return x.reply(200, ANSWER)
            x.send_response(200)
            x.send_header("Content-Type", "text/event-stream")
            x.send_header("Connection", "close")
            x.end_headers()
            for chunk in chunks():
                x.wfile.write(chunk)
            x.close_connection = True
        upstream = self.upstream(answer or reply)
        self.start(shop(self.upstream().url).replace(
            "apis:", '  - {id: other, team: core, keys: [{id: k1, secret: "env:OTHER_KEY"}]}\napis:') + models(upstream.url, cache) + more)
        return upstream

    def test_a_model_answers_once(self):
        upstream = self.lab(more=limits(quota("tokens", 100000, "tokens"), quota("calls", 100)))
        first = self.chat()
        body = json.dumps({"messages": [{"content": "hello", "role": "user"}], "model": "fast"}, indent=2)
        same = self.ask("POST", "/v1/chat/completions", '{"messages": [{"role": "user", "content": "hello"}],  "model": "fast"}',
                        Content_Type="application/json")
        self.assertEqual([self.told(first), self.told(same)], ["miss", "hit"])
        self.assertEqual(first.body, same.body)
        self.assertEqual(same.headers["x-gatehouse-provider"], "lab")
        self.assertEqual(same.headers["x-gatehouse-cost-usd"], "0.0")
        self.assertNotEqual(self.told(self.chat(temperature=0.5)), "hit")
        self.assertNotEqual(self.told(self.chat(key=OTHER)), "hit")
        self.assertEqual(len(upstream.requests), 3)
        used = {rule: sum(c["used"] for c in self.admin("GET", f"/limits/{rule}/counters").json["items"]) for rule in ("tokens", "calls")}
        self.assertEqual(used, {"tokens": 36, "calls": 4})
        figures = self.figures()
        self.assertEqual((figures["saved_input_tokens"], figures["saved_output_tokens"]), (7, 5))
        record = eventually(lambda: [r for r in self.admin("GET", "/traffic").json["items"] if r.get("cache") == "hit"], "the record")[0]
        self.assertEqual((record["saved_input_tokens"], record.get("input_tokens", 0)), (7, 0))
        self.assertTrue(body)

    def test_streams_are_replayed_byte_for_byte_with_their_usage(self):
        upstream = self.lab(more=limits(quota("tokens", 100000, "tokens")))
        asked = [self.chat(stream=True, stream_options={"include_usage": True}) for _ in range(2)]
        self.assertEqual([self.told(a) for a in asked], ["miss", "hit"])
        self.assertEqual(asked[0].body, asked[1].body)
        self.assertIn(b'"total_tokens": 12', asked[1].body)
        # Who does not ask for usage does not get it, from the cache either.
        quiet = [self.chat(stream=True) for _ in range(2)]
        self.assertEqual(self.told(quiet[1]), "hit")
        self.assertNotIn(b"total_tokens", quiet[1].body)
        self.assertEqual(len(upstream.requests), 2)
        self.assertEqual(sum(c["used"] for c in self.admin("GET", "/limits/tokens/counters").json["items"]), 24)

    def test_other_dialects_are_kept_too(self):
        upstream = self.lab()
        body = {"model": "fast", "max_tokens": 50, "messages": [{"role": "user", "content": "hello"}]}
        for stream in (False, True):
            asked = [self.ask("POST", "/v1/messages", {**body, "stream": stream}) for _ in range(2)]
            self.assertEqual([self.told(a) for a in asked], ["miss", "hit"])
            self.assertEqual([re.sub(rb"msg_\w+", b"", a.body) for a in asked][0], re.sub(rb"msg_\w+", b"", asked[1].body))
        self.assertEqual(len(upstream.requests), 2)

    def test_errors_and_broken_streams_are_never_kept(self):
        def answer(x):
            asked = json.loads(x.body)
            if not asked.get("stream"):
                return x.reply(400, {"error": {"message": "no"}})
            x.send_response(200)
            x.send_header("Content-Type", "text/event-stream")
            x.end_headers()
            for chunk in list(chunks())[:2]:
                x.wfile.write(chunk)
            x.close_connection = True
        upstream = self.lab(answer)
        for _ in range(2):
            self.assertEqual(self.chat().status, 400)
            try:
                self.chat(stream=True)
            except Exception:
                pass  # it breaks off, as it should
        self.assertEqual(len(upstream.requests), 4)
        self.assertEqual(self.admin("GET", "/cache").json["entries"], 0)

    def test_the_client_may_forbid_it(self):
        upstream = self.lab()
        for said in ("no-store", "no-cache", "max-age=0"):
            self.chat(headers={"Cache_Control": said}.items())
        self.chat()
        self.assertEqual(len(upstream.requests), 3)  # what no-cache brought was kept

    def test_whoever_follows_a_stream_reads_it_as_it_comes(self):
        steps = threading.Semaphore(0)

        def answer(x):
            x.send_response(200)
            x.send_header("Content-Type", "text/event-stream")
            x.send_header("Connection", "close")
            x.end_headers()
            for chunk in chunks():
                steps.acquire(timeout=20)
                x.wfile.write(chunk)
                x.wfile.flush()
            x.close_connection = True
        upstream = self.lab(answer, more=limits(quota("tokens", 100000, "tokens")))
        body = json.dumps({"model": "fast", "stream": True, "messages": [{"role": "user", "content": "hello"}]})
        request = (f"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n"
                   f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}").encode()
        leader = self.open_socket()
        leader.sendall(request)
        eventually(lambda: len(upstream.requests) == 1, "the leader's call")
        steps.release()
        head, _ = read_head(leader)
        self.assertIn(b"x-gatehouse-cache: miss", head)
        follower = self.open_socket()
        follower.sendall(request)
        head, rest = read_head(follower)
        self.assertIn(b"x-gatehouse-cache: coalesced", head)
        while b"hel" not in rest:  # before the leader has all of it
            rest += follower.recv(65536)
        leader.close()  # whoever follows is not hurt, and pays now
        steps.release()
        eventually(lambda: [r for r in self.admin("GET", "/traffic").json["items"] if r.get("error") == "client_gone"], "the leader left")
        for _ in range(3):
            steps.release()
        while piece := follower.recv(65536):
            rest += piece
        self.assertIn(b"[DONE]", rest)
        self.assertEqual(len(upstream.requests), 1)
        eventually(lambda: self.active() == 0, "all are done")
        self.assertEqual(sum(c["used"] for c in self.admin("GET", "/limits/tokens/counters").json["items"]), 12)

    def test_metrics_tell_what_was_saved(self):
        self.lab()
        self.chat()
        self.chat()
        token = (self.workspace / "admin.token").read_text().strip()
        text = eventually(lambda: (lambda t: t if 'gatehouse_cache_calls_total{use="hit"} 1' in t else None)(
            self.ask("GET", "/metrics", key=token, url=self.admin_url).body.decode()), "the metric")
        self.assertIn("gatehouse_cache_saved_tokens_total 12", text)


if __name__ == "__main__":
    unittest.main()
