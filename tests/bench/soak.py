#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""soak.py FOLDER MINUTES: the upstreams, the clients and the table of soak.sh. One thread, no library."""
import asyncio
import collections
import json
import os
import random
import re
import socket
import struct
import sys
import time
from pathlib import Path

KEY = os.environ.get("SOAK_KEY", "")
SMALL = b'{"x":"' + b"a" * 631 + b'"}'
WORKSPACE = """gatehouse: 1
gateway:
  times: {{head: 5s, body_gap: 5s, write_stall: 5s, connect: 1s, idle: 20s}}
  limits: {{body: 4MiB}}
providers:
  - {{id: sandbox, kind: sandbox, settings: {{pace: 5ms, first_token: 20ms}}}}
  - {{id: spent, kind: openai, base_url: "http://127.0.0.1:{port}/refuses/v1", keys: [{{id: k, secret: "env:SOAK_KEY"}}]}}
model_routes:
  - {{name: steady, targets: [{{provider: spent, model: x}}, {{provider: sandbox, model: chat}}]}}
applications: [{{id: soak, keys: [{{id: k, secret: "env:SOAK_KEY"}}]}}]
apis:
  - {{id: good, kind: rest, base_path: /good, state: published, upstream: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}}}
  - {{id: faulty, kind: rest, base_path: /faulty, state: published, upstream: {{targets: [{{url: "http://127.0.0.1:{port}"}}], timeout: 2s, retries: 1}}}}
  - {{id: dead, kind: rest, base_path: /dead, state: published, upstream: {{targets: [{{url: "http://127.0.0.1:{unused}"}}, {{url: "http://127.0.0.1:{port}"}}]}}}}
"""
FAULTS = ["reset-head", "reset-body", "reset-chunk", "junk", "wrong-length", "surplus", "bad-chunk", "flood", "hang", "early", "status-500", "status-429", "close"]


