# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits, crashes and the end while requests are under way: none fails for an edit, none is lost that was acknowledged."""
import http.client
import re
import signal
import threading
import unittest

from support import KEY, PATIENCE, Scenario, eventually, read_head, read_to_end, read_until, shop

EDITS = 200


class Storm(Scenario):
    def load(self, kept, fresh=0, path="/orders/1"):
        """Starts callers, `kept` of them on one connection for as long as the gateway keeps it, `fresh` on a new one a request. Returns
        the answers so far, what failed, and what ends them; each one's `closed` counts connections that an answer announced the end of."""
        stop, answers, failures = threading.Event(), [], []

        def call(keeps):
            connection = None
            while not stop.is_set():
                try:
                    if connection is None:
                        connection = self.connect()
                    connection.request("GET", path, headers={"Authorization": f"Bearer {KEY}"})
                    answer = connection.getresponse()
                    body = answer.read()
                    answers.append(answer.status)
                    ends = answer.getheader("Connection", "").lower() == "close"
                    if answer.status != 200 or not body:
                        failures.append((answer.status, body[:200], answer.getheader("Connection")))
                    end.closed += keeps and ends
                except (OSError, http.client.HTTPException) as error:
                    failures.append(f"{'kept' if keeps else 'new'}: {error!r}")
                    ends = True
                if not keeps or ends:
                    connection.close()
                    connection = None
            if connection:
                connection.close()

        threads = [threading.Thread(target=call, args=(n < kept,)) for n in range(kept + fresh)]

        def end():
            stop.set()
            for thread in threads:
                thread.join()

        end.closed = 0
        for thread in threads:
            thread.start()
        self.addCleanup(end)
        return answers, failures, end

    def named_upstream(self, name):
        """Answers with its name, quickly."""
        def serve(connection):
            rest = b""
            while True:
                _, rest = read_head(connection, rest)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(name), name.encode()))

        return self.raw_upstream(serve)

    def test_a_thousand_edits_fail_no_request_and_leave_no_old_state(self):
        names = ("one", "two", "three")
        targets = [self.named_upstream(name).url for name in names]
        self.start(shop(targets[0]), "--threads", "2")
        answers, failures, end = self.load(3, 2)
        probe = None
        api, section = self.admin("GET", "/apis/orders"), self.admin("GET", "/gateway")
        self.assertEqual(section.status, 200)
        for number in range(1000):
            if number % 20 == 19:
                turn = number // 20
                body = {**section.json, "limits": {**section.json["limits"], "body": (1000, 10)[turn % 2]}}
                section = self.admin("PUT", "/gateway", body, If_Match=section.headers["ETag"])
                self.assertEqual(section.status, 200, section)
                section = self.admin("GET", "/gateway")
                self.assertEqual(self.ask("POST", "/orders/1", b"x" * 500).status, (200, 413)[turn % 2])
            else:
                body = {**api.json, "upstream": {"targets": [{"url": targets[number % 3]}]}}
                api = self.admin("PUT", "/apis/orders", body, If_Match=api.headers["ETag"])
                self.assertEqual(api.status, 200, api)
                if probe is None:
                    probe = self.connect()
                probe.request("GET", "/orders/1", headers={"Authorization": f"Bearer {KEY}"})
                answer = probe.getresponse()
                self.assertEqual((answer.status, answer.read().decode()), (200, names[number % 3]), number)
                if answer.getheader("Connection", "").lower() == "close":
                    probe.close()
                    probe = None
        if probe:
            probe.close()
        end()
        self.assertEqual(failures, [])
        self.assertGreater(len(answers), 500)
        self.assertEqual(end.closed, 0)  # None of these edits needs new sockets.

    def test_new_sockets_under_load_fail_no_request(self):
        self.apply(shop(self.named_upstream("up").url) + 'gateway:\n  listen: ["127.0.0.1:0"]\n  admin: ["127.0.0.1:0"]\n  threads: 2\n')
        self.server, line = self.spawn()
        self.gateway, self.admin_url = re.findall(r"http://\S+", line)
        answers, failures, end = self.load(3, 5)
        section = self.admin("GET", "/gateway")
        port = self.gateway.rpartition(":")[2]
        for number in range(60):
            listen = [("127.0.0.1", "0.0.0.0")[number // 4 % 2] + ":" + port] + (["127.0.0.1:0"] if number % 5 == 4 else [])
            body = {**section.json, "listen": listen, "threads": 1 + number % 3, "times": {**section.json["times"], "idle": f"{60 + number % 7}s"}}
            changed = self.admin("PUT", "/gateway", body, If_Match=section.headers["ETag"])
            self.assertEqual(changed.status, 200, changed)
            section = self.admin("GET", "/gateway")
            before = len(answers)
            eventually(lambda: len(answers) > before + 5 or failures, "more requests")
        end()
        self.assertEqual(failures, [])
        self.assertGreater(end.closed, 0)  # The old workers did tell their callers.

    def test_two_hundred_edits_under_load_fail_no_request(self):
        one, two = self.upstream(), self.upstream()
        self.start(shop(one.url))
        answers, failures, end = self.load(6)
        eventually(lambda: len(answers) > 50, "requests")
        api = self.admin("GET", "/apis/orders")
        for number in range(EDITS):
            target = (one, two)[number % 2].url
            body = {**api.json, "name": f"Orders {number}", "upstream": {"targets": [{"url": target}]}}
            api = self.admin("PUT", "/apis/orders", body, If_Match=api.headers["ETag"])
            self.assertEqual(api.status, 200, api)
            if number % 10 == 0:
                made = self.admin("POST", "/apis", {"id": f"more-{number}", "kind": "rest", "base_path": f"/more-{number}", "state": "published", "access": "open",
                                                    "upstream": {"targets": [{"url": target}]}})
                self.assertEqual(made.status, 201, made)
                self.assertEqual(self.ask("GET", f"/more-{number}/x", key=None).status, 200)
                self.assertEqual(self.admin("DELETE", f"/apis/more-{number}").status, 204)
                self.assertEqual(self.ask("GET", f"/more-{number}/x", key=None).status, 404)
        end()
        self.assertEqual((failures, end.closed), ([], 0))
        self.assertGreater(len(answers), 100)
        self.assertEqual(self.admin("GET", "/apis/orders").json["name"], f"Orders {EDITS - 1}")

    def test_what_was_acknowledged_survives_a_kill_under_load(self):
        upstream = self.upstream()
        self.start(shop(upstream.url))
        for round_ in range(3):
            answers, _, end = self.load(2)
            done = []

            def edit(writer):
                number = 0
                while True:
                    base = f"/r{round_}-{writer}-{number}"
                    number += 1
                    try:
                        made = self.admin("POST", "/apis", {"id": base[1:], "kind": "rest", "base_path": base, "state": "published", "access": "open",
                                                            "upstream": {"targets": [{"url": upstream.url}]}})
                    except (OSError, http.client.HTTPException):
                        return  # Broken off by the kill: no acknowledgement.
                    self.assertEqual(made.status, 201, made)
                    done.append(base)

            writers = [threading.Thread(target=edit, args=(n,)) for n in range(3)]
            for writer in writers:
                writer.start()
            eventually(lambda: len(done) >= 25 and len(answers) > 20, "edits")
            self.kill()
            for writer in writers:
                writer.join()
            end()
            self.serve()
            for base in done:
                self.assertEqual(self.ask("GET", base + "/x", key=None).status, 200, base)
            self.assertEqual(self.ask("GET", "/orders/1").status, 200)
            self.assertEqual(self.run_program("check", self.write(self.run_program("export").stdout), workspace=False).returncode, 0)

    def test_a_stream_under_way_ends_whole_after_sigterm(self):
        go_on = threading.Event()

        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n")
            go_on.wait(PATIENCE)
            upstream.sendall(b"9\r\ndata: 2\n\n\r\n0\r\n\r\n")
            read_to_end(upstream)

        self.start(shop(self.raw_upstream(serve).url))
        idle, client = self.open_socket(), self.open_socket()
        client.sendall(f"GET /orders/1 HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer {KEY}\r\n\r\n".encode())
        _, rest = read_until(client, b"data: 1\n\n\r\n")
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(read_to_end(idle), b"")  # The sign that draining has begun.

        def refused():
            try:
                self.connect().connect()
            except ConnectionRefusedError:
                return True

        eventually(refused, "the port closed")
        self.assertIsNone(self.server.poll())
        go_on.set()
        self.assertEqual(rest + read_to_end(client), b"9\r\ndata: 2\n\n\r\n0\r\n\r\n")
        self.assertEqual(self.server.wait(timeout=PATIENCE), 0)


if __name__ == "__main__":
    unittest.main()
