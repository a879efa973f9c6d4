# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an API changes on the way: targets by weight, the path rewritten, headers of request and answer changed."""
import unittest

from support import KEY, Scenario, shop

ROUTES = """
      - methods: [GET]
        path: "/{id}/lines/{line}"
        rewrite: "/v3/{line}/of/{id}"
        request_headers: {set: {X-Route: "lines", X-Both: "route"}, remove: [X-Unwanted]}
        response_headers: {set: {X-Answer: "from the route"}}
      - {methods: [GET], path: "/files/*", rewrite: "/store/*"}
      - {methods: [GET], path: "/*"}"""
REQUEST_HEADERS = '{set: {X-Both: "api", X-Api: "yes"}, add: {X-More: "added"}, remove: [Cookie]}'
RESPONSE_HEADERS = '{set: {Server: "gatehouse"}, remove: [X-Secret], add: {Cache-Control: "no-store"}}'


class Forwarding(Scenario):
    def changed(self):
        upstream = self.upstream(lambda handler: handler.reply(
            200, {"path": handler.path, "headers": [[k.lower(), v] for k, v in handler.headers.items()]}, X_Secret="1", Cache_Control="private", X_Kept="1"))
        self.start(shop(upstream.url + "/base", routes=ROUTES, request_headers=REQUEST_HEADERS, response_headers=RESPONSE_HEADERS))

    def test_a_route_rewrites_the_path_and_leaves_the_query(self):
        self.changed()
        for asked, seen in (("/17/lines/a%2Fb?x=%20&y", "/base/v3/a%2Fb/of/17?x=%20&y"), ("/files/a/b.txt?", "/base/store/a/b.txt?"),
                            ("/files", "/base/store/"), ("/other/way", "/base/other/way")):
            self.assertIn(self.ask("GET", "/orders" + asked).json["path"], (seen, seen.rstrip("/")), asked)

    def test_headers_are_set_added_and_removed_on_both_ways(self):
        self.changed()
        answer = self.ask("GET", "/orders/17/lines/2", X_Unwanted="1", Cookie="a=b", X_Both="caller", X_More="mine", X_Route="caller", X_Mine="kept")
        sent = answer.json["headers"]
        values = lambda name: sorted(value for key, value in sent if key == name)
        self.assertEqual((values("x-both"), values("x-api"), values("x-route"), values("x-mine")), (["route"], ["yes"], ["lines"], ["kept"]))
        self.assertEqual((values("x-more"), values("cookie"), values("x-unwanted")), (["added", "mine"], [], []))
        self.assertEqual(answer.headers.get_all("X-Answer"), ["from the route"])
        self.assertEqual(answer.headers.get_all("Server"), ["gatehouse"])
        self.assertEqual(sorted(answer.headers.get_all("Cache-Control")), ["no-store", "private"])
        self.assertNotIn("X-Secret", answer.headers)
        self.assertEqual(answer.headers["X-Kept"], "1")
        self.assertNotIn("X-Answer", self.ask("GET", "/orders/other").headers)

    def test_targets_are_called_by_their_weight(self):
        heavy, light, never = self.upstream(), self.upstream(), self.upstream()
        self.start(shop(None, upstream=f'{{targets: [{{url: "{heavy.url}", weight: 3}}, {{url: "{light.url}"}}, {{url: "{never.url}", weight: 0}}]}}'))
        connection = self.connect()
        for _ in range(80):
            connection.request("GET", "/orders/1", headers={"Authorization": f"Bearer {KEY}"})
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, 200)
        connection.close()
        self.assertEqual((len(heavy.requests), len(light.requests), len(never.requests)), (60, 20, 0))

    def test_the_callers_host_is_kept_or_not_and_forwarded_either_way(self):
        for keep in ("true", "false"):
            upstream = self.upstream()
            text = shop(upstream.url, upstream=f'{{targets: [{{url: "{upstream.url}"}}], preserve_host: {keep}}}')
            self.apply(text) if self.server else self.start(text)
            seen = self.ask("GET", "/orders/1", Host="shop.example:81").json["headers"]
            self.assertEqual(seen["host"], "shop.example:81" if keep == "true" else upstream.url.removeprefix("http://"))
            self.assertEqual(seen["x-forwarded-host"], "shop.example:81")

    def test_a_key_in_the_query_is_taken_out_whatever_stands_beside_it(self):
        self.start(shop(self.upstream().url))
        for asked, seen in (("apikey=1&key={}", "apikey=1"), ("key={}", None), ("a=key=2&key={}&b", "a=key=2&b"), ("monkey=&key={}&key=other", "monkey=&key=other")):
            path = self.ask("GET", "/orders/1?" + asked.format(KEY), key=None).json["path"]
            self.assertEqual(path, "/1" + (f"?{seen}" if seen else ""))


if __name__ == "__main__":
    unittest.main()
