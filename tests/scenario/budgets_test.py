# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans that subscriptions carry, budgets that warn, and output limits that are lowered to what is left."""
import json
import unittest

from limits_test import limits
from support import Scenario, eventually, shop

ANSWER = {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}]}
GOLD = "plans: [{id: gold, limits: [{id: calls, promise: {kind: window, limit: 2, per: 1h}}]}]\n"


def budget(dollars, **more):
    extra = "".join(f", {name}: {value}" for name, value in more.items())
    return limits(f"{{id: usd, partition: [team], unit: cost_usd, promise: {{kind: calendar, limit: {dollars}, per: month}}{extra}}}")


class Plans(Scenario):
    def subscribed(self, state="active", plan="gold", access="subscription", plans=GOLD):
        self.start(shop(self.upstream().url, access=access) + plans +
                   f"subscriptions: [{{application: shop, api: orders, state: {state}, plan: {plan}}}]\n")

    def test_a_subscription_carries_the_limits_of_its_plan(self):
        self.subscribed()
        first = self.ask("GET", "/orders/1")
        self.assertEqual(first.headers["RateLimit-Policy"], '"gold:calls";q=2;w=3600')
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(2)], [200, 429])
        self.assertEqual(self.ask("GET", "/orders/1").json["violated-policies"], ["gold:calls"])
        counters = self.admin("GET", "/limits/gold:calls/counters").json["items"]
        self.assertEqual([(c["partition"], c["used"]) for c in counters], [("shop · orders", 2)])
        record = eventually(lambda: self.admin("GET", "/traffic?status=429").json["items"], "the record")[0]
        self.assertEqual(record["plan"], "gold")
        self.assertEqual(self.admin("POST", "/limits/gold:calls/reset").status, 204)
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_a_plan_holds_where_a_key_would_do(self):
        self.subscribed(access="key")
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(3)], [200, 200, 429])

    def test_only_an_active_subscription_applies(self):
        self.subscribed(state="paused", access="key")
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(3)], [200, 200, 200])

    def test_another_plan_keeps_what_was_counted_in_none(self):
        self.subscribed(plans=GOLD.replace("]}]\n", "]}, {id: silver, limits: [{id: calls, promise: {kind: window, limit: 1, per: 1h}}]}]\n"))
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(3)], [200, 200, 429])
        subscription = self.admin("GET", "/subscriptions/shop:orders")
        self.admin("PUT", "/subscriptions/shop:orders", {**subscription.json, "plan": "silver"})
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(2)], [200, 429])

    def test_faults_name_their_place(self):
        text = shop("http://127.0.0.1:9") + """plans:
  - id: gold
    limits:
      - {id: a, promise: {kind: window, limit: 0, per: 1h}}
      - {id: a, match: {api: orders}, promise: {kind: window, limit: 1, per: 1h}}
subscriptions: [{application: shop, api: orders, plan: silver}]
"""
        told = self.apply(text, code=1).stderr
        for place in ("plans[0].limits[0].promise.limit", "plans[0].limits[1].id", "plans[0].limits[1].match.api", "subscriptions[0].plan"):
            self.assertIn(place, told)

    def test_plans_are_objects_of_the_admin_port(self):
        self.subscribed()
        self.assertEqual(self.admin("DELETE", "/plans/gold").status, 409)  # a subscription carries it
        made = self.admin("POST", "/plans", {"id": "free", "limits": [{"id": "x", "promise": {"kind": "window", "limit": 1, "per": "1m"}}]})
        self.assertEqual(made.status, 201)
        self.assertEqual([p["id"] for p in self.admin("GET", "/plans").json["items"]], ["free", "gold"])
        self.assertEqual(self.admin("DELETE", "/plans/free").status, 204)
        self.assertIn("gold", self.run_program("export").stdout)


