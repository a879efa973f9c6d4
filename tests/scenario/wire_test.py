# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes through the gateway: upgrades, 100-continue, pipelining, HEAD, chunks both ways, HTTP/1.0, and ends that can be told apart."""
import socket
import struct
import threading
import unittest

from support import KEY, PATIENCE, Scenario, eventually, read_head, read_to_end, read_until, shop

AUTH = f"Host: gateway\r\nAuthorization: Bearer {KEY}\r\n"
UPGRADE = f"{AUTH}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def request(line, more="", body=""):
    return f"{line} HTTP/1.1\r\n{AUTH}{more}\r\n{body}".encode()


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Wire(Scenario):
    def through(self, serve, **api):
        """Starts the gateway before `serve` and returns a connection to it."""
        upstream = self.raw_upstream(serve)
        self.start(shop(upstream.url, **api))
        return self.open_socket()

    # Upgrades

    def test_an_upgrade_becomes_a_tunnel_both_ways(self):
        seen = {}
        texts = (b"abc", b"\x00\xff\r\n\r\nGET / HTTP/1.1", b"z" * 4000)

        def serve(upstream):
            seen["head"], rest = read_head(upstream)
            upstream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: a\r\n\r\n\x81\x05early")
            _, rest = read_until(upstream, b"\x00first", rest)
            for text in texts:
                while len(rest) < len(text):  # What was sent in two may come in one, and the other way round.
                    rest += upstream.recv(65536)
                upstream.sendall(rest[:len(text)][::-1])
                rest = rest[len(text):]
            seen["end"] = read_to_end(upstream)
            upstream.sendall(b"\x88\x00")

        client = self.through(serve)
        client.sendall(request("GET /orders/ws", UPGRADE.removeprefix(AUTH)))
        head, rest = read_head(client)
        self.assertTrue(head.startswith(b"HTTP/1.1 101 "), head)
        self.assertIn(b"\r\nupgrade: websocket\r\n", head.lower())
        self.assertIn(b"\r\nSec-WebSocket-Accept: a\r\n", head)
        self.assertNotIn(b"transfer-encoding", head.lower())
        read_until(client, b"\x81\x05early", rest)
        client.sendall(b"\x00first")
        for text in texts:
            client.sendall(text)
            read_until(client, text[::-1])
        client.shutdown(socket.SHUT_WR)
        self.assertEqual(read_to_end(client), b"\x88\x00")
        self.assertIn(b"GET /ws HTTP/1.1\r\n", seen["head"])
        self.assertIn(b"\r\nupgrade: websocket\r\n", seen["head"].lower())
        self.assertNotIn(KEY.encode(), seen["head"])
        self.assertEqual(seen["end"], b"")

    def test_a_tunnel_ends_with_its_caller(self):
        gone = threading.Event()

        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
            read_to_end(upstream)
            gone.set()

        client = self.through(serve)
        client.sendall(request("GET /orders/ws", UPGRADE.removeprefix(AUTH)))
        read_head(client)
        reset(client)
        self.assertTrue(gone.wait(PATIENCE))

    def test_an_upgrade_that_the_upstream_refuses_is_an_answer(self):
        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno")

        client = self.through(serve)
        client.sendall(request("GET /orders/ws", UPGRADE.removeprefix(AUTH)))
        head, rest = read_head(client)
        self.assertTrue(head.startswith(b"HTTP/1.1 426 "), head)
        read_until(client, b"no", rest)

    def test_a_101_that_nobody_asked_for_is_502(self):
        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nHTTP/1.1 200 OK\r\n")

        client = self.through(serve)
        client.sendall(request("GET /orders/1"))
        self.assertTrue(read_head(client)[0].startswith(b"HTTP/1.1 502 "))

    # Requests

    def test_100_continue_comes_before_the_body_and_not_before_a_refusal(self):
        bodies = []

        def serve(upstream):
            _, rest = read_head(upstream)
            bodies.append(read_until(upstream, b"hello", rest)[0])
            upstream.sendall(OK)

        client = self.through(serve)
        client.sendall(request("POST /orders/1", "Expect: 100-continue\r\nContent-Length: 5\r\n"))
        head, rest = read_head(client)
        self.assertEqual((head.split(b"\r\n")[0], rest, bodies), (b"HTTP/1.1 100 Continue", b"", []))
        client.sendall(b"hello")
        self.assertTrue(read_head(client)[0].startswith(b"HTTP/1.1 200 "))
        refused = self.raw(b"POST /orders/1 HTTP/1.1\r\nHost: g\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
        self.assertTrue(refused.startswith(b"HTTP/1.1 401 "), refused)

    def test_pipelined_requests_are_answered_in_order(self):
        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                path = head.split(b" ")[1]
                if b"content-length" in head.lower():
                    body, rest = read_until(upstream, b"body", rest)
                    path += b"+" + body
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(path), path))

        client = self.through(serve)
        paths = [f"/{n}" for n in range(20)]
        sent = b"".join(request(f"POST /orders{p}", "Content-Length: 4\r\n", "body") if n % 3 == 0 else request(f"GET /orders{p}")
                        for n, p in enumerate(paths))
        client.sendall(sent + request("GET /orders/last", "Connection: close\r\n"))
        answers = read_to_end(client).split(b"HTTP/1.1 200 OK\r\n")[1:]
        got = [answer.partition(b"\r\n\r\n")[2].decode() for answer in answers]
        self.assertEqual(got, [p + ("+body" if n % 3 == 0 else "") for n, p in enumerate(paths)] + ["/last"])

    def test_head_has_the_length_and_no_body_and_the_connection_goes_on(self):
        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + (b"" if head.startswith(b"HEAD") else b"hello"))

        client = self.through(serve, routes='[{methods: [GET], path: "/*"}]')
        client.sendall(request("HEAD /orders/1"))
        head, rest = read_head(client)
        self.assertIn(b"\r\nContent-Length: 5\r\n", head)
        client.sendall(request("GET /orders/1", "Connection: close\r\n"))
        head, rest = read_head(client, rest)
        self.assertEqual(rest + read_to_end(client), b"hello")

    def test_a_chunked_body_goes_up_as_it_comes(self):
        seen, more = {}, threading.Event()

        def serve(upstream):
            seen["head"], rest = read_head(upstream)
            _, rest = read_until(upstream, b"3\r\nabc\r\n", rest)
            more.set()
            seen["end"] = read_until(upstream, b"0\r\n\r\n", rest)[0]
            upstream.sendall(OK)

        client = self.through(serve)
        client.sendall(request("POST /orders/1", "Transfer-Encoding: chunked\r\n") + b"3;name=value\r\nabc\r\n")
        self.assertTrue(more.wait(PATIENCE), "the first chunk waits for the second")
        client.sendall(b"00A\r\n0123456789\r\n0\r\nX-Trailer: dropped\r\n\r\n")
        self.assertTrue(read_head(client)[0].startswith(b"HTTP/1.1 200 "))
        self.assertIn(b"\r\ntransfer-encoding: chunked\r\n", seen["head"].lower())
        self.assertNotIn(b"content-length", seen["head"].lower())
        self.assertEqual(seen["end"].lower(), b"a\r\n0123456789\r\n0\r\n\r\n")

    def test_a_chunked_answer_comes_down_as_it_is_made(self):
        more = threading.Event()

        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n")
            more.wait(PATIENCE)
            upstream.sendall(b"6\r\nsecond\r\n0\r\n\r\n")

        client = self.through(serve)
        client.sendall(request("GET /orders/1"))
        head, rest = read_head(client)
        _, rest = read_until(client, b"first\r\n", rest)
        more.set()
        read_until(client, b"6\r\nsecond\r\n0\r\n\r\n", rest)
        self.assertIn(b"\r\nTransfer-Encoding: chunked\r\n", head)

    def test_an_old_client_gets_no_chunks(self):
        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                self.heads.append(head)
                upstream.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" if b"/chunks " in head else OK)

        self.heads = []
        client = self.through(serve)
        client.sendall(f"GET /orders/chunks HTTP/1.0\r\n{AUTH}Connection: keep-alive\r\n\r\n".encode())
        head, _, body = read_to_end(client).partition(b"\r\n\r\n")
        self.assertEqual(body, b"hello")
        self.assertNotIn(b"transfer-encoding", head.lower())
        self.assertIn(b" HTTP/1.1\r\n", self.heads[0])
        kept = self.open_socket()
        for _ in range(2):
            kept.sendall(f"GET /orders/length HTTP/1.0\r\n{AUTH}Connection: keep-alive\r\n\r\n".encode())
            head, rest = read_head(kept)
            self.assertIn(b"\r\nConnection: keep-alive\r\n", head)
            read_until(kept, b"ok", rest)
        once = self.raw(f"GET /orders/length HTTP/1.0\r\n{AUTH}\r\n".encode())
        self.assertTrue(once.endswith(b"\r\n\r\nok"), once)

    def test_an_early_answer_ends_an_upload(self):
        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
            read_to_end(upstream)

        client = self.through(serve)
        client.sendall(request("POST /orders/1", "Content-Length: 1000000\r\n") + b"x" * 1000)
        head, rest = read_head(client)
        self.assertTrue(head.startswith(b"HTTP/1.1 403 "), head)
        read_until(client, b"no", rest)

    # Ends

    def broken(self, answer, old=False):
        """What a client sees of an answer that the upstream breaks off, and whether it ended with a reset."""
        def serve(upstream):
            read_head(upstream)
            upstream.sendall(answer)

        client = self.through(serve)
        client.sendall(request("GET /orders/1", "Connection: close\r\n") if not old else f"GET /orders/1 HTTP/1.0\r\n{AUTH}\r\n".encode())
        data = b""
        try:
            while piece := client.recv(65536):
                data += piece
        except ConnectionResetError:
            return data, True
        return data, False

    def test_a_break_inside_chunks_is_visible(self):
        data, _ = self.broken(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        self.assertNotIn(b"0\r\n\r\n", data)

    def test_a_break_inside_a_length_is_visible(self):
        data, was_reset = self.broken(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
        self.assertTrue(was_reset or len(data.partition(b"\r\n\r\n")[2]) < 10, data)

    def test_a_break_is_visible_to_an_old_client_too(self):
        _, was_reset = self.broken(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", old=True)
        self.assertTrue(was_reset, "a clean end of a body without a length looks whole")

    def test_a_break_before_the_head_ends_is_502(self):
        data, _ = self.broken(b"HTTP/1.1 200 OK\r\nContent-Le")
        self.assertTrue(data.startswith(b"HTTP/1.1 502 "), data)

    def test_a_caller_who_leaves_closes_the_upstream_connection(self):
        gone, waiting = threading.Semaphore(0), threading.Semaphore(0)

        def serve(upstream):
            read_head(upstream)
            waiting.release()
            read_to_end(upstream)  # Ends when the gateway closes.
            gone.release()

        upstream = self.raw_upstream(serve)
        self.start(shop(upstream.url))
        for leave in (socket.socket.close, reset, lambda c: c.shutdown(socket.SHUT_WR)):
            client = self.open_socket()
            client.sendall(request("GET /orders/1"))
            self.assertTrue(waiting.acquire(timeout=PATIENCE))
            leave(client)
            self.assertTrue(gone.acquire(timeout=PATIENCE))
        token = (self.workspace / "admin.token").read_text().strip()
        eventually(lambda: b"gatehouse_exchanges_active 0" in self.ask("GET", "/metrics", key=token, url=self.admin_url).body,
                   "no exchange in flight")

    def test_an_upload_that_breaks_off_never_looks_whole(self):
        seen, there = [], threading.Semaphore(0)

        def serve(upstream):
            head, rest = read_head(upstream)
            there.release()
            data = rest
            try:
                while piece := upstream.recv(65536):
                    data += piece
            except ConnectionResetError:
                pass
            seen.append(data)

        upstream = self.raw_upstream(serve)
        self.start(shop(upstream.url))
        for framing, part in (("Transfer-Encoding: chunked", b"5\r\nhello\r\n"), ("Content-Length: 10", b"hello"),
                              ("Transfer-Encoding: chunked", b"5\r\nhello\r\nnot hex\r\n")):
            client = self.open_socket()
            client.sendall(request("POST /orders/1", framing + "\r\n") + part)
            self.assertTrue(there.acquire(timeout=PATIENCE))
            client.shutdown(socket.SHUT_WR)
            read_to_end(client)
        eventually(lambda: len(seen) == 3, "three ends")
        for data in seen:
            self.assertNotIn(b"0\r\n\r\n", data)
            self.assertLess(len(data), 15)


if __name__ == "__main__":
    unittest.main()