def reset(writer):
    """Closes with RST, not with FIN."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def answer(status, body=SMALL, extra=b""):
    return b"HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s" % (status, extra, len(body), body)


async def read_head(reader):
    return (await reader.readuntil(b"\r\n\r\n")).decode("latin1")


async def read_body(reader, head):
    if "transfer-encoding: chunked" in head.lower():
        while True:
            size = int((await reader.readline()).split(b";")[0] or b"0", 16)
            await reader.readexactly(size + 2)
            if size == 0:
                return
    if found := re.search(r"(?i)content-length: *(\d+)", head):
        await reader.readexactly(int(found.group(1)))


class Upstream:
    """Answers by the last part of the path."""

    async def serve(self, reader, writer):
        try:
            while True:
                head = await read_head(reader)
                what = head.split()[1].split("?")[0].rsplit("/", 1)[1]
                if what != "early":
                    await read_body(reader, head)
                if not await getattr(self, what.replace("-", "_"), self.ok)(writer):
                    return
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError, ValueError):
            pass  # The gateway hung up, or the soak is over.
        finally:
            writer.close()

    async def ok(self, writer):
        writer.write(answer(b"200 OK"))
        return True

    async def large(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(64):
            writer.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        return True

    async def stream(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        for n in range(20):
            writer.write(b"data: %d\n\n" % n)
            await writer.drain()
            await asyncio.sleep(0.02)
        return False

    async def slow(self, writer):
        whole = answer(b"200 OK")
        for at in range(0, len(whole), 100):
            writer.write(whole[at:at + 100])
            await asyncio.sleep(0.1)
        return True

    async def reset_head(self, writer):
        writer.write(b"HTTP/1.1 200 O")
        await asyncio.sleep(0)
        reset(writer)

    async def reset_body(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        await asyncio.sleep(0.01)
        reset(writer)

    async def reset_chunk(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")
        await asyncio.sleep(0.01)
        reset(writer)

    async def junk(self, writer):
        writer.write(b"SSH-2.0-OpenSSH_9\r\n" + os.urandom(500))

    async def wrong_length(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")

    async def surplus(self, writer):
        writer.write(answer(b"200 OK") + answer(b"200 OK"))
        return True

    async def bad_chunk(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n")
        return True

    async def flood(self, writer):
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000 + answer(b"200 OK"))
        return True

    async def hang(self, writer):
        await asyncio.sleep(5)

    async def early(self, writer):
        writer.write(answer(b"413 Too Large", extra=b"Connection: close\r\n"))

    async def close(self, writer):
        writer.write(answer(b"200 OK", extra=b"Connection: close\r\n"))

    async def status_500(self, writer):
        writer.write(answer(b"500 Oops"))
        return True

    async def status_429(self, writer):
        writer.write(answer(b"429 Slow Down", extra=b"Retry-After: 1\r\n"))
        return True

    completions = status_429


class Clients:
    def __init__(self, host, port, admin, token):
        self.place, self.admin, self.token = (host, port), admin, token
        self.counts = collections.Counter()
        self.open = 0

    async def connect(self, place=None):
        self.open += 1
        return await asyncio.open_connection(*(place or self.place))

    def leave(self, writer, rude=False):
        self.open -= 1
        if rude:
            reset(writer)
        else:
            writer.close()

    def request(self, method, path, body=b"", extra=""):
        length = f"Content-Length: {len(body)}\r\n" if body or method == "POST" else ""
        return f"{method} {path} HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer {KEY}\r\n{extra}{length}\r\n".encode() + body

    async def ask(self, reader, writer, *request, **more):
        writer.write(self.request(*request, **more))
        head = await read_head(reader)
        await read_body(reader, head)
        return int(head.split()[1])

    # Each of these is one visit of one client.

    async def good(self):
        reader, writer = await self.connect()
        try:
            for n in range(random.randrange(1, 60)):
                path = random.choice(["ok", "ok", "ok", "slow" if n == 0 else "ok", "large" if n % 10 == 0 else "ok"])
                body = b"b" * random.choice([0, 0, 100, 20000])
                status = await self.ask(reader, writer, "POST" if body else "GET", f"/good/{path}", body)
                self.counts["good" if status == 200 else "good-failed"] += 1
                await asyncio.sleep(random.random() * 0.02)
        except (OSError, asyncio.IncompleteReadError):
            self.counts["good-broken"] += 1
        finally:
            self.leave(writer)

    async def chunked(self):
        reader, writer = await self.connect()
        writer.write(f"POST /good/ok HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer {KEY}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(5):
            writer.write(b"400\r\n" + b"c" * 1024 + b"\r\n")
            await asyncio.sleep(0.01)
        writer.write(b"0\r\n\r\n")
        head = await read_head(reader)
        await read_body(reader, head)
        self.counts["good" if " 200 " in head else "good-failed"] += 1
        self.leave(writer)

    async def faulty(self):
        reader, writer = await self.connect()
        try:
            for _ in range(5):
                what = random.choice(FAULTS)
                self.counts[f"faulty-{await self.ask(reader, writer, 'POST', f'/faulty/{what}', b'x' * 100)}"] += 1
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.counts["faulty-cut"] += 1
        finally:
            self.leave(writer)

    async def dead(self):
        reader, writer = await self.connect()
        self.counts[f"dead-{await self.ask(reader, writer, 'GET', '/dead/ok')}"] += 1
        self.leave(writer)

    async def stream(self):
        reader, writer = await self.connect()
        writer.write(self.request("GET", "/good/stream"))
        if random.random() < 0.5:
            await reader.read(200)
            self.leave(writer, rude=True)
            self.counts["stream-left"] += 1
            return
        while await asyncio.wait_for(reader.readline(), 10) not in (b"0\r\n", b""):
            pass
        self.counts["stream"] += 1
        self.leave(writer)

    async def model(self):
        reader, writer = await self.connect()
        body = {"model": random.choice(["sandbox/chat", "sandbox/echo", "steady", "sandbox/fail-500", "sandbox/refuse-429", "sandbox/break", "nobody"]),
                "stream": random.random() < 0.6, "messages": [{"role": "user", "content": "Good morning " * random.randrange(1, 30)}]}
        writer.write(self.request("POST", "/v1/chat/completions", json.dumps(body).encode(), "Content-Type: application/json\r\n"))
        head = await read_head(reader)
        if random.random() < 0.2:
            self.leave(writer, rude=True)
            self.counts["model-left"] += 1
            return
        try:
            await read_body(reader, head)
            self.counts[f"model-{head.split()[1]}"] += 1
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.counts["model-cut"] += 1
        self.leave(writer)

    async def abort(self):
        """Goes away somewhere in its own request."""
        _, writer = await self.connect()
        whole = self.request("POST", "/good/ok", b"y" * 5000)
        writer.write(whole[:random.randrange(len(whole))])
        await asyncio.sleep(random.random() * 0.05)
        self.leave(writer, rude=random.random() < 0.5)
        self.counts["aborted"] += 1

    async def dribble(self):
        """A head that never ends: cut by its deadline."""
        reader, writer = await self.connect()
        writer.write(b"GET /good/ok HTTP/1.1\r\nHost: soak\r\n")
        try:
            while not reader.at_eof() and not writer.is_closing():
                writer.write(b"X-A: b\r\n")
                await asyncio.sleep(0.5)
                if await self.has_ended(reader):
                    break
        except OSError:
            pass
        self.counts["dribbled"] += 1
        self.leave(writer)

    async def has_ended(self, reader):
        try:
            return not await asyncio.wait_for(reader.read(4096), 0.01)
        except asyncio.TimeoutError:
            return False

    async def unread(self):
        """Asks for much and reads nothing: cut by the write stall."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        self.open += 1
        await asyncio.get_running_loop().sock_connect(connection, self.place)
        for _ in range(4):
            await asyncio.get_running_loop().sock_sendall(connection, self.request("GET", "/good/large"))
        await asyncio.sleep(8)
        connection.close()
        self.open -= 1
        self.counts["unread"] += 1

    async def idle(self):
        reader, writer = await self.connect()
        await self.ask(reader, writer, "GET", "/good/ok")
        await asyncio.sleep(random.random() * 30)
        self.leave(writer)
        self.counts["idle"] += 1

    async def bad(self):
        reader, writer = await self.connect()
        writer.write(random.choice([b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"\x16\x03\x01\x02\x00" + os.urandom(300), b"GET /" + b"a" * 40000,
                                    b"POST /good/ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                                    self.request("GET", "/good/ok")[:-2] + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n"]))
        try:
            await asyncio.wait_for(reader.read(-1), 15)
        except OSError:
            pass
        self.counts["bad"] += 1
        self.leave(writer)

    async def admin_call(self, method, path, value=None, extra=""):
        reader, writer = await self.connect(self.admin)
        body = b"" if value is None else json.dumps(value).encode()
        writer.write(f"{method} {path} HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer {self.token}\r\nConnection: close\r\n{extra}"
                     f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        whole = await reader.read(-1)
        self.leave(writer)
        head, _, body = whole.partition(b"\r\n\r\n")
        return int(head.split()[1]), head.decode("latin1"), body

    async def edit(self):
        """An edit of the API that the good clients use, and a look at what the console shows."""
        _, head, body = await self.admin_call("GET", "/admin/v1/apis/good")
        api = json.loads(body)
        api["response_headers"] = {"set": {"X-Edit": str(random.randrange(10 ** 6))}}
        tag = re.search(r"(?i)etag: *(\S+)", head)
        status, _, _ = await self.admin_call("PUT", "/admin/v1/apis/good", api, f"If-Match: {tag.group(1)}\r\n" if tag else "")
        self.counts[f"edit-{status}"] += 1
        for path in ("/admin/v1/overview?seconds=600&points=100", "/admin/v1/traffic?limit=50", "/metrics"):
            status, _, _ = await self.admin_call("GET", path)
            self.counts["look" if status == 200 else "look-failed"] += 1

    async def watch(self):
        """The console's live feed, for a while; sometimes it stops reading."""
        reader, writer = await self.connect(self.admin)
        writer.write(f"GET /admin/v1/live?topics=tick,traffic,changes HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode())
        for _ in range(100):
            await asyncio.wait_for(reader.read(65536), 10)
        await asyncio.sleep(random.choice([0, 8]))
        self.leave(writer)
        self.counts["watched"] += 1


async def repeat(clients, visit, pause, until):
    while time.monotonic() < until:
        try:
            await asyncio.wait_for(visit(), 60)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, KeyError) as problem:
            clients.counts[f"{visit.__name__}-{type(problem).__name__}"] += 1
        await asyncio.sleep(pause * random.random() * 2)


def sample(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    kib = {name: int(value) for name, value in re.findall(r"(VmRSS|RssAnon|VmHWM):\s+(\d+)", status)}
    files = sockets = 0
    for entry in os.scandir(f"/proc/{pid}/fd"):
        files += 1
        try:
            sockets += os.readlink(entry.path).startswith("socket:")
        except OSError:
            pass
    threads = int(re.search(r"Threads:\s+(\d+)", status).group(1))
    return kib["VmRSS"] / 1024, kib["RssAnon"] / 1024, kib["VmHWM"] / 1024, files, sockets, threads


async def main(folder, minutes):
    upstream = await asyncio.start_server(Upstream().serve, "127.0.0.1", 0, backlog=512)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused = probe.getsockname()[1]
    (folder / "workspace.yaml").write_text(WORKSPACE.format(port=upstream.sockets[0].getsockname()[1], unused=unused))
    (folder / "ready").write_text("ready\n")
    pid, line = (folder / "go").read_text().strip().split(" ", 1)
    places = [("127.0.0.1", int(port)) for port in re.findall(r"127\.0\.0\.1:(\d+)", line)]
    clients = Clients(*places[0], places[1], (folder / "workspace/admin.token").read_text().strip())
    until = time.monotonic() + minutes * 60
    plan = [(clients.good, 0.1, 6), (clients.chunked, 0.2, 2), (clients.faulty, 0.05, 4), (clients.dead, 0.2, 1), (clients.stream, 0.1, 4), (clients.model, 0.1, 4),
            (clients.abort, 0.1, 3), (clients.dribble, 0.5, 5), (clients.unread, 1, 3), (clients.idle, 0.1, 40), (clients.bad, 0.2, 2), (clients.edit, 1, 1), (clients.watch, 2, 2)]
    tasks = [asyncio.create_task(repeat(clients, visit, pause, until)) for visit, pause, count in plan for _ in range(count)]
    # The first row when every kind of client has been there.
    begin, step, rows = time.monotonic(), max(5.0, minutes * 60 / 30), []
    print(f"{'min':>6} {'RSS MiB':>8} {'anon':>8} {'peak':>8} {'files':>6} {'sockets':>7} {'threads':>7} {'clients':>7} {'good':>9} {'failed':>6}", flush=True)
    while time.monotonic() < until:
        await asyncio.sleep(min(step, max(0.0, until - time.monotonic()) + 0.01))
        rows.append(sample(pid))
        rss, anon, peak, files, sockets, threads = rows[-1]
        counts = clients.counts
        print(f"{(time.monotonic() - begin) / 60:6.1f} {rss:8.1f} {anon:8.1f} {peak:8.1f} {files:6d} {sockets:7d} {threads:7d} {clients.open:7d} {counts['good']:9d} "
              f"{counts['good-failed'] + counts['good-broken']:6d}", flush=True)
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(25)  # Idle connections are closed by then.
    rss, anon, peak, files, sockets, threads = sample(pid)
    print(f"{'quiet':>6} {rss:8.1f} {anon:8.1f} {peak:8.1f} {files:6d} {sockets:7d} {threads:7d} {clients.open:7d}")
    if len(rows) > 1:
        print(f"first {rows[0][0]:.1f} MiB ({rows[0][1]:.1f} anonymous), last {rows[-1][0]:.1f} MiB ({rows[-1][1]:.1f} anonymous)")
    print(", ".join(f"{name} {count}" for name, count in sorted(clients.counts.items())))
    upstream.close()


asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2])))
