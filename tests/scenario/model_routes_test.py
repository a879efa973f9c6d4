# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Model routes: whom they ask, in what order, and how an answer is had though somebody is down."""
import json
import threading
import unittest

from support import PATIENCE, Scenario, eventually, unused_port

CHAT = "/v1/chat/completions"


def answer(text="Hello.", **usage):
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 12, **usage}}


def events(handler, *data, end=True):
    """A stream of these events; without `end` it breaks off."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for item in data:
        text = f"data: {item if isinstance(item, str) else json.dumps(item)}\n\n".encode()
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))
    if end:
        handler.wfile.write(b"0\r\n\r\n")
    else:
        handler.close_connection = True


def chunk(**delta):
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}


def whole_stream(handler, text):
    last = chunk()
    last["choices"][0]["finish_reason"] = "stop"
    events(handler, chunk(role="assistant", content=text), last, "[DONE]")


def file(providers, targets, route="", keys=("main",), gateway=""):
    """A workspace with a route `fast`; providers are NAME: URL or NAME: (URL, kind)."""
    out = "gatehouse: 1\n" + gateway + "providers:\n"
    for name, where in providers.items():
        url, kind = where if isinstance(where, tuple) else (where, "openai")
        out += f'  - {{id: {name}, kind: {kind}, base_url: "{url}/v1", keys: ['
        out += ", ".join(f'{{id: {key}, secret: "env:KEY_{key.upper()}"}}' for key in keys) + "]}\n"
    out += f"model_routes:\n  - name: fast\n    targets: [{', '.join(targets)}]\n"
    out += "".join(f"    {line}\n" for line in route.splitlines())
    return out + 'applications: [{id: shop, keys: [{id: k1, secret: "env:SHOP_KEY"}]}]\n'


def target(provider, model="m", **more):
    return f"{{provider: {provider}, model: {model}" + "".join(f", {k}: {v}" for k, v in more.items()) + "}"


class ModelRoutes(Scenario):
    def setUp(self):
        super().setUp()
        for key in ("MAIN", "SPARE"):
            self.environment[f"KEY_{key}"] = f"sk-{key.lower()}"

    def chat(self, stream=False, model="fast", content="Hi", **more):
        return self.ask("POST", CHAT, {"model": model, "stream": stream, "messages": [{"role": "user", "content": content}], **more})

    def good(self, text="Hello."):
        def serve(handler):
            if json.loads(handler.body).get("stream"):
                whole_stream(handler, text)
            else:
                handler.reply(200, answer(text))
        return self.upstream(serve)

    def failing(self, status, body=None, times=None, **headers):
        """Refuses so often (for ever without `times`), then answers."""
        def serve(handler):
            if times is None or len(server.requests) <= times:
                handler.reply(status, body or {"error": {"message": "no"}}, **headers)
            else:
                handler.reply(200, answer("At last."))
        server = self.upstream(serve)
        return server

    # Fall-back

    def test_whoever_is_down_is_passed_over(self):
        spare = self.good("From the spare.")
        for status in (500, 503, 429, 401):
            with self.subTest(status=status):
                self.kill()
                self.start(file({"a": self.failing(status).url, "b": spare.url}, [target("a"), target("b")]))
                got = self.chat()
                self.assertEqual(got.json["choices"][0]["message"]["content"], "From the spare.", got)
                self.assertEqual(got.headers["x-gatehouse-attempts"], "2")
                self.assertEqual(got.headers["x-gatehouse-provider"], "b")

    def test_whoever_cannot_be_reached_is_passed_over(self):
        self.start(file({"a": f"http://127.0.0.1:{unused_port()}", "b": self.good().url}, [target("a"), target("b")]))
        for stream in (False, True):
            self.assertEqual(self.chat(stream).headers["x-gatehouse-provider"], "b")

    def test_whoever_is_silent_is_passed_over(self):
        hang = threading.Event()
        self.addCleanup(hang.set)
        silent = self.upstream(lambda handler: hang.wait(PATIENCE))
        for route, gateway in (("first_byte: 200ms", ""), ("", "gateway: {times: {first_byte: 200ms}}\n")):
            with self.subTest(route=route, gateway=gateway):
                self.kill()
                self.start(file({"a": silent.url, "b": self.good().url}, [target("a"), target("b")], route, gateway=gateway))
                self.assertEqual(self.chat().headers["x-gatehouse-provider"], "b")

    def test_an_answer_that_is_none_is_passed_over(self):
        bad = {
            "no json": lambda handler: handler.reply(200, b"<html>oops</html>"),
            "cut json": lambda handler: handler.reply(200, b'{"choices": ['),
            "an error with status 200": lambda handler: handler.reply(200, {"error": {"message": "overloaded", "code": 503}}),
            "a stream that tells an error": lambda handler: events(handler, {"error": {"message": "overloaded"}}),
            "a stream that breaks at once": lambda handler: events(handler, end=False),
            "an empty stream": lambda handler: events(handler),
        }
        for name, serve in bad.items():
            with self.subTest(name):
                self.kill()
                self.start(file({"a": self.upstream(serve).url, "b": self.good("Good.").url}, [target("a"), target("b")]))
                got = self.chat(stream="stream" in name)
                self.assertEqual(got.status, 200, got)
                self.assertEqual(got.headers["x-gatehouse-provider"], "b")
                self.assertIn(b"Good.", got.body)

    def test_the_last_failure_is_told_where_nobody_answers(self):
        self.start(file({"a": self.failing(500).url, "b": self.failing(503).url}, [target("a"), target("b")]))
        got = self.chat()
        self.assertEqual(got.status, 503)
        self.assertEqual(got.json["error"]["message"], "no")

    def test_the_callers_own_mistake_goes_to_nobody_else(self):
        spare = self.good()
        self.start(file({"a": self.failing(400).url, "b": spare.url}, [target("a"), target("b")]))
        self.assertEqual(self.chat().status, 400)
        self.assertEqual(spare.requests, [])

    # Retries

    def test_another_round_begins_where_the_route_says_so(self):
        flaky = self.failing(500, times=1)
        self.start(file({"a": flaky.url}, [target("a")], "retries: 1"))
        got = self.chat()
        self.assertEqual((got.status, got.headers["x-gatehouse-attempts"]), (200, "2"))

    def test_no_round_begins_without_retries_or_budget(self):
        for route in ("", "retries: 3\nretry_budget: 0"):
            with self.subTest(route):
                self.kill()
                flaky = self.failing(500, times=1)
                self.start(file({"a": flaky.url}, [target("a")], route))
                self.assertEqual(self.chat().status, 500)
                self.assertEqual(len(flaky.requests), 1)

    def test_a_long_wait_is_told_instead_of_waited_for(self):
        full = self.failing(429, Retry_After="30")
        self.start(file({"a": full.url}, [target("a")], "retries: 2"))
        got = self.chat()
        self.assertEqual((got.status, got.headers["Retry-After"]), (429, "30"))
        self.assertEqual(len(full.requests), 1)

    # Hedging

    def slow(self):
        """Answers once the returned event is set; tells in `gone` when its caller has hung up before."""
        release, gone = threading.Event(), threading.Event()
        self.addCleanup(release.set)

        def serve(handler):
            handler.connection.settimeout(PATIENCE)
            if not release.is_set():
                try:
                    if handler.connection.recv(1) == b"":
                        gone.set()
                except OSError:
                    gone.set()
                handler.close_connection = True
                return
            handler.reply(200, answer("Slow."))
        server = self.upstream(serve)
        return server, release, gone

    def test_a_second_one_is_asked_beside_a_silent_one_and_wins(self):
        slow, _, gone = self.slow()
        fast = self.good("Fast.")
        self.start(file({"a": slow.url, "b": fast.url}, [target("a"), target("b")], "hedge_after: 30ms"))
        for stream in (False, True):
            gone.clear()
            got = self.chat(stream)
            self.assertIn(b"Fast.", got.body)
            self.assertEqual(got.headers["x-gatehouse-provider"], "b")
            self.assertEqual(got.headers["x-gatehouse-attempts"], "2")
            self.assertTrue(gone.wait(PATIENCE), "the loser's call goes on")

    def test_the_first_one_wins_when_it_answers_in_time(self):
        spare = self.good()
        self.start(file({"a": self.good("First.").url, "b": spare.url}, [target("a"), target("b")], "hedge_after: 10s"))
        self.assertIn(b"First.", self.chat().body)
        self.assertEqual(spare.requests, [])

    def test_a_hedge_that_fails_leaves_the_first_one_its_time(self):
        slow_release = threading.Event()
        self.addCleanup(slow_release.set)
        slow = self.upstream(lambda handler: (slow_release.wait(PATIENCE), handler.reply(200, answer("Slow but good."))))

        def fails(handler):
            handler.reply(500, {"error": {"message": "no"}})
            slow_release.set()
        self.start(file({"a": slow.url, "b": self.upstream(fails).url}, [target("a"), target("b")], "hedge_after: 30ms"))
        got = self.chat()
        self.assertIn(b"Slow but good.", got.body, got)
        self.assertEqual(got.headers["x-gatehouse-provider"], "a")

    def test_nobody_is_asked_beside_it_without_a_budget(self):
        hold = threading.Event()
        slow = self.upstream(lambda handler: (hold.wait(0.2), handler.reply(200, answer("Slow."))))
        spare = self.good()
        self.start(file({"a": slow.url, "b": spare.url}, [target("a"), target("b")], "hedge_after: 10ms\nhedge_budget: 0"))
        self.assertIn(b"Slow.", self.chat().body)
        self.assertEqual(spare.requests, [])

    def test_a_caller_who_leaves_ends_both_calls(self):
        one, _, gone_one = self.slow()
        two, _, gone_two = self.slow()
        self.start(file({"a": one.url, "b": two.url}, [target("a"), target("b")], "hedge_after: 10ms"))
        body = json.dumps({"model": "fast", "messages": [{"role": "user", "content": "Hi"}]})
        connection = self.connect()
        connection.request("POST", CHAT, body, {"Authorization": "Bearer the-key-of-the-shop-application"})
        eventually(lambda: one.requests and two.requests, "both are asked")
        connection.close()
        self.assertTrue(gone_one.wait(PATIENCE) and gone_two.wait(PATIENCE))

    # Context

    def test_a_context_that_is_too_small_sends_on_to_a_larger_one(self):
        words = {"error": {"message": "This model's maximum context length is 8192 tokens.", "code": "context_length_exceeded"}}
        small = self.failing(400, words)
        large = self.good("Large.")
        self.start(file({"openai": small.url, "b": large.url}, [target("openai", "gpt-4"), target("b", "unknown")]))
        for stream in (False, True):
            got = self.chat(stream)
            self.assertEqual(got.headers["x-gatehouse-provider"], "b")
        # It trips nothing: the small one is still asked first.
        self.assertEqual(len(small.requests), 2)

    def test_the_refusal_is_told_where_nobody_is_larger(self):
        words = {"error": {"message": "prompt is too long: 9 > 8"}}
        small = self.failing(400, words)
        self.start(file({"a": small.url}, [target("a")]))
        got = self.chat()
        self.assertEqual((got.status, got.json), (400, words))

    def test_a_request_that_exceeds_the_context_by_estimate_asks_the_larger_one_first(self):
        small, large = self.good("Small."), self.good("Large.")
        self.start(file({"s": small.url, "l": large.url}, [target("s", "gpt-4o-mini"), target("l", "gpt-4.1")]))
        self.assertIn(b"Small.", self.chat().body)
        small.requests.clear()
        self.assertIn(b"Large.", self.chat(content="word " * 160000).body)
        self.assertEqual(small.requests, [])

    # Strategies

    def served(self, calls=20, **more):
        counts = {}
        for _ in range(calls):
            got = self.chat(**more)
            self.assertEqual(got.status, 200, got)
            counts[got.headers["x-gatehouse-provider"]] = counts.get(got.headers["x-gatehouse-provider"], 0) + 1
        return counts

    def test_weights_are_kept(self):
        self.start(file({"a": self.good().url, "b": self.good().url},
                        [target("a", weight=3), target("b", weight=1)], "strategy: weighted"))
        self.assertEqual(self.served(), {"a": 15, "b": 5})

    def test_the_cheapest_is_asked_first(self):
        self.start(file({"a": self.good().url, "b": self.good().url},
                        [target("a", "gpt-5.1"), target("b", "gpt-4.1-nano")], "strategy: lowest_cost"))
        self.assertEqual(self.served(5), {"b": 5})

    def test_the_fastest_is_asked_first(self):
        hold = threading.Event()
        slow = self.upstream(lambda handler: (hold.wait(0.05), handler.reply(200, answer())))
        self.start(file({"a": slow.url, "b": self.good().url}, [target("a"), target("b")], "strategy: least_latency"))
        self.chat(), self.chat()
        self.assertEqual(self.served(20), {"b": 20})

    # Keys

    def test_a_key_that_said_it_has_no_room_is_passed_over(self):
        used = []  # A handler serves all requests of its connection, so it knows the last one only.

        def serve(handler):
            used.append(handler.headers["Authorization"])
            full = used[-1] == "Bearer sk-main"
            headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s"} if full else {}
            handler.reply(200, answer(), **{name.replace("-", "_"): value for name, value in headers.items()})
        upstream = self.upstream(serve)
        self.start(file({"a": upstream.url}, [target("a")], keys=("main", "spare")))
        for _ in range(6):
            self.assertEqual(self.chat().status, 200)
        self.assertEqual(used.count("Bearer sk-main"), 1, used)

    def test_a_key_without_room_for_so_many_tokens_is_passed_over(self):
        used = []

        def serve(handler):
            used.append(handler.headers["x-api-key"])
            full = used[-1] == "sk-main"
            body = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [{"type": "text", "text": "Hi."}],
                    "stop_reason": "end_turn", "usage": {"input_tokens": 1, "output_tokens": 1}}
            headers = {"anthropic_ratelimit_input_tokens_remaining": "100" if full else "100000",
                       "anthropic_ratelimit_input_tokens_reset": "2099-01-01T00:00:00Z" if not full else far()}
            handler.reply(200, body, **headers)
        upstream = self.upstream(serve)
        self.start(file({"a": (upstream.url, "anthropic")}, [target("a")], keys=("main", "spare")))
        self.chat(), self.chat()  # both have said what they have
        used.clear()
        for _ in range(4):
            self.assertEqual(self.chat(content="word " * 400).status, 200)
        self.assertEqual(set(used), {"sk-spare"})

    def test_a_full_key_is_still_asked_where_it_is_the_only_one(self):
        def serve(handler):
            handler.reply(200, answer(), x_ratelimit_remaining_requests="0", x_ratelimit_reset_requests="6m0s")
        upstream = self.upstream(serve)
        self.start(file({"a": upstream.url}, [target("a")]))
        self.assertEqual([self.chat().status for _ in range(3)], [200, 200, 200])


def far():
    import datetime
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    unittest.main()
