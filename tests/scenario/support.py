# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real gatehoused with a workspace of its own, upstreams on free ports, and plain clients, for the scenarios."""
import http.client
import http.server
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

PROGRAM = os.environ.get("GATEHOUSED", "gatehoused")
KEY = "the-key-of-the-shop-application"
PATIENCE = 20  # seconds until something that must happen counts as not happening


def eventually(condition, what="condition"):
    """Asks again until it is true, and returns that value; fails when it stays false."""
    deadline = time.monotonic() + PATIENCE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come true in {PATIENCE} s")
        time.sleep(0.01)


class Response:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:200]!r}"


class Upstream:
    """An HTTP server on a free port. `answer(handler)` may write what it likes; by default it tells what it was asked."""

    def __init__(self, answer=None):
        self.requests = []
        upstream = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def read_chunk(self):
                size = int(self.rfile.readline().split(b";")[0] or b"0", 16)
                data = self.rfile.read(size)
                self.rfile.readline()
                return data

            def do_any(self):
                if self.headers.get("Transfer-Encoding"):
                    self.body = b"".join(iter(self.read_chunk, b""))
                else:
                    self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                upstream.requests.append(self)
                if answer:
                    answer(self)
                    return
                self.reply(200, {"method": self.command, "path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
                                 "body": self.body.decode("latin1")})

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_any

            def reply(self, status, value, **headers):
                body = value if isinstance(value, bytes) else json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, text in headers.items():
                    self.send_header(name.replace("_", "-"), text)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class RawUpstream:
    """A listener on a free port; `serve(connection)` reads and writes what bytes it likes, on a thread of its own a connection,
    which is closed when it returns."""

    def __init__(self, serve):
        self.connections = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.serve = serve
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.settimeout(PATIENCE)
            self.connections.append(connection)
            threading.Thread(target=self.run, args=(connection,), daemon=True).start()

    def run(self, connection):
        try:
            self.serve(connection)
        except OSError:
            pass  # The gateway may have hung up; the scenario sees it on its own side.
        finally:
            connection.close()

    def close(self):
        self.listener.close()
        for connection in self.connections:
            connection.close()


def read_until(connection, mark, data=b""):
    """Reads until `mark` is there; returns what came before and with it, and what came behind it."""
    while mark not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError(f"the connection ended before {mark!r}: {data!r}")
        data += piece
    at = data.index(mark) + len(mark)
    return data[:at], data[at:]


def read_head(connection, data=b""):
    return read_until(connection, b"\r\n\r\n", data)


def unused_port():
    """A port on which nobody listens (for an upstream that is down)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Scenario(unittest.TestCase):
    """One workspace a test; what was started is ended."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-scenario-"))
        self.workspace = self.folder / "workspace"
        self.environment = {**os.environ, "SHOP_KEY": KEY, "GATEHOUSE_MASTER_KEY": "5a" * 32, "HOME": str(self.folder),
                            "XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_DATA_HOME": str(self.folder / "data")}
        self.server = None
        self.gateway = self.admin_url = None
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(self.kill)

    # Programs

    def run_program(self, *arguments, code=0, workspace=True):
        """Runs one command to its end and checks its exit code."""
        command = [PROGRAM, *map(str, arguments)] + (["--workspace", str(self.workspace)] if workspace else [])
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, code, f"{command}\n{done.stdout}\n{done.stderr}")
        return done

    def write(self, text, name="workspace.yaml"):
        path = self.folder / name
        path.write_text(text)
        return path

    def apply(self, text, *flags, code=0):
        return self.run_program("apply", self.write(text), *flags, code=code)

    def spawn(self, *flags):
        """Starts `serve` and returns the process and its first line ('' when it ended without one)."""
        with open(self.folder / "stderr.txt", "ab") as log:
            server = subprocess.Popen([PROGRAM, "serve", "--workspace", str(self.workspace), *flags], env=self.environment,
                                      stdout=subprocess.PIPE, stderr=log, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(lambda: server.poll() is None and (server.kill(), server.wait()))
        return server, server.stdout.readline()

    def serve(self, *flags):
        self.server, line = self.spawn("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", *flags)
        ready = re.fullmatch(r"gatehouse ready gateway=(https?://127\.0\.0\.1:\d+) admin=(https?://127\.0\.0\.1:\d+)\n", line)
        self.assertTrue(ready, f"no ready line but {line!r}\n{self.log()}")
        self.gateway, self.admin_url = ready.groups()

    def start(self, text, *flags):
        self.apply(text)
        self.serve(*flags)

    def log(self):
        path = self.folder / "stderr.txt"
        return path.read_text(errors="replace")[-4000:] if path.exists() else ""

    def terminate(self):
        """SIGTERM; returns the exit code."""
        self.server.send_signal(signal.SIGTERM)
        return self.server.wait(timeout=60)

    def kill(self):
        if self.server and self.server.poll() is None:
            self.server.kill()
            self.server.wait()

    # Clients

    def connect(self, url=None, context=None):
        host, port = re.fullmatch(r"https?://([^:]+):(\d+)", url or self.gateway).groups()
        if (url or self.gateway).startswith("https"):
            return http.client.HTTPSConnection(host, int(port), timeout=PATIENCE, context=context or ssl._create_unverified_context())
        return http.client.HTTPConnection(host, int(port), timeout=PATIENCE)

    def ask(self, method, path, body=None, key=KEY, url=None, context=None, **headers):
        """One request on a connection of its own. Header names are written with `_`; key=None sends no credential."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if key is not None:
            sent.setdefault("Authorization", f"Bearer {key}")
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        connection = self.connect(url, context)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Response(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def admin(self, method, path, body=None, **headers):
        token = (self.workspace / "admin.token").read_text().strip()
        return self.ask(method, "/admin/v1" + path, body, key=token, url=self.admin_url, **headers)

    def open_socket(self, url=None):
        host, port = re.fullmatch(r"https?://([^:]+):(\d+)", url or self.gateway).groups()
        connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def raw(self, data):
        """Sends these bytes and reads until the gateway closes."""
        connection = self.open_socket()
        connection.sendall(data)
        return read_to_end(connection)

    def raw_upstream(self, serve):
        server = RawUpstream(serve)
        self.addCleanup(server.close)
        return server

    def upstream(self, answer=None):
        server = Upstream(answer)
        self.addCleanup(server.close)
        return server


def read_to_end(connection):
    data = b""
    while True:
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            return data
        if not piece:
            return data
        data += piece


def shop(upstream, /, extra="", access="key", **api):
    """A workspace file with one API `orders` below /orders and one application `shop`, whose key is KEY."""
    more = "".join(f"    {name}: {value}\n" for name, value in api.items())
    routes = "" if "routes" in api else '    routes: [{methods: [GET, POST, DELETE], path: "/*"}]\n'
    target = "" if "upstream" in api else f'    upstream: {{targets: [{{url: "{upstream}"}}]}}\n'
    return f"""gatehouse: 1
teams:
  - id: core
applications:
  - id: shop
    team: core
    keys:
      - id: k1
        secret: "env:SHOP_KEY"
apis:
  - id: orders
    kind: rest
    team: core
    base_path: /orders
    state: published
    access: {access}
{target}{routes}{more}{extra}"""
