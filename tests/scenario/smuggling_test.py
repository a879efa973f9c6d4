# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages that two readers could take for different ones: refused and the connection closed, and what goes on is written anew."""
import unittest

from support import KEY, Scenario, read_head, read_to_end, shop

KEYED = f"Authorization: Bearer {KEY}\r\n"
HEAD = f"Host: gateway\r\n{KEYED}"
HIDDEN = f"GET /orders/hidden HTTP/1.1\r\n{HEAD}\r\n"

POST, GET = "POST /orders/1 HTTP/1.1", "GET /orders/1 HTTP/1.1"
BAD_LENGTHS = ["", "-0", "1e1", "٤", "-1", "+4", "4 4", "4, 4", "4,5", "0x4", "4.0", "４", "18446744073709551616", "18446744073709551620",
               "99999999999999999999999", "4\t5", "4;", "four", "--4", "4\x0b", "\x0c4"]
BAD_CODINGS = ["gzip, chunked", "chunked, chunked", "chunked, identity", "identity", "xchunked", "chunked;q=1", "\"chunked\"", "chunked,", ",chunked",
               "chunked\x0b", "\x0bchunked", "cow", "", "chunked identity", "Chunked\x00", "chunke", "chunked\\", "chunked,gzip", "\xffchunked", "deflate", "trailers"]
BAD_CHUNKS = ["-1\r\nx\r\n0\r\n\r\n", "+1\r\nx\r\n0\r\n\r\n", "0x1\r\nx\r\n0\r\n\r\n", "g\r\nx\r\n0\r\n\r\n", "1\nx\n0\n\n", "1\r\nxy\r\n0\r\n\r\n", "1\r\nx\n0\r\n\r\n",
              "1 \x00\r\nx\r\n0\r\n\r\n", "1;a\nb\r\nx\r\n0\r\n\r\n", "1;a\rb\r\nx\r\n0\r\n\r\n", "10000000000000000\r\nx", "ffffffffffffffff1\r\nx", "\r\nx\r\n0\r\n\r\n",
              "1\rx\r\n0\r\n\r\n", " 1\r\nx\r\n0\r\n\r\n", "1\r\nx0\r\n\r\n", "0\r\nBad Name: x\r\n\r\n", "0\r\nX: a\r\n b\r\n\r\n", "0\r\n\rX: y\r\n\r\n"]
BAD_FIELDS = ["X-Space : a", " X-Fold: a", "X-Fold: a\r\n b", "X-Fold: a\r\n\tb", "X-Nul: a\x00b", "X-Cr: a\rb", "X\x00: a", ": a", "no colon", "X(Y): a", "X\x7fY: a",
              "X-Ctl: a\x01b", "X\xe9: a", "Transfer-Encoding : chunked", "Content-Length : 4", "\x0bContent-Length: 4", "X: a\r\n\r X: b"]
BAD_STARTS = ["GET  /orders/1 HTTP/1.1", "GET /orders/1  HTTP/1.1", "GET /orders/1 HTTP/1.1 ", " GET /orders/1 HTTP/1.1", "GET\t/orders/1\tHTTP/1.1", "GET /orders/1",
              "GET /orders/1 HTTP/1.11", "GET /orders/1 http/1.1", "GET /orders/1 HTTP/11", "GET /orders/\x00 HTTP/1.1", "GET /orders/\xe9 HTTP/1.1", "GET orders/1 HTTP/1.1",
              "GET * HTTP/1.1", "G(T /orders/1 HTTP/1.1", "GET /orders/1#part HTTP/1.1", "GET ftp://gateway/orders/1 HTTP/1.1", "GET http:///orders/1 HTTP/1.1",
              "GET http://a@gateway/orders/1 HTTP/1.1"]
BAD_HOSTS = ["", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host: \r\n", "Host: a b\r\n", "Host: a, b\r\n", "Host: a/b\r\n", "Host: u@a\r\n", "Host: a:b\r\n",
             "Host: a:99999\r\n", "Host : a\r\n", "Host: [::1\r\n", "Host: a\x00\r\n"]


