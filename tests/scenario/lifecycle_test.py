# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, a second start, status, and an end that loses no exchange."""
import threading
import time
import unittest

from support import KEY, Scenario, eventually, read_to_end, shop


class Lifecycle(Scenario):
    def test_a_new_folder_becomes_a_workspace(self):
        self.serve()
        self.assertEqual(self.ask("GET", "/healthz", key=None).status, 200)
        self.assertTrue((self.workspace / "gatehouse.db").is_file())
        self.assertEqual((self.workspace / "admin.token").stat().st_mode & 0o777, 0o600)

    def test_a_taken_port_ends_the_second_start(self):
        self.start(shop(self.upstream().url))
        taken = self.gateway.removeprefix("http://")
        self.workspace = self.folder / "second"
        second, line = self.spawn("--listen", taken, "--admin", "127.0.0.1:0")
        self.assertEqual((second.wait(timeout=60), line), (1, ""))
        self.assertIn(taken.split(":")[1], self.log())

    def test_a_workspace_is_served_once(self):
        self.start(shop(self.upstream().url))
        second, line = self.spawn("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0")
        self.assertEqual((second.wait(timeout=60), line), (1, ""))
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

    def test_the_end_waits_for_the_last_exchange(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def slow(handler):
            release.wait()
            handler.reply(200, {"done": True})

        upstream = self.upstream(slow)
        self.start(shop(upstream.url))
        idle = self.open_socket()
        answers = []
        caller = threading.Thread(target=lambda: answers.append(self.ask("GET", "/orders/1")))
        caller.start()
        eventually(lambda: upstream.requests, "the request")
        self.server.terminate()
        self.assertEqual(read_to_end(idle), b"")
        self.assertIsNone(self.server.poll())
        release.set()
        caller.join()
        self.assertEqual(answers[0].json, {"done": True})
        self.assertEqual(self.server.wait(timeout=60), 0)

    def test_the_end_waits_no_longer_than_drain(self):
        release = threading.Event()
        self.addCleanup(release.set)
        upstream = self.upstream(lambda handler: release.wait())
        self.start(shop(upstream.url, extra="gateway:\n  times: {drain: 300ms}\n"))
        connection = self.open_socket()
        connection.sendall(f"GET /orders/1 HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer {KEY}\r\n\r\n".encode())
        eventually(lambda: upstream.requests, "the request")
        start = time.monotonic()
        self.terminate()
        self.assertLess(time.monotonic() - start, 10)

    def test_status_of_a_served_workspace(self):
        self.start(shop(self.upstream().url))
        self.assertIn(self.gateway, self.run_program("status").stdout)

    def test_a_caller_who_hangs_up_ends_the_upstream_call(self):
        gone = threading.Event()

        def endless(handler):
            handler.send_response(200)
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            try:
                while True:
                    handler.wfile.write(b"5\r\ndrip \r\n")
                    time.sleep(0.005)
            except OSError:
                gone.set()

        self.start(shop(self.upstream(endless).url))
        connection = self.open_socket()
        connection.sendall(f"GET /orders/1 HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer {KEY}\r\n\r\n".encode())
        self.assertTrue(connection.recv(64))
        connection.close()
        self.assertTrue(gone.wait(20))

    def test_edits_under_load_fail_no_request(self):
        upstream = self.upstream()
        text = shop(upstream.url)
        self.start(text)
        stop, statuses = threading.Event(), []

        def call():
            connection = self.connect()
            while not stop.is_set():
                connection.request("GET", "/orders/1", headers={"Authorization": f"Bearer {KEY}"})
                answer = connection.getresponse()
                answer.read()
                statuses.append(answer.status)
            connection.close()

        callers = [threading.Thread(target=call) for _ in range(4)]
        for caller in callers:
            caller.start()
        for number in range(20):
            extra = f"  - {{id: more{number}, kind: rest, base_path: /more{number}, state: published, access: open, upstream: {{targets: [{{url: \"{upstream.url}\"}}]}}, routes: [{{methods: [GET], path: \"/*\"}}]}}\n"
            self.apply(text + extra)
            self.assertEqual(self.ask("GET", f"/more{number}/x", key=None).status, 200)
        stop.set()
        for caller in callers:
            caller.join()
        self.assertGreater(len(statuses), 20)
        self.assertEqual(set(statuses), {200})


if __name__ == "__main__":
    unittest.main()
