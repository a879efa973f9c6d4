# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Streams through a gateway: an upstream that sends events and echoes tunnels, and callers that miss none of them."""
import selectors
import socket
import threading
import time

EVENT = b"data: " + b"x" * 92 + b"\n\n"
MESSAGE = 64  # bytes, with a number in front


class Upstream:
    """`/events` sends EVENT `rate` times a second for `seconds`; anything with Upgrade becomes an echo."""

    def __init__(self, rate, seconds):
        self.rate, self.seconds = rate, seconds
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            got = connection.recv(4096)
            if not got:
                return
            head += got
        if b"upgrade: bench" in head.lower():
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: bench\r\n\r\n")
            while got := connection.recv(65536):
                connection.sendall(got)
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"%x\r\n%s\r\n" % (len(EVENT), EVENT)
        start = time.perf_counter()
        for number in range(int(self.rate * self.seconds)):
            wait = start + number / self.rate - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            connection.sendall(chunk)
        connection.sendall(b"0\r\n\r\n")
        connection.close()

    def close(self):
        self.listening.close()


def connect(peer, path, fields=""):
    host, port = peer.url.split("//")[1].split(":")
    connection = socket.create_connection((host, int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    more = "".join(field + "\r\n" for field in peer.fields)
    connection.sendall(f"GET {peer.prefix}{path} HTTP/1.1\r\nHost: bench\r\n{more}{fields}\r\n".encode())
    return connection


def read_events(peer, callers, seconds):
    """Opens so many streams, reads them to their ends, and returns how many events came."""
    selector = selectors.DefaultSelector()
    for _ in range(callers):
        selector.register(connect(peer, "/events"), selectors.EVENT_READ)
    events, open_streams, end = 0, callers, time.perf_counter() + seconds + 20
    while open_streams and time.perf_counter() < end:
        for key, _ in selector.select(1):
            got = key.fileobj.recv(262144)
            events += got.count(b"data: ")
            if not got or got.endswith(b"0\r\n\r\n"):
                selector.unregister(key.fileobj)
                key.fileobj.close()
                open_streams -= 1
    return events


def tunnel(peer, rate, seconds):
    """Sends numbered messages through one tunnel at a constant rate; (sent, came back in order, p50 ms, p99 ms)."""
    connection = connect(peer, "/echo", "Connection: Upgrade\r\nUpgrade: bench\r\n")
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(1)
    if b" 101 " not in head:
        return 0, 0, 0.0, 0.0
    total = int(rate * seconds)
    sent_at, times, state = [0.0] * total, [], {"next": 0}

    def receive():
        data = b""
        while state["next"] < total:
            got = connection.recv(65536)
            if not got:
                return
            data += got
            now = time.perf_counter()
            while len(data) >= MESSAGE:
                number = int(data[:10])
                if number != state["next"]:
                    return
                times.append(now - sent_at[number])
                state["next"] += 1
                data = data[MESSAGE:]

    reader = threading.Thread(target=receive)
    reader.start()
    start = time.perf_counter()
    for number in range(total):
        wait = start + number / rate - time.perf_counter()
        if wait > 0.001:
            time.sleep(wait)
        sent_at[number] = time.perf_counter()
        connection.sendall(b"%010d" % number + b"m" * (MESSAGE - 10))
    reader.join(20)
    connection.close()
    times.sort()
    if not times:
        return total, 0, 0.0, 0.0
    return total, state["next"], times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3