def corpus():
    """(what, whole message) of rule 1 and rule 2."""
    for value in BAD_LENGTHS:
        yield f"Content-Length: {value!r}", f"{POST}\r\n{HEAD}Content-Length: {value}\r\n\r\nabcd"
    for value in BAD_CODINGS:
        yield f"Transfer-Encoding: {value!r}", f"{POST}\r\n{HEAD}Transfer-Encoding: {value}\r\n\r\n0\r\n\r\n"
    for body in BAD_CHUNKS:
        yield f"chunk {body!r}", f"{POST}\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\n{body}"
    for field in BAD_FIELDS:
        yield f"field {field!r}", f"{GET}\r\n{HEAD}{field}\r\n\r\n"
    for start in BAD_STARTS:
        yield f"start {start!r}", f"{start}\r\n{HEAD}\r\n"
    for host in BAD_HOSTS:
        yield f"host {host!r}", f"{GET}\r\n{host}{KEYED}\r\n"
    both = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"
    yield "both framings", f"{POST}\r\n{HEAD}{both}\r\n0\r\n\r\n"
    yield "both framings, turned", f"{POST}\r\n{HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
    yield "two lengths", f"{POST}\r\n{HEAD}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"
    yield "two equal lengths", f"{POST}\r\n{HEAD}Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"
    yield "two codings", f"{POST}\r\n{HEAD}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    yield "a hidden coding", f"{POST}\r\n{HEAD}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    for end in ("\n", "\r"):
        whole = f"{GET}\r\n{HEAD}X: a\r\n\r\n"
        for place, number in (("first line", 1), ("field", 2), ("last field", 4), ("end", 5)):
            parts = whole.split("\r\n")
            yield f"{end!r} ends the {place}", "\r\n".join(parts[:number]) + end + "\r\n".join(parts[number:])
    yield "only line feeds", f"{GET}\r\n{HEAD}\r\n".replace("\r\n", "\n")
    yield "a target and two Hosts", f"GET http://gateway/orders/1 HTTP/1.1\r\nHost: gateway\r\nHost: gateway\r\n{KEYED}\r\n"
    yield "a target and no Host", f"GET http://gateway/orders/1 HTTP/1.1\r\n{KEYED}\r\n"
    yield "a length and a coding in one", f"{POST}\r\n{HEAD}Content-Length: 4, Transfer-Encoding: chunked\r\n\r\nabcd"
    yield "chunks from an old client", f"POST /orders/1 HTTP/1.0\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    yield "a first line in the fields' place", f"{GET}\r\n X: a\r\n{HEAD}\r\n"


