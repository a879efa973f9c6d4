# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits: what callers are told, what survives a kill and an edit, how many of many callers pass."""
import math
import re
import threading
import time
import unittest

from support import KEY, Scenario, eventually, shop

SANDBOX = "providers: [{id: sandbox, kind: sandbox, settings: {pace: 1ms, first_token: 1ms}}]\n"


def limits(*rules):
    return "limits:\n" + "".join(f"  - {rule}\n" for rule in rules)


def quota(name, limit, unit="requests", per="month"):
    return (f"{{id: {name}, partition: [application], unit: {unit}, "
            f"promise: {{kind: calendar, limit: {limit}, per: {per}}}}}")


class Limits(Scenario):
    def chat(self, **more):
        return self.ask("POST", "/v1/chat/completions",
                        {"model": "sandbox/chat", "messages": [{"role": "user", "content": "hello"}], **more})

    def used(self, rule):
        return sum(counter["used"] for counter in self.admin("GET", f"/limits/{rule}/counters").json["items"])

    def test_whoever_waits_as_long_as_he_was_told_gets_through(self):
        self.start(shop(self.upstream().url) +
                   limits("{id: rpm, partition: [application], promise: {kind: average, limit: 120, per: 1m, burst: 2}}"))
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(3)], [200, 200, 429])
        refused = self.ask("GET", "/orders/1")
        self.assertEqual(refused.status, 429)
        self.assertEqual(refused.headers["Content-Type"], "application/problem+json")
        self.assertEqual(refused.json["violated-policies"], ["rpm"])
        self.assertTrue(refused.headers["RateLimit-Policy"].startswith('"rpm";q=120;w=60'))
        millis = int(refused.headers["retry-after-ms"])
        self.assertLessEqual(millis, 500)
        self.assertEqual(int(refused.headers["Retry-After"]), max(1, math.ceil(millis / 1000)))
        time.sleep(millis / 1000)  # the wait itself is what is tested
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_a_spent_quota_says_that_a_retry_is_of_no_use(self):
        self.start(shop(self.upstream().url) + SANDBOX + limits(quota("month", 1)))
        self.assertEqual(self.chat().status, 200)
        refused = self.chat()
        self.assertEqual(refused.status, 429)
        self.assertEqual(refused.json["error"]["code"], "insufficient_quota")
        self.assertEqual(refused.headers["x-should-retry"], "false")
        record = eventually(lambda: [r for r in self.admin("GET", "/traffic?status=429").json["items"]], "the record")[0]
        self.assertEqual(record["refused_by"], "own_rule")
        self.assertEqual(record["limits"][0]["rule"], "month")
        self.assertEqual(record["limits"][0]["verdict"], "refused")

    def test_tokens_are_charged_as_reported(self):
        self.start(shop(self.upstream().url) + SANDBOX + limits(quota("tokens", 100000, "tokens")))
        total = 0
        for stream in (False, True):
            body = self.chat(stream=stream, stream_options={"include_usage": True}) if stream else self.chat()
            total += int(re.findall(rb'"total_tokens":\s*(\d+)', body.body)[-1])
            self.assertEqual(self.used("tokens"), total)

    def test_counts_survive_a_kill_a_restart_and_an_edit(self):
        text = shop(self.upstream().url)
        self.start(text + limits(quota("month", 5)))
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(2)], [200, 200])
        self.kill()
        self.serve()
        self.assertEqual(self.used("month"), 2)
        self.apply(text + limits(quota("month", 3)))
        self.assertEqual([self.ask("GET", "/orders/1").status for _ in range(2)], [200, 429])
        self.terminate()
        self.serve()
        self.assertEqual(self.ask("GET", "/orders/1").status, 429)
        self.assertEqual(self.admin("POST", "/limits/month/reset").status, 204)
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_a_kill_under_load_loses_no_answered_call(self):
        self.start(shop(self.upstream().url) + limits(quota("month", 1000000)))
        answered = 0
        for wanted in (200, 500):
            count = [0] * 4

            def call(index):
                try:
                    while self.ask("GET", "/orders/1").status == 200:
                        count[index] += 1
                except Exception:
                    pass  # An answer that broke off was none.

            callers = [threading.Thread(target=call, args=(i,)) for i in range(4)]
            for caller in callers:
                caller.start()
            eventually(lambda: sum(count) >= wanted, "the load")
            self.kill()
            for caller in callers:
                caller.join()
            answered += sum(count)
            self.serve()
            used = self.used("month")
            self.assertGreaterEqual(used, answered)
            self.assertLessEqual(used, answered + 4 * 2)
            answered = used

    def test_many_callers_get_exactly_the_limit(self):
        self.start(shop(self.upstream().url) + limits(quota("month", 50)))
        statuses = []

        def call():
            connection = self.connect()
            for _ in range(20):
                connection.request("GET", "/orders/1", headers={"Authorization": f"Bearer {KEY}"})
                answer = connection.getresponse()
                answer.read()
                statuses.append(answer.status)
            connection.close()

        callers = [threading.Thread(target=call) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        self.assertEqual(statuses.count(200), 50)
        self.assertEqual(statuses.count(429), 110)

    def test_an_unknown_time_zone_is_an_error_of_the_file(self):
        rule = "{id: q, promise: {kind: calendar, limit: 1, per: day, time_zone: Mars/Olympus}}"
        failed = self.apply(shop(self.upstream().url) + limits(rule), code=1)
        self.assertIn("Mars/Olympus", failed.stderr)


if __name__ == "__main__":
    unittest.main()
