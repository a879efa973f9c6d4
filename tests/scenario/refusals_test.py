# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gateway itself refuses or cannot do, and how it says so."""
import socket
import threading
import unittest

from support import KEY, Scenario, read_to_end, shop, unused_port

HEAD = f"Host: gateway\r\nAuthorization: Bearer {KEY}\r\n"
SMALL = "gateway:\n  limits: {body: 64KiB, head: 8KiB}\n"


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else answer


class Refusals(Scenario):
    def test_a_body_too_large_is_413(self):
        self.start(shop(self.upstream().url, extra=SMALL))
        self.assertEqual(self.ask("POST", "/orders/1", body=b"x" * 65536).status, 200)
        answer = self.raw(f"POST /orders/1 HTTP/1.1\r\n{HEAD}Content-Length: 65537\r\n\r\n".encode())
        self.assertEqual(status_of(answer), 413)
        chunked = "".join(f"4000\r\n{'x' * 0x4000}\r\n" for _ in range(5))
        connection = self.open_socket()
        connection.sendall(f"POST /orders/1 HTTP/1.1\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode())
        try:
            connection.sendall(chunked.encode())
        except (BrokenPipeError, ConnectionResetError):
            pass  # It may have closed before all was sent.
        self.assertEqual(status_of(read_to_end(connection)), 413)

    def test_a_head_too_large_is_431(self):
        self.start(shop(self.upstream().url, extra=SMALL))
        answer = self.raw(f"GET /orders/1 HTTP/1.1\r\n{HEAD}X-Big: {'x' * 9000}\r\n\r\n".encode())
        self.assertEqual(status_of(answer), 431)

    def test_messages_that_two_parsers_could_read_differently_are_400_and_end_the_connection(self):
        upstream = self.upstream()
        self.start(shop(upstream.url))
        for text in (f"GET /orders/1 HTTP/1.1\r\n{HEAD}Host: other\r\n\r\n",
                     f"POST /orders/1 HTTP/1.1\r\n{HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     f"POST /orders/1 HTTP/1.1\r\n{HEAD}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                     f"POST /orders/1 HTTP/1.1\r\n{HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                     f"GET /orders/1 HTTP/1.1\r\n{HEAD}X-Folded: a\r\n b\r\n\r\n",
                     "GET /orders/1 HTTP/1.1\r\n\r\n", "NONSENSE\r\n\r\n"):
            self.assertIn(status_of(self.raw(text.encode())), (400, 501), text)
        self.assertEqual(upstream.requests, [])

    def test_an_upstream_that_is_down_is_502(self):
        self.start(shop(f"http://127.0.0.1:{unused_port()}"))
        answer = self.ask("GET", "/orders/1")
        self.assertEqual(answer.status, 502)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")

    def test_an_upstream_that_says_nothing_is_504(self):
        release = threading.Event()
        self.addCleanup(release.set)
        upstream = self.upstream(lambda handler: release.wait())
        self.start(shop(None, upstream=f'{{targets: [{{url: "{upstream.url}"}}], timeout: 300ms}}'))
        self.assertEqual(self.ask("GET", "/orders/1").status, 504)

    def test_an_upstream_that_breaks_off_is_502(self):
        def break_off(handler):
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
        self.start(shop(self.upstream(break_off).url))
        self.assertEqual(self.ask("POST", "/orders/1", body="x").status, 502)

    def test_what_the_upstream_refuses_goes_through_as_it_is(self):
        self.start(shop(self.upstream(lambda handler: handler.reply(422, {"why": "because"}, X_Mine="yes")).url))
        answer = self.ask("GET", "/orders/1")
        self.assertEqual((answer.status, answer.json, answer.headers["X-Mine"]), (422, {"why": "because"}, "yes"))

    def test_health_needs_no_key(self):
        self.start(shop(self.upstream().url))
        self.assertEqual(self.ask("GET", "/healthz", key=None).status, 200)
        self.assertEqual(self.ask("GET", "/readyz", key=None).status, 200)


if __name__ == "__main__":
    unittest.main()