class Smuggling(Scenario):
    def start_over(self, upstream):
        self.start(shop(upstream.url, access="key", routes='[{methods: [GET, POST, HEAD, PUT, DELETE, OPTIONS], path: "/*"}]'))

    def test_what_could_be_read_twice_is_refused_and_the_connection_closed(self):
        reached = []

        def serve(upstream):
            head, _ = read_head(upstream)
            reached.append(head)
            read_to_end(upstream)

        self.start_over(self.raw_upstream(serve))
        wrong = []
        for what, message in corpus():
            before = len(reached)
            connection = self.open_socket()
            connection.sendall(message.encode("latin1", "replace") + HIDDEN.encode())
            answer = read_to_end(connection)  # It ends: the connection was closed.
            connection.close()
            if not answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 ", b"HTTP/1.1 505 ")) or answer.count(b"HTTP/1.1 ") != 1:
                wrong.append((what, answer[:80]))
            if any(b"hidden" in head for head in reached[before:]):
                wrong.append((what, "the hidden request got through"))
        self.assertEqual(wrong, [])
        # Only a body that turned bad while it was on its way may have reached the upstream, and then only its head.
        for head in reached:
            self.assertIn(b"\r\nTransfer-Encoding: chunked\r\n", head)

    def test_a_forwarded_request_is_written_anew(self):
        heads = []

        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                heads.append(head.decode("latin1"))
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: timeout=5\r\nX-Private: 1\r\nConnection: X-Private\r\nProxy-Authenticate: x\r\n\r\n")

        upstream = self.raw_upstream(serve)
        self.start_over(upstream)
        sent = (f"GET http://named.example/orders/1?q HTTP/1.1\r\nHost: other.example\r\n{KEYED}Connection: close, X-Hop, Content-Length\r\nX-Hop: gone\r\n"
                "Keep-Alive: 5\r\nProxy-Connection: keep-alive\r\nTE: trailers\r\nTrailer: x\r\nUpgrade: h2c\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\n"
                "X-Forwarded-Host: evil\r\nX-Kept:  two words \r\nCookie: a=b\r\nContent_Length: 5\r\nTransfer_Encoding: chunked\r\n\r\n")
        answer = self.raw(sent.encode())
        head = heads[0].lower()
        lines = head.split("\r\n")
        self.assertEqual(lines[0], "get /1?q http/1.1")
        self.assertEqual([line for line in lines if line.startswith("host:")], ["host: " + upstream.url.removeprefix("http://")])
        for name in ("x-hop", "keep-alive", "proxy-connection", "te", "trailer", "upgrade", "content_length", "transfer_encoding", "content-length", "transfer-encoding",
                     "authorization"):
            self.assertFalse(any(line.startswith(name + ":") for line in lines), (name, lines))
        self.assertNotIn("6.6.6.6", head)
        self.assertNotIn("evil", head)
        self.assertIn("x-kept: two words", lines)
        self.assertIn("cookie: a=b", lines)
        self.assertTrue(any(line.startswith("via: 1.1 ") for line in lines), lines)
        self.assertIn("x-forwarded-for: 127.0.0.1", lines)
        self.assertIn("x-forwarded-host: named.example", lines)
        told = answer.lower()
        for name in (b"keep-alive", b"x-private", b"proxy-authenticate"):
            self.assertNotIn(b"\r\n" + name + b":", told)

    def test_bad_answers_are_502_and_their_connection_is_not_used_again(self):
        answers = [b"HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", b"HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n",
                   b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", b"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551620\r\n\r\nabcd",
                   b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"HTTP/1.1 200 OK\r\nX : a\r\nContent-Length: 0\r\n\r\n",
                   b"HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 0\r\n\r\n",
                   b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"]
        turn = iter(answers)

        def serve(upstream):
            rest = b""
            while True:
                _, rest = read_head(upstream, rest)
                upstream.sendall(next(turn))

        upstream = self.raw_upstream(serve)
        self.start_over(upstream)
        for number, sent in enumerate(answers):
            self.assertEqual(self.ask("POST", "/orders/1").status, 502, sent)
            self.assertEqual(len(upstream.connections), number + 1, sent)

    def test_surplus_bytes_end_an_upstream_connection(self):
        poison = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"

        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                if head.startswith(b"HEAD"):
                    upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 57\r\n\r\n" + poison)
                elif b"/304 " in head:
                    upstream.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" + poison)
                elif b"/204 " in head:
                    upstream.sendall(b"HTTP/1.1 204 No Content\r\n\r\n" + poison)
                elif b"/surplus " in head:
                    upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + poison)
                else:
                    upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood")

        self.start_over(self.raw_upstream(serve))
        for method, path, status in (("HEAD", "/1", 200), ("GET", "/304", 304), ("GET", "/204", 204), ("GET", "/surplus", 200)):
            self.assertEqual(self.ask(method, "/orders" + path).status, status, path)
            self.assertEqual(self.ask("GET", "/orders/good").body, b"good", (method, path))

    def test_what_is_safe_is_taken(self):
        def serve(upstream):
            rest = b""
            while True:
                head, rest = read_head(upstream, rest)
                if b"chunked" in head:
                    while b"0\r\n\r\n" not in rest:
                        rest += upstream.recv(65536)
                    rest = b""
                upstream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        self.start_over(self.raw_upstream(serve))
        for message in (f"\r\n{GET}\r\n{HEAD}\r\n", f"{GET}\r\n{HEAD}X-Empty:\r\n\r\n", f"{GET}\r\n{HEAD}X-High: caf\xe9\r\n\r\n",
                        f"{POST}\r\n{HEAD}Transfer-Encoding: CHUNKED\r\n\r\n1;a=b;c=\"d\"\r\nx\r\n00\r\nX-Trailer: a\r\n\r\n", f"OPTIONS /orders/1 HTTP/1.1\r\n{HEAD}\r\n",
                        f"{POST}\r\n{HEAD}Content-Length: 0\r\n\r\n"):
            connection = self.open_socket()
            connection.sendall(message.encode("latin1"))
            head, _ = read_head(connection)
            self.assertTrue(head.startswith(b"HTTP/1.1 200 "), (message, head))


if __name__ == "__main__":
    unittest.main()
