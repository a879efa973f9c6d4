# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that are slow, greedy or rude: each is cut by its deadline or bound, memory stays flat, a good client is served meanwhile."""
import os
import re
import resource
import socket
import struct
import threading
import unittest

from support import KEY, PATIENCE, Scenario, eventually, read_head, read_to_end, read_until, shop

AUTH = f"Host: g\r\nAuthorization: Bearer {KEY}\r\n"
GET = f"GET /orders/1 HTTP/1.1\r\n{AUTH}\r\n".encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
CROWD = 2000  # idle connections, and as many half-sent heads
MIB = 1 << 20
MEMORY_FACTOR = int(os.environ.get("MEMORY_FACTOR", "1"))  # of a program that was built with a sanitizer


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def send_without_end(connection, piece):
    """Sends until the gateway has had enough; returns what it answered."""
    try:
        while True:
            connection.sendall(piece)
    except (ConnectionError, TimeoutError):
        pass
    return read_to_end(connection)


class RudeClients(Scenario):
    def serve_requests(self, upstream):
        rest = b""
        while True:
            head, rest = read_head(upstream, rest)
            if b"transfer-encoding: chunked" in head.lower() or b"content-length: " in head.lower():
                self.uploads.append(rest)
                try:
                    while b"0\r\n\r\n" not in self.uploads[-1]:
                        piece = upstream.recv(65536)
                        if not piece:
                            break
                        self.uploads[-1] += piece
                finally:
                    self.ended.release()
                return
            if b" /huge " in head:
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (1 << 30))
                try:
                    while self.written < 1 << 30:
                        self.written += upstream.send(b"x" * 65536)
                finally:
                    self.ended.release()
                return
            if b" /wait " in head:
                self.waiting.release()
                read_to_end(upstream)
                return
            if b" /half " in head:
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                read_to_end(upstream)
                return
            if b" /ws " in head:
                upstream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
                read_to_end(upstream)
                return
            upstream.sendall(OK)

    def begin(self, times="", limits=""):
        self.uploads, self.written = [], 0
        self.ended, self.waiting = threading.Semaphore(0), threading.Semaphore(0)
        section = f"gateway:\n  times: {{{times}}}\n  limits: {{{limits}}}\n"
        self.start(shop(self.raw_upstream(self.serve_requests).url, extra=section))

    def figure(self, name):
        token = (self.workspace / "admin.token").read_text().strip()
        text = self.ask("GET", "/metrics", key=token, url=self.admin_url).body.decode()
        return float(re.search(rf"(?m)^gatehouse_{name} (\S+)", text).group(1))

    def memory(self):
        """Resident bytes of the gateway."""
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+) kB", status.read()).group(1)) * 1024 // MEMORY_FACTOR

    def good(self):
        self.assertEqual(self.ask("GET", "/orders/1").body, b"good")

    # Slow

    def test_slow_heads_and_bodies_are_cut_by_their_deadlines(self):
        self.begin("head: 300ms, body_gap: 300ms, idle: 300ms")
        head, body, idle, later = (self.open_socket() for _ in range(4))
        head.sendall(b"GET /orders/1 HTTP/1.1\r\nHost: g\r\n")
        body.sendall(f"POST /orders/1 HTTP/1.1\r\n{AUTH}Content-Length: 10\r\n\r\nhalf".encode())
        later.sendall(GET)
        read_until(later, b"good")
        self.assertTrue(read_to_end(head).startswith(b"HTTP/1.1 408 "))
        self.assertTrue(read_to_end(body).startswith(b"HTTP/1.1 408 "))
        self.assertEqual((read_to_end(idle), read_to_end(later)), (b"", b""))
        self.assertTrue(self.ended.acquire(timeout=PATIENCE))
        self.assertEqual(self.uploads, [b"half"])
        self.good()

    def test_a_head_that_drips_is_cut_in_time_all_the_same(self):
        self.begin("head: 300ms")
        client = self.open_socket()
        stop = threading.Event()

        def drip():
            try:
                client.sendall(b"GET /orders/1 HTTP/1.1\r\nX: ")
                while not stop.wait(0.02):
                    client.sendall(b"y")
            except OSError:
                pass

        thread = threading.Thread(target=drip)
        thread.start()
        self.assertTrue(read_to_end(client).startswith(b"HTTP/1.1 408 "))
        stop.set()
        thread.join()

    # Greedy

    def test_what_has_no_end_is_bounded_on_the_way(self):
        self.begin()
        before = self.memory()
        post = f"POST /orders/1 HTTP/1.1\r\n{AUTH}Transfer-Encoding: chunked\r\n\r\n".encode()
        for name, start, piece, statuses in (
                ("a target", b"GET /", b"a" * 1000, (414,)), ("a field", b"GET / HTTP/1.1\r\nX: ", b"a" * 1000, (431,)),
                ("fields", b"GET / HTTP/1.1\r\n", b"X: y\r\n" * 100, (431,)), ("empty lines", b"", b"\r\n" * 500, (400, 408, 431)),
                ("a chunk extension", post + b"1;", b"name=value;" * 100, (400, 413)),
                ("small chunk extensions", post, b"1;" + b"x" * 500 + b"\r\nh\r\n", (400, 413)),
                ("a chunk size", post, b"0" * 1000, (400, 413)),
                ("a trailer", post + b"5\r\nhello\r\n0\r\nX: ", b"a" * 1000, (400, 413, 431)),
                ("trailers", post + b"5\r\nhello\r\n0\r\n", b"X: y\r\n" * 100, (400, 413, 431))):
            with self.subTest(name):
                client = self.open_socket()
                client.sendall(start)
                answer = send_without_end(client, piece)
                self.assertIn(answer[:13], [b"HTTP/1.1 %d " % status for status in statuses])
                self.good()
        eventually(lambda: self.figure("exchanges_active") == 0, "no exchange in flight")
        for upload in self.uploads:
            self.assertFalse(upload.endswith(b"0\r\n\r\n"), upload[-100:])
        self.assertLess(self.memory() - before, 32 * MIB)

    def test_a_reader_that_never_reads_is_cut_and_costs_no_memory(self):
        self.begin("write_stall: 500ms")
        self.good()
        before = self.memory()
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", int(self.gateway.rpartition(":")[2])))
        self.addCleanup(client.close)
        client.sendall(f"GET /orders/huge HTTP/1.1\r\n{AUTH}\r\n".encode())
        eventually(lambda: self.written > 0, "the answer")
        most = 0
        while not self.ended.acquire(timeout=0.01):
            most = max(most, self.memory() - before)
            self.good()
        self.assertLess(self.written, 64 * MIB)  # What the buffers of the sockets take.
        self.assertLess(most, 16 * MIB)
        eventually(lambda: self.figure("connections") == 0, "its end")

    # Rude

    def test_a_reset_in_every_state_leaves_nothing_behind(self):
        self.begin()
        get = f"GET /orders/%s HTTP/1.1\r\n{AUTH}\r\n"
        post = f"POST /orders/1 HTTP/1.1\r\n{AUTH}Content-Length: 10\r\n\r\nhalf".encode()
        upgrade = f"GET /orders/ws HTTP/1.1\r\n{AUTH}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n".encode()
        for name, data, awaited in (("connected", b"", None), ("in the head", GET[:20], None), ("after the head", get % "wait", "wait"),
                                    ("in the body", post, None), ("in the answer", get % "half", b"half"), ("never reading", get % "huge", None),
                                    ("after an answer", GET, b"good"), ("in a second head", GET + GET[:20], b"good"),
                                    ("pipelined", GET * 20, None), ("in a tunnel", upgrade, b"\r\n\r\n")):
            for leave in (reset, socket.socket.close, lambda c: c.shutdown(socket.SHUT_WR)):
                with self.subTest(name):
                    client = self.open_socket()
                    client.sendall(data if isinstance(data, bytes) else data.encode())
                    if awaited == "wait":
                        self.assertTrue(self.waiting.acquire(timeout=PATIENCE))
                    elif awaited:
                        read_until(client, awaited)
                    leave(client)
                    if name == "never reading" and leave not in (reset, socket.socket.close):
                        client.close()  # It may read on, by the rules, for as long as it likes.
        self.good()
        eventually(lambda: self.figure("exchanges_active") == 0, "no exchange in flight")
        eventually(lambda: self.figure("connections") == 0, "no connection")

    def test_a_crowd_that_says_nothing_harms_nobody(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        self.begin("head: 300s, idle: 300s")
        kept = self.open_socket()

        def asks():
            kept.sendall(GET)
            read_until(kept, b"good")

        asks()
        before = self.memory()
        port = int(self.gateway.rpartition(":")[2])
        crowd = []
        self.addCleanup(lambda: [c.close() for c in crowd])
        for number in range(2 * CROWD):
            client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            crowd.append(client)
            if number % 2:
                client.sendall(GET[:-2])
        eventually(lambda: self.figure("connections") == len(crowd) + 1, "the crowd")
        for _ in range(200):
            asks()
            self.good()
        self.assertLess((self.memory() - before) / len(crowd), 24 * 1024, "bytes a connection")
        for client in crowd[1::20]:
            client.sendall(b"\r\n")
            read_until(client, b"good")  # It was only slow.
        for client in crowd:
            client.close()
        eventually(lambda: self.figure("connections") == 1, "their end")
        asks()


if __name__ == "__main__":
    unittest.main()
