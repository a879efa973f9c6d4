# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way out to providers: proxies by settings and environment, and Google's access tokens."""
import base64
import json
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse

from support import Scenario, read_head, unused_port

CHAT = "/v1/chat/completions"
ANSWER = {"id": "c", "object": "chat.completion", "created": 1, "model": "m",
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello."}, "finish_reason": "stop"}]}
GEMINI = {"candidates": [{"content": {"role": "model", "parts": [{"text": "Hello."}]}, "finishReason": "STOP"}],
          "usageMetadata": {"promptTokenCount": 3, "candidatesTokenCount": 2, "totalTokenCount": 5}}


def file(url, kind="openai", more="", gateway="", secret="env:PROVIDER_KEY"):
    """A workspace with one provider `up`; one worker, since each keeps connections and tokens of its own."""
    return f"""gatehouse: 1
gateway: {{threads: 1{gateway}}}
providers:
  - {{id: up, kind: {kind}, base_url: "{url}", keys: [{{id: main, secret: "{secret}"}}]{more}}}
applications: [{{id: shop, keys: [{{id: k1, secret: "env:SHOP_KEY"}}]}}]
"""


class Outbound(Scenario):
    def setUp(self):
        super().setUp()
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            self.environment.pop(name, None)
            self.environment.pop(name.upper(), None)
        self.environment["PROVIDER_KEY"] = "sk-provider"

    def chat(self, model="up/m"):
        return self.ask("POST", CHAT, {"model": model, "messages": [{"role": "user", "content": "Hi"}]})

    def proxy(self, upstream, status=200):
        """Leads every CONNECT to this upstream; `asked` are the heads it got."""
        asked = []
        port = int(upstream.url.rsplit(":", 1)[1])

        def serve(connection):
            head, rest = read_head(connection)
            asked.append(head.decode())
            connection.sendall(b"HTTP/1.1 %d Whatever\r\nVia: test\r\n\r\n" % status)
            if status != 200:
                return
            with socket.create_connection(("127.0.0.1", port)) as onward:
                if rest:
                    onward.sendall(rest)
                back = threading.Thread(target=pump, args=(onward, connection), daemon=True)
                back.start()
                pump(connection, onward)
                back.join()
        server = self.raw_upstream(serve)
        server.asked = asked
        return server

    # Proxies

    def test_the_environment_names_the_proxy(self):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            with self.subTest(name):
                self.kill()
                proxy = self.proxy(self.upstream(lambda handler: handler.reply(200, ANSWER)))
                self.environment[name] = proxy.url
                self.start(file("http://provider.example/v1"))
                self.assertEqual([self.chat().status, self.chat().status], [200, 200])
                del self.environment[name]
                self.assertEqual(len(proxy.asked), 1, "the connection is kept")
                self.assertTrue(proxy.asked[0].startswith("CONNECT provider.example:80 HTTP/1.1\r\nHost: provider.example:80\r\n"), proxy.asked)

    def test_loopback_and_no_proxy_are_reached_directly(self):
        direct = self.upstream(lambda handler: handler.reply(200, ANSWER))
        self.environment["ALL_PROXY"] = f"http://127.0.0.1:{unused_port()}"
        self.start(file(direct.url + "/v1"))
        self.assertEqual(self.chat().status, 200)
        self.kill()
        proxy = self.proxy(direct)
        self.environment["ALL_PROXY"] = proxy.url
        self.environment["NO_PROXY"] = "other.example, .provider.example"
        self.start(file("http://api.provider.example/v1", gateway=', times: {connect: 500ms}'))
        self.assertIn(self.chat().status, (502, 504))  # a name that nobody has
        self.assertEqual(proxy.asked, [])

    def test_settings_win_and_are_read_anew(self):
        upstream = self.upstream(lambda handler: handler.reply(200, ANSWER))
        one, two, three = (self.proxy(upstream) for _ in range(3))
        self.environment["ALL_PROXY"] = f"http://127.0.0.1:{unused_port()}"
        at = "http://provider.example/v1"
        self.start(file(at, gateway=f', proxy: "{one.url}"'))
        self.assertEqual(self.chat().status, 200)
        self.apply(file(at, gateway=f', proxy: "{two.url}"'))
        self.assertEqual(self.chat().status, 200)
        user = three.url.replace("http://", "http://user:pass%40word@")
        self.apply(file(at, gateway=f', proxy: "{two.url}"', more=f', proxy: "{user}"'))
        self.assertEqual(self.chat().status, 200)
        self.assertEqual([len(proxy.asked) for proxy in (one, two, three)], [1, 1, 1])
        self.assertIn("Proxy-Authorization: Basic " + base64.b64encode(b"user:pass@word").decode(), three.asked[0])
        self.assertNotIn("pass%40word", self.log())

    def test_the_test_of_a_provider_goes_the_same_way(self):
        proxy = self.proxy(self.upstream(lambda handler: handler.reply(200, {"data": [{"id": "small"}]})))
        self.serve()
        told = self.admin("POST", "/providers/test", {"id": "mine", "kind": "openai", "base_url": "http://provider.example/v1", "proxy": proxy.url,
                                                      "keys": [{"id": "k", "secret": "sk-provider-0123456789"}]})
        self.assertEqual((told.json["ok"], told.json["models"]), (True, ["small"]), told)
        self.assertEqual(len(proxy.asked), 1)

    def test_a_proxy_that_refuses_is_told(self):
        refusing = self.proxy(self.upstream(), status=407)
        self.start(file("http://provider.example/v1", more=f', proxy: "{refusing.url}"'))
        got = self.chat()
        self.assertEqual(got.status, 502)
        self.assertIn("refused with status 407", got.json["error"]["message"])

    def test_what_is_no_proxy_is_refused(self):
        for value, line in (("ftp://x:1", "must be none or begin with http://"), ("http://x:1/path", "may not hold a path")):
            done = self.run_program("check", self.write(file("http://provider.example/v1", more=f', proxy: "{value}"')), code=1, workspace=False)
            self.assertIn(line, done.stderr)

    # Vertex

    def account(self, token_url):
        key = subprocess.run(["openssl", "genrsa", "2048"], capture_output=True, text=True, check=True).stdout
        self.write(key, "account.pem")
        self.write(json.dumps({"type": "service_account", "client_email": "gate@project.example", "private_key_id": "k-1",
                               "private_key": key, "token_uri": token_url}, indent=2), "account.json")
        return f"file:{self.folder}/account.json"

    def tokens(self, lifetime=3600, status=200):
        """A token endpoint: token-1, token-2, ..."""
        def serve(handler):
            if status != 200:
                handler.reply(status, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."})
            else:
                handler.reply(200, {"access_token": f"token-{len(server.requests)}", "expires_in": lifetime, "token_type": "Bearer"})
        server = self.upstream(serve)
        return server

    def test_a_service_account_is_traded_for_a_token_once(self):
        endpoint = self.tokens()
        used = []
        vertex = self.upstream(lambda handler: (used.append(handler.headers["Authorization"]), handler.reply(200, GEMINI)))
        self.start(file(vertex.url, "vertex", secret=self.account(endpoint.url + "/token")))
        for _ in range(3):
            self.assertEqual(self.chat("up/gemini-2.5-flash").status, 200)
        self.assertEqual(len(endpoint.requests), 1)
        self.assertEqual(used, ["Bearer token-1"] * 3)
        self.assertEqual(vertex.requests[0].path, "/publishers/google/models/gemini-2.5-flash:generateContent")
        form = urllib.parse.parse_qs(endpoint.requests[0].body.decode())
        self.assertEqual(form["grant_type"], ["urn:ietf:params:oauth:grant-type:jwt-bearer"])
        head, claims, signature = form["assertion"][0].split(".")
        self.assertEqual(json.loads(plain(head)), {"alg": "RS256", "typ": "JWT", "kid": "k-1"})
        told = json.loads(plain(claims))
        self.assertEqual((told["iss"], told["aud"], told["scope"]),
                         ("gate@project.example", endpoint.url + "/token", "https://www.googleapis.com/auth/cloud-platform"))
        self.assertEqual(told["exp"] - told["iat"], 3600)
        self.assertLess(abs(told["iat"] - time.time()), 60)
        (self.folder / "signature").write_bytes(plain(signature))
        self.write(f"{head}.{claims}", "message")
        subprocess.run(["openssl", "rsa", "-in", "account.pem", "-pubout", "-out", "public.pem"], cwd=self.folder, check=True, capture_output=True)
        subprocess.run(["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"],
                       cwd=self.folder, check=True, capture_output=True)

    def test_a_token_is_replaced_before_and_after_it_expires(self):
        endpoint = self.tokens(lifetime=1)
        vertex = self.upstream(lambda handler: handler.reply(200, GEMINI))
        self.start(file(vertex.url, "vertex", secret=self.account(endpoint.url)))
        calls = 0
        while len(endpoint.requests) < 3:
            self.assertEqual(self.chat("up/m").status, 200)
            calls += 1
        self.assertGreater(calls, 3)

    def test_a_revoked_token_is_fetched_anew(self):
        endpoint = self.tokens()
        vertex = self.upstream(lambda handler: handler.reply(401 if handler.headers["Authorization"] == "Bearer token-1" else 200, GEMINI))
        self.start(file(vertex.url, "vertex", secret=self.account(endpoint.url)))
        self.assertEqual([self.chat("up/m").status for _ in range(2)], [200, 200])
        self.assertEqual(len(endpoint.requests), 2)

    def test_an_account_that_is_refused_is_told(self):
        endpoint = self.tokens(status=400)
        self.start(file("http://127.0.0.1:1", "vertex", secret=self.account(endpoint.url)))
        got = self.chat("up/m")
        self.assertEqual(got.status, 502)
        self.assertIn("Invalid JWT Signature", got.json["error"]["message"])

    def test_tokens_and_keys_of_ones_own_go_as_they_are(self):
        vertex = self.upstream(lambda handler: handler.reply(200, GEMINI))
        for secret, field, value in (("ya29.a-token", "Authorization", "Bearer ya29.a-token"), ("AIzaSyKey", "x-goog-api-key", "AIzaSyKey")):
            with self.subTest(secret):
                self.kill()
                self.environment["PROVIDER_KEY"] = secret
                self.start(file(vertex.url, "vertex"))
                self.assertEqual(self.chat("up/m").status, 200)
                self.assertEqual(vertex.requests[-1].headers[field], value)


def plain(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # One side has hung up; the other one sees it.


if __name__ == "__main__":
    unittest.main()
