# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits, crashes and the end while requests are under way: none fails for an edit, none is lost that was acknowledged."""
import http.client
import signal
import threading
import unittest

from support import KEY, PATIENCE, Scenario, eventually, read_head, read_to_end, read_until, shop

EDITS = 200


class Storm(Scenario):
    def load(self, callers, path="/orders/1"):
        """Starts callers on kept connections; returns the answers so far, the failures, and what ends them."""
        stop, answers, failures = threading.Event(), [], []

        def call():
            connection = self.connect()
            try:
                while not stop.is_set():
                    connection.request("GET", path, headers={"Authorization": f"Bearer {KEY}"})
                    answer = connection.getresponse()
                    body = answer.read()
                    answers.append(answer.status)
                    if answer.status != 200 or not body or answer.getheader("Connection", "").lower() == "close":
                        failures.append((answer.status, body[:200], answer.getheader("Connection")))
            except (OSError, http.client.HTTPException) as error:
                failures.append(repr(error))
            finally:
                connection.close()

        threads = [threading.Thread(target=call) for _ in range(callers)]
        for thread in threads:
            thread.start()

        def end():
            stop.set()
            for thread in threads:
                thread.join()

        self.addCleanup(end)
        return answers, failures, end

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
        self.assertEqual(failures, [])
        self.assertGreater(len(answers), 100)
        self.assertEqual(self.admin("GET", "/apis/orders").json["name"], f"Orders {EDITS - 1}")

    def test_new_sockets_under_load_fail_no_request(self):
        self.start(shop(self.upstream().url))
        answers, failures, end = self.load(4)
        settings = self.admin("GET", "/gateway")
        for threads in (1, 2, 1, 2):
            before = len(answers)
            changed = self.admin("PUT", "/gateway", {**settings.json, "times": {**settings.json["times"], "idle": f"{60 + threads}s"}, "threads": threads},
                                 If_Match=settings.headers["ETag"])
            self.assertEqual(changed.status, 200, changed)
            settings = self.admin("GET", "/gateway")
            eventually(lambda: len(answers) > before + 20 or failures, "more requests")
        end()
        # The old workers drain: an answer may say that its connection ends, but every request has its answer.
        self.assertEqual([f for f in failures if not (isinstance(f, tuple) and f[0] == 200)], [])

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
