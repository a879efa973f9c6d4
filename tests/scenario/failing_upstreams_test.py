# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Upstreams that break off, lie, babble or say nothing: 502, 504 or a visible cut, and the next request gets its own answer."""
import socket
import struct
import threading
import unittest

from support import KEY, PATIENCE, Scenario, read_head, read_to_end, read_until, shop, unused_port

AUTH = f"Host: g\r\nAuthorization: Bearer {KEY}\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


PAUSE = threading.Event()  # Never set.


def headed(fields, body=b"good"):
    return b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n\r\n" + body


def endless(start, piece):
    def write(connection):
        connection.sendall(start)
        while True:
            connection.sendall(piece)
    return write


def bytes_then(data, end=None):
    def write(connection):
        connection.sendall(data)
        if end:
            end(connection)
    return write


def drip(data):
    """One byte after the other, each sooner than any limit on silence, and more of them than the whole time allows."""
    def write(connection):
        for number in range(len(data)):
            connection.sendall(data[number:number + 1])
            if PAUSE.wait(0.02):
                return
        hold(connection)
    return write


def hold(connection):
    """Says nothing more until the gateway hangs up."""
    read_to_end(connection)


# What the upstream does after it has read a request, and what comes of it: a status, or "cut": an answer that is visibly not whole.
FAULTS = {
    "closes at once": (bytes_then(b""), 502),
    "resets at once": (bytes_then(b"", reset), 502),
    "resets in the head": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Le", reset), 502),
    "resets after the head": (bytes_then(LENGTH, reset), "cut"),
    "resets in a body with a length": (bytes_then(LENGTH + b"hello", reset), "cut"),
    "ends in a body with a length": (bytes_then(LENGTH + b"hello"), "cut"),
    "resets in a chunk": (bytes_then(CHUNKED + b"a\r\nhello", reset), "cut"),
    "ends in a chunk": (bytes_then(CHUNKED + b"a\r\nhello"), "cut"),
    "resets before the last chunk": (bytes_then(CHUNKED + b"5\r\nhello\r\n", reset), "cut"),
    "ends before the last chunk": (bytes_then(CHUNKED + b"5\r\nhello\r\n"), "cut"),
    "ends in the last chunk": (bytes_then(CHUNKED + b"5\r\nhello\r\n0\r\n"), "cut"),
    "resets a body without a length": (bytes_then(b"HTTP/1.1 200 OK\r\n\r\nhello", reset), "cut"),
    "says nothing": (hold, 504),
    "stops in the head": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Le", hold), 504),
    "stops in the body": (bytes_then(LENGTH + b"hello", hold), "cut"),
    "stops in a chunk": (bytes_then(CHUNKED + b"a\r\nhello", hold), "cut"),
    "two lengths": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ngood!"), 502),
    "a negative length": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\ngood"), 502),
    "a length that overflows": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551620\r\n\r\ngood"), 502),
    "length and chunks": (bytes_then(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n"), 502),
    "an unknown coding": (bytes_then(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 502),
    "a chunk size that is none": (bytes_then(CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", hold), "cut"),
    "a chunk size that overflows": (bytes_then(CHUNKED + b"fffffffffffffffff\r\nhello\r\n0\r\n\r\n", hold), "cut"),
    "a chunk that is longer": (bytes_then(CHUNKED + b"3\r\nhello\r\n0\r\n\r\n", hold), "cut"),
    "junk": (bytes_then(b"\x00\xff\x17 what is this?\r\n\r\n", hold), 502),
    "another protocol": (bytes_then(b"SSH-2.0-OpenSSH_9.2\r\n", hold), 502),
    "a status of two digits": (bytes_then(b"HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a bare CR": (bytes_then(b"HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n"), 502),
    "a NUL": (bytes_then(b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n"), 502),
    "a folded field": (bytes_then(b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"), 502),
    "an endless head": (endless(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 1000 + b"\r\n"), 502),
    "an endless field": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1000), 502),
    "a flood of 1xx": (endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), 502),
    "a 101 that nobody asked for": (bytes_then(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", hold), 502),
    "endless chunk extensions": (endless(CHUNKED + b"5;", b"name=value;" * 100), "cut"),
    "endless trailers": (endless(CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: " + b"y" * 1000 + b"\r\n"), "cut"),
    "endless small extensions": (endless(CHUNKED, b"1;" + b"x" * 500 + b"\r\nh\r\n"), "cut"),
    "a status above all": (bytes_then(b"HTTP/1.1 600 Much\r\nContent-Length: 0\r\n\r\n"), 502),
    "a status below all": (bytes_then(b"HTTP/1.1 099 Little\r\nContent-Length: 0\r\n\r\n"), 502),
    "a status of four digits": (bytes_then(b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a status of letters": (bytes_then(b"HTTP/1.1 2OO OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a status with a sign": (bytes_then(b"HTTP/1.1 +20 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a status line of its own": (bytes_then(b"200 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a body alone": (bytes_then(b"<html>good</html>"), 502),
    "a version of lower case": (bytes_then(b"http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a version to come": (bytes_then(b"HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a version with two digits": (bytes_then(b"HTTP/1.10 200 OK\r\nContent-Length: 0\r\n\r\n"), 502),
    "a NUL in the reason": (bytes_then(b"HTTP/1.1 200 O\0K\r\nContent-Length: 0\r\n\r\n"), 502),
    "only line feeds": (bytes_then(b"HTTP/1.1 200 OK\nContent-Length: 4\n\ngood"), 502),
    "a line feed in the head": (bytes_then(headed(b"X: a\nContent-Length: 4")), 502),
    "a space before a colon": (bytes_then(headed(b"Content-Length : 4")), 502),
    "a field without a colon": (bytes_then(headed(b"Content-Length 4")), 502),
    "a field without a name": (bytes_then(headed(b": 4\r\nContent-Length: 4")), 502),
    "too many fields": (bytes_then(headed(b"\r\n".join([b"X: y"] * 1000) + b"\r\nContent-Length: 4")), 502),
    "a list of lengths": (bytes_then(headed(b"Content-Length: 4, 4")), 502),
    "a length with a sign": (bytes_then(headed(b"Content-Length: +4")), 502),
    "an empty length": (bytes_then(headed(b"Content-Length:")), 502),
    "a length of sixteen": (bytes_then(headed(b"Content-Length: 0x4")), 502),
    "two codings": (bytes_then(headed(b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", b"0\r\n\r\n")), 502),
    "a coding that is none": (bytes_then(headed(b"Transfer-Encoding: identity")), 502),
    "an empty coding": (bytes_then(headed(b"Transfer-Encoding:")), 502),
    "chunks in an old answer": (bytes_then(b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n"), 502),
    "a negative chunk size": (bytes_then(CHUNKED + b"-4\r\ngood\r\n0\r\n\r\n", hold), "cut"),
    "a chunk size with a prefix": (bytes_then(CHUNKED + b"0x4\r\ngood\r\n0\r\n\r\n", hold), "cut"),
    "chunks ended by line feeds": (bytes_then(CHUNKED + b"4\ngood\n0\n\n", hold), "cut"),
    "a chunk that is shorter": (bytes_then(CHUNKED + b"5\r\ngood\r\n0\r\n\r\n", hold), "cut"),
    "a bare CR in an extension": (bytes_then(CHUNKED + b"4;a\rb\r\ngood\r\n0\r\n\r\n", hold), "cut"),
    "a bad trailer": (bytes_then(CHUNKED + b"4\r\ngood\r\n0\r\nno colon\r\n\r\n", hold), "cut"),
    "a 1xx with a body": (bytes_then(b"HTTP/1.1 103 Early Hints\r\nContent-Length: 4\r\n\r\nevil" + OK), 502),
    "a 1xx and then silence": (bytes_then(b"HTTP/1.1 103 Early Hints\r\n\r\n", hold), 504),
    "a head that drips": (drip(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000), 504),
    "drips of 1xx": (drip(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 7 + b"HTTP/1.1 200 OK\r\nX: yyyyy"), 504),
    "surplus behind chunks": (bytes_then(CHUNKED + b"4\r\ngood\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", hold), 200),
    "chunks on 204": (bytes_then(b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n", hold), 204),
    "a few 1xx": (bytes_then(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3 + OK), 200),
    "surplus bytes": (bytes_then(OK + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", hold), 200),
    "a body on 204": (bytes_then(b"HTTP/1.1 204 No Content\r\n\r\nevil", hold), 204),
    "a body on 304": (bytes_then(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil", hold), 304),
}


class FailingUpstreams(Scenario):
    def setUp(self):
        super().setUp()
        self.seen, self.lock = [], threading.Lock()

    def serve_faults(self, connection):
        rest = b""
        while True:
            head, rest = read_head(connection, rest)
            name = head.split(b" ")[1].decode()[1:].replace("_", " ")
            with self.lock:
                self.seen.append(name)
            if name in FAULTS:
                FAULTS[name][0](connection)
                return
            connection.sendall(OK)

    def ask_on(self, client, name, method="GET"):
        """Returns status (None when there was none), body, whether the message was whole, and whether the connection may be used again."""
        client.sendall(f"{method} /orders/{name.replace(' ', '_')} HTTP/1.1\r\n{AUTH}\r\n".encode())
        try:
            head, rest = read_head(client)
            while head.startswith(b"HTTP/1.1 1"):
                head, rest = read_head(client, rest)
        except ConnectionError:
            return None, b"", False, False
        lower, status = head.lower(), int(head.split(b" ")[1])
        ends = b"\r\nconnection: close\r\n" in lower
        if status in (204, 304):
            return status, rest, True, not ends
        try:
            if b"\r\ntransfer-encoding: chunked\r\n" in lower:
                body, rest = read_until(client, b"0\r\n\r\n", rest)
            else:
                length = int(lower.partition(b"content-length: ")[2].split(b"\r\n")[0])
                while len(rest) < length:
                    piece = client.recv(65536)
                    if not piece:
                        return status, rest, False, False
                    rest += piece
                body, rest = rest[:length], rest[length:]
        except OSError:
            return status, rest, False, False
        self.assertEqual(rest, b"", "bytes behind the answer")
        return status, body, True, not ends

    def test_every_fault_is_told_and_the_next_request_is_served(self):
        self.start(shop("", upstream='{targets: [{url: "%s"}], timeout: 400ms}' % self.raw_upstream(self.serve_faults).url))
        client = self.open_socket()
        for name, (_, wanted) in FAULTS.items():
            with self.subTest(name):
                status, body, whole, goes_on = self.ask_on(client, name)
                if wanted == "cut":
                    # Where the fault came together with the head, nothing of it had gone out yet.
                    self.assertIn((status, whole), ((200, False), (None, False)), body)
                else:
                    self.assertEqual((status, whole), (wanted, True), body)
                self.assertNotIn(b"evil", body)
                if not goes_on:
                    client = self.open_socket()
                # A target that failed three times in a row pauses: a good answer in between, which must be its own.
                for _ in range(2):
                    self.assertEqual(self.ask_on(client, "good"), (200, b"good", True, True), f"after {name}")

    def test_a_refused_connection_is_502(self):
        self.start(shop(f"http://127.0.0.1:{unused_port()}"))
        self.assertEqual(self.ask("GET", "/orders/1").status, 502)

    def test_an_early_answer_is_passed_on_and_the_upload_never_looks_whole(self):
        uploads, done = [], threading.Semaphore(0)

        def serve(connection):
            head, rest = read_head(connection)
            if head.startswith(b"GET"):
                connection.sendall(OK)
                return
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
            try:
                while piece := connection.recv(65536):
                    rest += piece
            except ConnectionResetError:
                pass
            uploads.append(rest)
            done.release()

        self.start(shop(self.raw_upstream(serve).url))
        for framing, part, whole in (("Content-Length: 100000", b"x" * 1000, 100000), ("Transfer-Encoding: chunked", b"3e8\r\n" + b"x" * 1000 + b"\r\n", None)):
            client = self.open_socket()
            client.sendall(f"POST /orders/1 HTTP/1.1\r\n{AUTH}{framing}\r\n\r\n".encode() + part)
            head, rest = read_head(client)
            self.assertTrue(head.startswith(b"HTTP/1.1 403 "), head)
            read_until(client, b"no", rest)
            client.close()
            self.assertTrue(done.acquire(timeout=PATIENCE))
            self.assertNotIn(b"0\r\n\r\n", uploads[-1])
            if whole:
                self.assertLess(len(uploads[-1]), whole)
        self.assertEqual(self.ask("GET", "/orders/1").body, b"good")

    # What may be sent again, and what may not

    def counted(self, answer):
        """An upstream that counts the requests of a path and answers with `answer(connection, path, n)`, n from 1."""
        counts = {}

        def serve(connection):
            rest = b""
            while True:
                head, rest = read_head(connection, rest)
                length = int((head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]) or 0)
                while len(rest) < length:
                    rest += connection.recv(65536)
                rest = rest[length:]
                path = head.split(b" ")[1].decode()
                with self.lock:
                    counts[path] = number = counts.get(path, 0) + 1
                if answer(connection, path, number) is False:
                    return

        return self.raw_upstream(serve), counts

    def start_with_retries(self, upstream):
        self.start(shop(upstream.url, upstream='{targets: [{url: "%s"}], retries: 2, timeout: 2s}' % upstream.url,
                        routes='[{methods: [GET, POST, PUT, DELETE, PATCH], path: "/*"}]'))

    def test_only_idempotent_requests_are_sent_again(self):
        def answer(connection, path, number):
            if number == 1 and path != "/good":
                reset(connection)
                return False
            connection.sendall(OK)

        upstream, counts = self.counted(answer)
        self.start_with_retries(upstream)
        for method, status, times in (("GET", 200, 2), ("PUT", 200, 2), ("DELETE", 200, 2), ("POST", 502, 1), ("PATCH", 502, 1)):
            body = b"body" if method in ("PUT", "POST", "PATCH") else None
            self.assertEqual(self.ask(method, f"/orders/{method}", body).status, status, method)
            self.assertEqual(counts[f"/{method}"], times, method)
            self.assertEqual(self.ask("GET", "/orders/good").status, 200)

    def test_nothing_is_sent_again_after_the_first_byte_of_an_answer(self):
        def answer(connection, path, number):
            if path == "/good":
                connection.sendall(OK)
                return
            connection.sendall({"/status": b"HTTP/1.1 2", "/head": LENGTH, "/body": LENGTH + b"he"}[path])
            reset(connection)
            return False

        upstream, counts = self.counted(answer)
        self.start_with_retries(upstream)
        for path in ("status", "head", "body"):
            client = self.open_socket()
            client.sendall(f"GET /orders/{path} HTTP/1.1\r\n{AUTH}\r\n".encode())
            read_answer(client)
            self.assertEqual(counts[f"/{path}"], 1, path)
            self.assertEqual(self.ask("GET", "/orders/good").status, 200)

    def test_a_kept_connection_that_dies_under_a_post_is_not_tried_again(self):
        def answer(connection, path, number):
            # The second request of a connection is read, and dies with it.
            if path in ("/post", "/get") and number == 1:
                return False
            connection.sendall(OK)

        upstream, counts = self.counted(answer)
        self.start(shop(upstream.url), "--threads", "1")  # One worker, so that its kept connection is used.
        self.assertEqual(self.ask("GET", "/orders/good").status, 200)
        self.assertEqual(self.ask("POST", "/orders/post", b"body").status, 502)
        self.assertEqual(counts["/post"], 1)
        self.assertEqual(self.ask("GET", "/orders/good").status, 200)
        self.assertEqual(self.ask("GET", "/orders/get").status, 200)  # Safe: nothing of an answer had come.
        self.assertEqual(counts["/get"], 2)


def read_answer(client):
    """One answer with a length, or as much of it as comes."""
    data = b""
    try:
        head, data = read_head(client)
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        while len(data) < length:
            piece = client.recv(65536)
            if not piece:
                break
            data += piece
    except OSError:
        pass
    return data


if __name__ == "__main__":
    unittest.main()
