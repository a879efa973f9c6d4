# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a process cost: CPU time and memory out of /proc, system calls from strace, medians of runs that take turns."""
import os
import pathlib
import re
import signal
import statistics
import subprocess
import tempfile
import time


def family(pid):
    """The process and all its children."""
    found = [pid]
    for one in found:
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                found += [int(child) for child in pathlib.Path(f"/proc/{one}/task/{thread}/children").read_text().split()]
        except OSError:
            pass
    return found


def threads(pid):
    """Nanoseconds of every thread, by (process, thread), and the name of each."""
    times, names = {}, {}
    for one in family(pid):
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                at = pathlib.Path(f"/proc/{one}/task/{thread}")
                times[one, thread] = int((at / "schedstat").read_text().split()[0])
                names[one, thread] = (at / "comm").read_text().strip()
        except OSError:
            pass
    return times, names


class Cpu:
    """with Cpu(pid) as cpu: ... cpu.micros is what all threads used meanwhile, cpu.worker what the busiest one did."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        self.before, _ = threads(self.pid)
        return self

    def __exit__(self, *_):
        after, _ = threads(self.pid)
        used = [time - self.before.get(key, 0) for key, time in after.items()]
        self.micros, self.worker = sum(used) / 1e3, max(used) / 1e3


def rss_kib(pid):
    total = 0
    for one in family(pid):
        found = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{one}/status").read_text())
        total += int(found.group(1)) if found else 0
    return total


class Answer:
    def __init__(self, line):
        answered, seconds, p50, p99, errors = line.split()
        self.count, self.seconds, self.errors = int(answered), float(seconds), int(errors)
        self.rate = self.count / self.seconds
        self.p50, self.p99 = float(p50) / 1e3, float(p99) / 1e3


def call(load, url, *options):
    done = subprocess.run([load, url, *[str(option) for option in options]], check=True, stdout=subprocess.PIPE, text=True)
    return Answer(done.stdout)


class Row:
    """One run of a peer."""

    def __init__(self, load, peer, path, seconds, *options):
        with Cpu(peer.process.pid) as cpu:
            answer = call(load, peer.target(path), "-d", seconds, *peer.options(), *options)
        self.rate, self.p50, self.p99, self.errors = answer.rate, answer.p50, answer.p99, answer.errors
        count = max(answer.count, 1)
        self.cpu, self.worker, self.rss = cpu.micros / count, cpu.worker / count, rss_kib(peer.process.pid) / 1024


def median(rows, what):
    return statistics.median(getattr(row, what) for row in rows)


def in_turn(peers, runs, measure):
    """Every peer once, then every peer again: what else the machine does meets all alike. Rows by peer's name."""
    rows = {peer.name: [] for peer in peers}
    for _ in range(runs):
        for peer in peers:
            rows[peer.name].append(measure(peer))
    return rows


def system_calls(load, peer, path):
    """Calls a request under load, the most frequent ones with their share; empty where strace may not trace."""
    with tempfile.NamedTemporaryFile("r") as file:
        loading = subprocess.Popen([load, peer.target(path), "-d", "4", *peer.options()], stdout=subprocess.PIPE, text=True)
        time.sleep(0.5)
        pids = [part for one in family(peer.process.pid) for part in ("-p", str(one))]
        tracing = subprocess.Popen(["strace", "-f", "-c", "-o", file.name, *pids], stderr=subprocess.DEVNULL)
        loading.wait()
        tracing.send_signal(signal.SIGINT)
        tracing.wait()
        counts = {}
        for line in file.read().splitlines():
            parts = line.split()
            if len(parts) >= 5 and parts[3].isdigit() and parts[-1] != "total":
                counts[parts[-1]] = int(parts[3])
    # Under strace the rate differs from before it; every request writes twice, so requests are counted by that.
    writes = sum(counts.get(name, 0) for name in ("sendmsg", "sendto", "writev"))
    if not writes:
        return ""
    requests = writes / 2
    shown = sorted(counts.items(), key=lambda item: -item[1])
    parts = [f"{name} {count / requests:.2f}" for name, count in shown if count / requests >= 0.02]
    return f"{sum(counts.values()) / requests:.2f}: " + ", ".join(parts)
