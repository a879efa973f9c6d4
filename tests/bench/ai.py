#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ai.py LABEL URL PID SECONDS [NAME: VALUE...]: one row of what a model call costs. 32 kept connections ask a chat of 2 KiB, or the same in
Anthropic's dialect where the path says so; CPU and RSS of PID and its children."""
import json
import re
import selectors
import socket
import sys
import time

from load import cpu_seconds, family, rss_mib

CONNECTIONS = 32
STORY = "It is quite a long story, said the fox, and it goes on for a while: there was once a river, and behind it a hill. "


def body_for(path):
    turns = [{"role": "assistant" if i % 2 else "user", "content": STORY * 3} for i in range(5)]
    body = {"model": "up/m", "max_tokens": 100, "messages": turns}
    if not path.endswith("/messages"):
        body["messages"] = [{"role": "system", "content": "You are a helpful assistant."}] + turns
    return json.dumps(body).encode()


def whole(data):
    """The length of the answer that `data` begins with; -1 while its head is not there."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return -1
    head = data[:end]
    if b" 200 " not in head.split(b"\r\n")[0]:
        sys.exit(f"answered {data[:400]!r}")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    if length:
        return end + 4 + int(length.group(1))
    last = data.find(b"\r\n0\r\n\r\n", end)
    return last + 7 if last >= 0 else sys.maxsize


def run(url, pid, seconds, fields):
    host, port, path = re.fullmatch(r"http://([^:/]+):(\d+)(/.*)", url).groups()
    body = body_for(path)
    more = "".join(f"{field}\r\n" for field in fields)
    request = f"POST {path} HTTP/1.1\r\nHost: bench\r\n{more}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection((host, int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ, [b"", 0.0])
    pids = family(pid)
    times, before, start = [], cpu_seconds(pids), time.perf_counter()
    for entry in list(selector.get_map().values()):
        entry.data[1] = time.perf_counter()
        entry.fileobj.sendall(request)
    while time.perf_counter() - start < seconds:
        for entry, _ in selector.select(1):
            state = entry.data
            state[0] += entry.fileobj.recv(262144)
            if 0 <= whole(state[0]) <= len(state[0]):
                now = time.perf_counter()
                times.append(now - state[1])
                state[:] = [b"", now]
                entry.fileobj.sendall(request)
    spent, used = time.perf_counter() - start, cpu_seconds(pids) - before
    times.sort()
    return len(times) / spent, used / len(times) * 1e6, times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3, rss_mib(pids)


if __name__ == "__main__":
    name, address, process, duration = sys.argv[1:5]
    rate, micros, p50, p99, memory = run(address, int(process), float(duration), sys.argv[5:])
    print(f"{name:<34} {rate:>9.0f} {micros:>9.1f} {p50:>8.2f} {p99:>8.2f} {memory:>8.1f}", flush=True)