class Budgets(Scenario):
    """Calls cost what the catalogue says of gpt-4o-mini: $0.15 and $0.60 a million tokens."""

    def lab(self, rules):
        def answer(x):
            asked = json.loads(x.body)
            output = min([self.output] + [asked[name] for name in ("max_tokens", "max_completion_tokens") if name in asked])
            x.reply(200, {**ANSWER, "usage": {"prompt_tokens": 0, "completion_tokens": output, "total_tokens": output}})
        upstream = self.upstream(answer)
        self.output = 100_000  # $0.06
        self.start(shop(self.upstream().url) + f'providers: [{{id: lab, kind: openai, base_url: "{upstream.url}/v1"}}]\n' + rules)
        return upstream

    def chat(self, **more):
        return self.ask("POST", "/v1/chat/completions", {"model": "lab/gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}], **more})

    def alerts(self):
        return [(a["percent"], a["partition"]) for a in reversed(self.admin("GET", "/alerts").json["items"])]

    def test_marks_are_told_in_headers_alerts_and_the_live_feed(self):
        self.lab(budget(0.1, warn_at="[50, 80, 100]"))
        quiet = self.chat()
        self.assertEqual(quiet.status, 200)
        self.assertNotIn("x-gatehouse-limit-warning", quiet.headers)
        told = self.chat()
        self.assertTrue(told.headers["x-gatehouse-limit-warning"].startswith('"usd";used=60;at=50'), told.headers)
        refused = self.chat()  # both together have cost $0.12
        self.assertEqual((refused.status, refused.json["error"]["code"]), (429, "insufficient_quota"))
        self.assertEqual(refused.headers["x-should-retry"], "false")
        eventually(lambda: self.alerts() == [(50, "core"), (80, "core"), (100, "core")], "the alerts")
        self.terminate()
        self.serve()
        self.assertEqual(self.chat().status, 429)  # what was spent is spent
        self.assertEqual(self.alerts(), [(50, "core"), (80, "core"), (100, "core")])  # and told once

    def test_a_budget_may_only_warn(self):
        self.lab(budget(0.1, warn_at="[100]", action="warn"))
        self.assertEqual([self.chat().status for _ in range(4)], [200] * 4)
        eventually(lambda: self.alerts() == [(100, "core")], "the alert")
        used = self.admin("GET", "/limits/usd/counters").json["items"][0]["used"]
        self.assertEqual(used, 240_000_000)

    def test_the_output_limit_is_lowered_to_what_is_left(self):
        upstream = self.lab(budget(0.01, clamp="true"))
        self.output = 1000
        free = self.chat(max_tokens=1000)
        self.assertEqual((free.status, json.loads(upstream.requests[-1].body)["max_tokens"]), (200, 1000))
        self.assertNotIn("x-gatehouse-output-limit", free.headers)
        lowered = self.chat(max_tokens=1_000_000)
        self.assertEqual(lowered.status, 200)
        limit = int(lowered.headers["x-gatehouse-output-limit"])
        self.assertEqual(json.loads(upstream.requests[-1].body)["max_tokens"], limit)
        left = 10_000_000 - 600_000  # nano-dollars
        self.assertLessEqual(limit * 600, left)
        self.assertGreater((limit + 100) * 600, left)
        silent = self.chat()  # the model's own maximum, 16,384 tokens, is more than what is left
        self.assertEqual(silent.status, 200)
        sent = json.loads(upstream.requests[-1].body)
        self.assertEqual(sent["max_completion_tokens"], int(silent.headers["x-gatehouse-output-limit"]))

    def test_what_is_left_never_goes_below_nothing(self):
        self.lab(budget(0.01, clamp="true"))  # every answer is as long as it may be
        statuses = [self.chat(max_tokens=5000).status for _ in range(6)]
        self.assertEqual(statuses, [200] * 4 + [429] * 2)
        self.assertLessEqual(self.admin("GET", "/limits/usd/counters").json["items"][0]["used"], 10_000_000)


if __name__ == "__main__":
    unittest.main()
