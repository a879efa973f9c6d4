# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""with Crowd(peer): while it lasts, callers are connected that say nothing, say half, never read, or leave in the middle."""
import random
import socket
import struct
import threading
import time

IDLE, HALF, DEAF = 1000, 1000, 50
RESETS = 200  # a second


class Crowd:
    def __init__(self, peer):
        host, port = peer.url.partition("://")[2].split(":")
        self.place = host, int(port)
        fields = "".join(f"{field}\r\n" for field in peer.fields)
        self.head = f"GET {peer.prefix}/huge.json HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n".encode()
        self.sockets, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.leave, daemon=True)

    def connect(self, data=b"", receive=None):
        one = socket.socket()
        if receive:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        one.settimeout(10)
        one.connect(self.place)
        one.sendall(data)
        return one

    def leave(self):
        """Connects, sends a part of a request or all of it, and resets."""
        while not self.over.wait(1 / RESETS):
            try:
                one = self.connect(self.head[:random.randrange(len(self.head) + 1)])
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.close()
            except OSError:
                time.sleep(0.1)

    def __enter__(self):
        self.sockets += [self.connect() for _ in range(IDLE)]
        self.sockets += [self.connect(self.head[:-2]) for _ in range(HALF)]
        self.sockets += [self.connect(self.head, 4096) for _ in range(DEAF)]
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        for one in self.sockets:
            one.close()
