# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages that are rare and legal, or nearly so: each is understood in one way only, by the caller, the gateway and the upstream."""
import socket
import threading
import unittest

from support import KEY, PATIENCE, Scenario, read_head, read_to_end, read_until, shop

AUTH = f"Host: gateway\r\nAuthorization: Bearer {KEY}\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
ALL = '[{methods: [GET, HEAD, POST, PUT, DELETE, OPTIONS], path: "/*"}]'


def request(line, more="", body=""):
    return f"{line} HTTP/1.1\r\n{AUTH}{more}\r\n{body}".encode()


def field(head, name):
    """The values of a field, in order."""
    lines = head.decode("latin1").split("\r\n")[1:]
    return [line.partition(":")[2].strip() for line in lines if line.lower().startswith(name.lower() + ":")]


class OddMessages(Scenario):
    def through(self, serve, *flags, **api):
        self.listener = self.raw_upstream(serve)
        self.start(shop(self.listener.url, routes=ALL, **api), *flags)
        return self.open_socket()

    def answering(self, answer=OK):
        """An upstream that keeps every head and answers `answer`, or answer(head)."""
        self.heads = []

        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                self.heads.append(head)
                lengths = field(head, "content-length")
                if lengths:
                    while len(rest) < int(lengths[0]):
                        rest += upstream.recv(65536)
                    rest = rest[int(lengths[0]):]
                elif field(head, "transfer-encoding"):
                    _, rest = read_until(upstream, b"0\r\n\r\n", rest)
                upstream.sendall(answer(head) if callable(answer) else answer)

        return serve

    # Fields that speak of the connection

    def test_connection_may_name_nothing_that_the_message_needs(self):
        client = self.through(self.answering())
        named = "Connection: Host, Authorization, Content-Length, Transfer-Encoding, Via, Forwarded, X-Forwarded-For, X-Forwarded-Host, X-Own\r\n"
        client.sendall(request("POST /orders/1", named + "X-Own: 1\r\nContent-Length: 4\r\n", "body") + request("GET /orders/2"))
        for _ in range(2):
            head, rest = read_head(client)
            self.assertTrue(head.startswith(b"HTTP/1.1 200 "), head)
            while len(rest) < 2:
                rest += client.recv(2 - len(rest))
            self.assertEqual(rest, b"ok")
        first = self.heads[0]
        self.assertEqual((field(first, "content-length"), field(first, "x-own"), field(first, "authorization")), (["4"], [], []))
        for name in ("host", "via", "forwarded", "x-forwarded-for", "x-forwarded-host"):
            self.assertEqual(len(field(first, name)), 1, name)
        self.assertEqual(field(first, "x-forwarded-for"), ["127.0.0.1"])
        self.assertTrue(self.heads[1].startswith(b"GET /2 HTTP/1.1\r\n"), self.heads)

    def test_no_protocol_gets_a_tunnel_that_speaks_http_itself(self):
        client = self.through(self.answering())
        for upgrade in ("h2c", "H2C", "HTTP/2.0", "TLS/1.0", "h2c, websocket", "websocket, h2c", "websocket\r\nUpgrade: h2c", "h2c\r\nUpgrade: websocket"):
            client.sendall(request("GET /orders/1", f"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: {upgrade}\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"))
            head, rest = read_head(client)
            self.assertTrue(head.startswith(b"HTTP/1.1 200 "), (upgrade, head))
            read_until(client, b"ok", rest)
            for name in ("upgrade", "connection", "http2-settings"):
                self.assertEqual(field(self.heads[-1], name), [], upgrade)

    def test_an_upgrade_to_something_else_than_was_asked_is_502(self):
        asked = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
        client = self.through(self.answering(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"))
        client.sendall(request("GET /orders/1", asked))
        self.assertTrue(read_head(client)[0].startswith(b"HTTP/1.1 502 "))

    def test_what_came_behind_a_refused_upgrade_is_the_next_request(self):
        client = self.through(self.answering(lambda head: b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\n\r\nno" if field(head, "upgrade") else OK))
        client.sendall(request("GET /orders/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\n") + request("GET /orders/next", "Connection: close\r\n"))
        answers = read_to_end(client)
        self.assertEqual([line for line in answers.split(b"\r\n") if b"HTTP/1.1 " in line], [b"HTTP/1.1 426 Upgrade Required", b"noHTTP/1.1 200 OK"])
        self.assertTrue(self.heads[1].startswith(b"GET /next "), self.heads)

    # Bodies where one may not look for them

    def test_a_get_may_have_a_body_and_it_is_not_the_next_request(self):
        client = self.through(self.answering())
        hidden = "GET /orders/hidden HTTP/1.1\r\nHost: g\r\n\r\n"
        client.sendall(request("GET /orders/1", f"Content-Length: {len(hidden)}\r\n", hidden)
                       + request("DELETE /orders/2", "Transfer-Encoding: chunked\r\n", f"{len(hidden):x}\r\n{hidden}\r\n0\r\n\r\n")
                       + request("GET /orders/3", "Connection: close\r\n"))
        self.assertEqual(read_to_end(client).count(b"HTTP/1.1 200 OK\r\n"), 3)
        self.assertEqual([head.split(b" ")[1] for head in self.heads], [b"/1", b"/2", b"/3"])

    def test_lengths_that_were_not_told_are_not_made_up(self):
        answers = {b"/chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"/none": b"HTTP/1.1 200 OK\r\n\r\n",
                   b"/length": b"HTTP/1.1 200 OK\r\nContent-Length: 57\r\n\r\n", b"/304": b"HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
                   b"/304-length": b"HTTP/1.1 304 Not Modified\r\nContent-Length: 57\r\n\r\n", b"/204": b"HTTP/1.1 204 No Content\r\n\r\n"}
        client = self.through(self.answering(lambda head: answers[head.split(b" ")[1]]))
        for method, path, told in (("HEAD", "chunks", []), ("HEAD", "none", []), ("HEAD", "length", ["57"]), ("GET", "304", []), ("GET", "304-length", ["57"]),
                                   ("HEAD", "304", []), ("GET", "204", []), ("HEAD", "204", [])):
            client.sendall(request(f"{method} /orders/{path}"))
            head, rest = read_head(client)
            self.assertEqual((field(head, "content-length"), field(head, "transfer-encoding"), rest), (told, [], b""), (method, path))
            self.assertEqual(field(head, "connection"), [], "the connection goes on")

    def test_100_continue_is_said_only_to_whom_it_helps(self):
        client = self.through(self.answering())
        # No body, no wait; an old client knows no 100; a body that is here already needs none.
        client.sendall(request("GET /orders/1", "Expect: 100-continue\r\n"))
        head, rest = read_head(client)
        self.assertTrue(head.startswith(b"HTTP/1.1 200 "), head)
        read_until(client, b"ok", rest)
        old = self.raw(f"POST /orders/1 HTTP/1.0\r\n{AUTH}Expect: 100-continue\r\nContent-Length: 4\r\n\r\nbody".encode())
        self.assertTrue(old.startswith(b"HTTP/1.1 200 "), old)
        for head in self.heads:
            self.assertEqual(field(head, "expect"), [])

    def test_an_asterisk_and_other_targets_without_a_path_reach_no_upstream(self):
        client = self.through(self.answering())
        for line, statuses in (("OPTIONS *", (200, 204, 404)), ("CONNECT gateway:80", (405, 501))):
            answer = self.raw(request(line, "Connection: close\r\n"))
            self.assertIn(int(answer[9:12]), statuses, (line, answer))
        self.assertEqual(self.heads, [])
        client.sendall(request("GET http://gateway?q=1"))
        self.assertTrue(read_head(client)[0].startswith(b"HTTP/1.1 404 "))

    # Answers that nobody waits for

    def test_what_comes_on_a_connection_at_rest_ends_it(self):
        answered, ended = threading.Semaphore(0), threading.Semaphore(0)

        def serve(upstream):
            read_head(upstream)
            upstream.sendall(OK)
            answered.acquire(timeout=PATIENCE)
            upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            self.assertEqual(read_to_end(upstream), b"")
            ended.release()

        client = self.through(serve, "--threads", "1")
        for number in range(5):
            client.sendall(request(f"GET /orders/{number}"))
            head, rest = read_head(client)
            while len(rest) < 2:
                rest += client.recv(65536)
            self.assertEqual((head[9:12], rest), (b"200", b"ok"))
            answered.release()
            self.assertTrue(ended.acquire(timeout=PATIENCE))
        self.assertEqual(len(self.listener.connections), 5)

    # Times

    def test_silence_is_not_multiplied_by_retries(self):
        asked = []

        def serve(upstream):
            head, _ = read_head(upstream)
            asked.append(head.split(b" ")[1])
            read_to_end(upstream)

        upstream = self.raw_upstream(serve)
        self.start(shop(upstream.url, routes=ALL, upstream='{targets: [{url: "%s"}], retries: 3, timeout: 500ms}' % upstream.url))
        for method in ("GET", "PUT", "DELETE"):
            self.assertEqual(self.ask(method, f"/orders/{method}").status, 504)
        self.assertEqual(asked, [b"/GET", b"/PUT", b"/DELETE"])

    # Ends

    def test_a_body_without_a_length_is_whole_where_it_ends_in_order(self):
        def serve(upstream):
            read_head(upstream)
            upstream.sendall(b"HTTP/1.1 200 OK\r\n\r\nhello")
            upstream.shutdown(socket.SHUT_WR)
            read_to_end(upstream)

        client = self.through(serve)
        client.sendall(request("GET /orders/1"))
        head, rest = read_head(client)
        self.assertEqual(field(head, "transfer-encoding"), ["chunked"])
        self.assertEqual(read_until(client, b"0\r\n\r\n", rest)[0], b"5\r\nhello\r\n0\r\n\r\n")
        old = self.raw(f"GET /orders/1 HTTP/1.0\r\n{AUTH}\r\n".encode())
        self.assertTrue(old.endswith(b"\r\n\r\nhello"), old)

    def test_trailers_of_an_answer_end_at_the_gateway(self):
        client = self.through(self.answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\nContent-Length: 4\r\n\r\n"))
        for _ in range(2):
            client.sendall(request("GET /orders/1"))
            head, rest = read_head(client)
            self.assertEqual(field(head, "trailer"), [])
            self.assertEqual(read_until(client, b"0\r\n\r\n", rest), (b"5\r\nhello\r\n0\r\n\r\n", b""))


if __name__ == "__main__":
    unittest.main()
