#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""load.py LABEL URL PID SECONDS [KEY]: one row of the table. 32 kept connections; CPU and RSS of PID and its children."""
import os
import re
import selectors
import socket
import sys
import time

CONNECTIONS = 32
TICKS = os.sysconf("SC_CLK_TCK")


def family(pid):
    found = [pid]
    for candidate in found:
        try:
            with open(f"/proc/{candidate}/task/{candidate}/children") as children:
                found += [int(child) for child in children.read().split()]
        except OSError:
            pass
    return found


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def rss_mib(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/status") as status:
            total += int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))
    return total / 1024


def answer_size(connection, request):
    """Asks once and returns the length of the whole answer, which must not differ later."""
    connection.sendall(request)
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        sys.exit(f"answered {head.splitlines()[0].decode()}")
    length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
    while len(body) < length:
        body += connection.recv(65536)
    return length


def run(url, pid, seconds, key):
    host, port, path = re.fullmatch(r"http://([^:/]+):(\d+)(/.*)", url).groups()
    credential = f"Authorization: Bearer {key}\r\n" if key else ""
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n{credential}\r\n".encode()
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection((host, int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        length = answer_size(connection, request)
        selector.register(connection, selectors.EVENT_READ, [b"", 0.0, -1])
    pids = family(pid)
    times, before, start = [], cpu_seconds(pids), time.perf_counter()
    for key_of in list(selector.get_map().values()):
        key_of.data[1] = time.perf_counter()
        key_of.fileobj.sendall(request)
    while time.perf_counter() - start < seconds:
        for event, _ in selector.select(1):
            state = event.data
            state[0] += event.fileobj.recv(262144)
            if state[2] < 0 and (end := state[0].find(b"\r\n\r\n")) >= 0:
                state[2] = end + 4 + length
            if 0 <= state[2] <= len(state[0]):
                now = time.perf_counter()
                times.append(now - state[1])
                state[:] = [b"", now, -1]
                event.fileobj.sendall(request)
    spent, used = time.perf_counter() - start, cpu_seconds(pids) - before
    times.sort()
    return len(times) / spent, used / len(times) * 1e6, times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3, rss_mib(pids)


if __name__ == "__main__":
    name, address, process, duration = sys.argv[1:5]
    rate, micros, p50, p99, memory = run(address, int(process), float(duration), sys.argv[5] if len(sys.argv) > 5 else "")
    print(f"{name:<28} {rate:>9.0f} {micros:>9.1f} {p50:>8.2f} {p99:>8.2f} {memory:>8.1f}", flush=True)
