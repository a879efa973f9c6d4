# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in a storm of edits: what was acknowledged is there after the restart, and nothing is there by half."""
import threading
import unittest

from support import Scenario, eventually


class Crash(Scenario):
    def test_every_acknowledged_edit_survives(self):
        self.serve()
        acknowledged = set()
        lock = threading.Lock()

        def write(writer):
            number = 0
            while True:
                name = f"team-{writer}-{number}"
                number += 1
                try:
                    if self.admin("POST", "/teams", {"id": name, "name": f"Team {name}"}).status != 201:
                        return
                except OSError:
                    return
                except Exception:  # A broken-off answer is no acknowledgement.
                    return
                with lock:
                    acknowledged.add(name)

        for wanted in (30, 60):  # Twice: the second crash meets what the first restart recovered.
            writers = [threading.Thread(target=write, args=(f"{wanted}-{n}",)) for n in range(4)]
            for writer in writers:
                writer.start()
            eventually(lambda: len(acknowledged) >= wanted, f"{wanted} edits")
            self.kill()
            for writer in writers:
                writer.join()
            self.serve()
            teams = {team["id"]: team for team in self.admin("GET", "/teams").json["items"]}
            self.assertLessEqual(acknowledged, teams.keys())
            for name in acknowledged:
                self.assertEqual(teams[name]["name"], f"Team {name}")
        self.assertIn("team-30-0-0", self.run_program("export").stdout)


if __name__ == "__main__":
    unittest.main()
