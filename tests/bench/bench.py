#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench.py LOAD BUILD...: what a request costs through nginx, HAProxy and every build of gatehoused. Asserts nothing.

RUNS (5) runs of SECONDS (2) each take turns; the table shows medians. PARTS names the parts to print, all by default."""
import os
import subprocess
import sys
import tempfile

import peers as programs
from measure import Cpu, Row, in_turn, median, rss_kib, system_calls
from rude import Crowd
from streams import Upstream, read_events, tunnel

RUNS = int(os.environ.get("RUNS", "5"))
SECONDS = float(os.environ.get("SECONDS_A_ROW", "2"))
PARTS = os.environ.get("PARTS", "requests calls rate connections bodies size idle rude tls streams").split()


def print_head(title, *columns):
    print(f"\n{title:<44}" + "".join(f"{column:>12}" for column in columns), flush=True)


def print_row(name, *values):
    print(f"{name:<44}" + "".join(f"{value:>12}" if isinstance(value, str) else f"{value:>12.1f}" for value in values), flush=True)


def ratio(value, base):
    return f"{value / base:.2f}" if base else "-"


class Bench:
    def __init__(self, load, builds, house):
        self.load, self.builds, self.house = load, builds, house
        house.base()
        self.ours = [house.gatehoused(build) for build in builds]
        for peer in self.ours:
            print_row(peer.name + ", RSS idle, MiB", rss_kib(peer.process.pid) / 1024)
        self.rivals = [house.nginx_peer, house.haproxy_peer]
        self.proxies = self.rivals + self.ours

    def costs(self, title, proxies, path, *options, bases=("nginx", "HAProxy")):
        """CPU, rate and latency of every proxy as hard as it can, and the ratios of its CPU time to that of `bases`."""
        rows = in_turn(proxies, RUNS, lambda peer: Row(self.load, peer, path, SECONDS, *options))
        print_head(title, "CPU us", "worker us", "req/s", "p50 ms", "p99 ms", "RSS MiB",
                   *(f"to {base if len(base) < 9 else 'first'}" for base in bases))
        cpu = {name: median(runs, "cpu") for name, runs in rows.items()}
        for name, runs in rows.items():
            errors = sum(row.errors for row in runs)
            print_row(name + (f" ({errors} errors)" if errors else ""), cpu[name],
                      *(f"{median(runs, what):.{digits}f}" for what, digits in
                        (("worker", 1), ("rate", 0), ("p50", 2), ("p99", 2), ("rss", 1))),
                      *(ratio(cpu[name], cpu.get(base)) for base in bases))
        return rows

    def requests(self):
        self.peaks = {}
        for size in ("small", "large"):
            rows = self.costs(f"{size} answers, 32 kept connections", [self.house.upstream] + self.proxies, f"/{size}.json")
            self.peaks[size] = min(median(runs, "rate") for name, runs in rows.items() if name != self.house.upstream.name)

    def calls(self):
        print_head("system calls a request")
        for peer in self.proxies:
            print(f"{peer.name:<44}  {system_calls(self.load, peer, '/small.json')}", flush=True)

    def rate(self):
        rate = self.peaks["small"] / 2 if hasattr(self, "peaks") else 4000
        rows = in_turn([self.house.upstream] + self.proxies, RUNS,
                       lambda peer: Row(self.load, peer, "/small.json", SECONDS, "-r", rate))
        print_head(f"constant rate, {rate:.0f} requests/s", "CPU us", "p50 ms", "p99 ms", "p99/HAProxy")
        base = median(rows["HAProxy"], "p99")
        for name, runs in rows.items():
            print_row(name, median(runs, "cpu"), f"{median(runs, 'p50'):.3f}", f"{median(runs, 'p99'):.3f}",
                      ratio(median(runs, "p99"), base))

    def connections(self):
        for count in (1, 64, 1000):
            rows = in_turn([self.house.upstream] + self.proxies, RUNS,
                           lambda peer, n=count: Row(self.load, peer, "/small.json", SECONDS, "-c", n, "-r", min(2000, 500 * n)))
            print_head(f"{count} connections, {min(2000, 500 * count)} requests/s", "CPU us", "p50 ms", "p99 ms", "added p50", "added p99")
            direct = rows[self.house.upstream.name]
            for name, runs in rows.items():
                added = [median(runs, what) - median(direct, what) for what in ("p50", "p99")]
                print_row(name, median(runs, "cpu"), *(f"{value:.3f}" for value in (median(runs, "p50"), median(runs, "p99"), *added)))

    def bodies(self):
        self.costs("4 MiB answers, 8 connections", self.proxies, "/huge.json", "-c", 8)
        self.costs("1 MiB uploads, 8 connections", self.proxies, "/sink", "-c", 8, "-b", 1 << 20)

    def size(self):
        build = self.builds[0]
        few = self.house.gatehoused(build, ", 10 APIs and keys", apis=9, keys=0)
        many = self.house.gatehoused(build, ", 10,000 APIs and 100,000 keys", apis=10000, keys=100000)
        self.costs("small answers, much configured", [few, many], "/small.json", bases=[few.name])
        for peer in (few, many):
            self.house.stop(peer.process)

    def idle(self):
        print_head("2,000 idle kept connections", "KiB each")
        for peer in self.proxies:
            # Its code and its pools are there before: what is asked for is what one connection more costs.
            Row(self.load, peer, "/small.json", SECONDS)
            before = rss_kib(peer.process.pid)
            holding = subprocess.Popen([self.load, peer.target("/small.json"), "-i", "-c", "2000", *peer.options()],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            holding.stdout.readline()
            print_row(peer.name, (rss_kib(peer.process.pid) - before) / 2000)
            holding.communicate()

    def rude(self):
        rate = 2000
        print_head(f"a good client ({rate} requests/s) beside rude ones", "quiet p99", "rude p99", "ratio", "RSS MiB")
        for peer in self.proxies:
            def good(peer=peer):
                return Row(self.load, peer, "/small.json", SECONDS, "-r", rate)
            quiet = [good() for _ in range(RUNS)]
            with Crowd(peer):
                rude = [good() for _ in range(RUNS)]
            before, beside = (median(runs, "p99") for runs in (quiet, rude))
            print_row(peer.name, f"{before:.3f}", f"{beside:.3f}", ratio(beside, before), median(rude, "rss"))

    def tls(self):
        ours = [self.house.gatehoused(build, ", TLS", tls=True) for build in self.builds]
        proxies = [self.house.nginx_tls, self.house.haproxy_tls] + ours
        self.costs("TLS 1.3, small answers, kept connections", proxies, "/small.json")
        self.costs("TLS 1.3, a full handshake a request", proxies, "/small.json", "-k")
        self.costs("TLS 1.3, 4 MiB answers", proxies, "/huge.json", "-c", 8)
        for peer in ours:
            self.house.stop(peer.process)

    def streams(self):
        callers, rate, seconds = 50, 100, 4
        upstream = Upstream(rate, seconds)
        print_head("50 streams of 100 events/s; a tunnel of 10,000 messages/s", "CPU us", "came", "of", "p50 ms", "p99 ms")
        for build in self.builds:
            peer = self.house.gatehoused(build, ", streams", streams=upstream.url)
            peer.prefix = "/streams"
            with Cpu(peer.process.pid) as cpu:
                events = read_events(peer, callers, seconds)
            print_row(peer.name + ", events", cpu.micros / max(events, 1), f"{events}", f"{callers * rate * seconds}")
            with Cpu(peer.process.pid) as cpu:
                sent, back, p50, p99 = tunnel(peer, 10000, seconds)
            print_row(peer.name + ", tunnel", cpu.micros / max(back, 1), f"{back}", f"{sent}", f"{p50:.2f}", f"{p99:.2f}")
            self.house.stop(peer.process)
        upstream.close()


def main():
    load, *builds = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        house = programs.House(folder)
        try:
            bench = Bench(load, builds, house)
            for part in PARTS:
                getattr(bench, part)()
        finally:
            house.end()


if __name__ == "__main__":
    main()
