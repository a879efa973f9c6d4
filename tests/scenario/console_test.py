# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console as a program: its flags, its gateway, attaching, its pictures. On the offscreen platform."""
import os
import signal
import struct
import subprocess
import unittest
import urllib.request

from support import Scenario, eventually

CONSOLE = os.environ.get("GATEHOUSE", "")


@unittest.skipUnless(CONSOLE, "this build has no console")
class Console(Scenario):
    def setUp(self):
        super().setUp()
        self.environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(self.folder)}
        self.environment.pop("DISPLAY", None)

    def console(self, *arguments):
        log = open(self.folder / "console.txt", "ab")
        self.addCleanup(log.close)
        started = subprocess.Popen([CONSOLE, *map(str, arguments)], env=self.environment, stdout=log, stderr=log)
        self.addCleanup(lambda: started.poll() is None and (started.kill(), started.wait()))
        return started

    def test_version_and_wrong_use(self):
        done = subprocess.run([CONSOLE, "--version"], env=self.environment, capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stdout.count("\n")), (0, 1))
        for wrong in (["--nonsense"], ["leftover"], ["--only", "traffic"], ["--workspace", "a", "--connect", "b"]):
            done = subprocess.run([CONSOLE, *wrong], env=self.environment, capture_output=True, text=True, timeout=30)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

    def test_it_serves_its_workspace_and_drains_when_told_to_end(self):
        self.apply('gatehouse: 1\ngateway: {listen: ["127.0.0.1:0"], admin: ["127.0.0.1:0"]}\n')
        console = self.console("--workspace", self.workspace)

        def served():
            told = subprocess.run([os.environ["GATEHOUSED"], "status", "--workspace", str(self.workspace)],
                                  env=self.environment, capture_output=True, text=True, timeout=30).stdout
            return told if "listens http" in told else None
        told = eventually(served, "the console serves")
        url = next(line.split()[1] for line in told.splitlines() if line.startswith("listens"))
        self.assertEqual(urllib.request.urlopen(url + "/healthz", timeout=10).status, 200)
        console.send_signal(signal.SIGTERM)
        self.assertEqual(console.wait(30), 0)

    def test_it_attaches_to_who_serves_already_and_leaves_it_serving(self):
        self.start("gatehouse: 1\nproviders: [{id: sandbox, kind: sandbox}]\n")
        console = self.console("--workspace", self.workspace)
        with self.assertRaises(subprocess.TimeoutExpired):
            console.wait(2)
        console.send_signal(signal.SIGTERM)
        self.assertEqual(console.wait(30), 0)
        self.assertEqual(urllib.request.urlopen(self.gateway + "/healthz", timeout=10).status, 200)

    def test_the_tour_draws_every_panel_in_its_size(self):
        pictures = self.folder / "pictures"
        done = subprocess.run([CONSOLE, "--tour", str(pictures), "--only", "overview", "--only", "first-run"],
                              env=self.environment, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        names = {path.stem for path in pictures.glob("*.png")}
        self.assertLessEqual({"overview", "overview-dark", "first-run", "first-run-dark"}, names)
        for path in pictures.glob("*.png"):
            self.assertEqual(struct.unpack(">II", path.read_bytes()[16:24]), (1280, 800), path)


if __name__ == "__main__":
    unittest.main()
