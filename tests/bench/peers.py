# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of the table: one upstream nginx, and before it nginx, HAProxy and every build of gatehoused, one worker each."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time
import urllib.request

KEY = "the-key-of-the-bench-application"
CREDENTIAL = f"Authorization: Bearer {KEY}"

WORKSPACE = """gatehouse: 1
{gateway}applications:
{applications}
apis:
{apis}
"""


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def application(name, secret):
    return f"  - id: {name}\n    keys: [{{id: k1, secret: \"{secret}\"}}]"


def api(name, url, base):
    return (f"  - id: {name}\n    kind: rest\n    base_path: {base}\n    state: published\n"
            f"    upstream: {{timeout: 600s, targets: [{{url: \"{url}\"}}]}}")


class Peer:
    """A program under measurement: its process, and where it answers."""

    def __init__(self, name, process, url, prefix="", fields=()):
        self.name, self.process, self.url, self.prefix, self.fields = name, process, url, prefix, list(fields)

    def target(self, path):
        return self.url + self.prefix + path

    def options(self):
        return [part for field in self.fields for part in ("-H", field)]


class House:
    """Starts everything below one folder and ends it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.processes = []
        (self.folder / "www").mkdir()
        # The workers of an nginx that root starts are not root.
        self.folder.chmod(0o755)
        for name, size in (("small", 640), ("large", 65536), ("huge", 4 << 20)):
            (self.folder / "www" / f"{name}.json").write_text('{"x":"' + "a" * (size - 8) + '"}')
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "2", "-subj", "/CN=localhost", "-keyout", self.folder / "tls.key", "-out", self.folder / "tls.pem"],
                       check=True, capture_output=True)
        self.upstream_port, self.nginx_port, self.nginx_tls_port, self.haproxy_port, self.haproxy_tls_port = free_ports(5)

    def start(self, command, **options):
        process = subprocess.Popen([str(part) for part in command], **options)
        self.processes.append(process)
        return process

    def stop(self, process):
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self.processes.remove(process)

    def end(self):
        for process in list(self.processes):
            self.stop(process)

    def nginx(self, name, servers, more=""):
        at = self.folder / name
        temp = " ".join(f"{kind}_temp_path {at}-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        pathlib.Path(f"{at}.conf").write_text(
            f"worker_processes 1; daemon off; pid {at}.pid; error_log {at}.log crit;\n"
            f"events {{ worker_connections 16384; }}\n"
            f"http {{ access_log off; keepalive_requests 1000000000; client_max_body_size 0; {temp} {more}\n{servers} }}\n")
        return self.start(["nginx", "-c", f"{at}.conf", "-e", f"{at}.log"], stderr=subprocess.DEVNULL)

    def base(self):
        """The upstream, and the two peers in front of it."""
        upstream = f"http://127.0.0.1:{self.upstream_port}"
        process = self.nginx("upstream", f"server {{ listen 127.0.0.1:{self.upstream_port} backlog=4096; root {self.folder}/www; "
                             "default_type application/json; location /sink { return 200; } }")
        self.upstream = Peer("upstream, called directly", process, upstream)
        body = ('location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; '
                "proxy_request_buffering off; }")
        tls = f"ssl_certificate {self.folder}/tls.pem; ssl_certificate_key {self.folder}/tls.key;"
        process = self.nginx(
            "proxy", f"server {{ listen 127.0.0.1:{self.nginx_port} backlog=4096; {body} }}\n"
            f"server {{ listen 127.0.0.1:{self.nginx_tls_port} ssl backlog=4096; {tls} {body} }}",
            f"upstream up {{ server 127.0.0.1:{self.upstream_port}; keepalive 64; keepalive_requests 1000000000; }}")
        self.nginx_peer = Peer("nginx", process, f"http://127.0.0.1:{self.nginx_port}")
        self.nginx_tls = Peer("nginx", process, f"https://127.0.0.1:{self.nginx_tls_port}")
        pem = self.folder / "both.pem"
        pem.write_text((self.folder / "tls.pem").read_text() + (self.folder / "tls.key").read_text())
        (self.folder / "haproxy.cfg").write_text(
            "global\n  nbthread 1\n  maxconn 4000\ndefaults\n  mode http\n  timeout client 600s\n  timeout server 60s\n"
            f"  timeout connect 3s\nfrontend f\n  bind 127.0.0.1:{self.haproxy_port}\n"
            f"  bind 127.0.0.1:{self.haproxy_tls_port} ssl crt {pem}\n  default_backend b\nbackend b\n"
            f"  http-reuse always\n  server s 127.0.0.1:{self.upstream_port}\n")
        process = self.start(["haproxy", "-q", "-f", self.folder / "haproxy.cfg"], stderr=subprocess.DEVNULL)
        self.haproxy_peer = Peer("HAProxy", process, f"http://127.0.0.1:{self.haproxy_port}")
        self.haproxy_tls = Peer("HAProxy", process, f"https://127.0.0.1:{self.haproxy_tls_port}")
        for peer in (self.upstream, self.nginx_peer, self.haproxy_peer):
            wait_for(peer.url + "/small.json")

    def gatehoused(self, build, name="", tls=False, apis=0, keys=0, streams=None):
        """One build with key check, records and metrics on; with so many more APIs and keys than the one that is called."""
        label = f"gatehoused ({pathlib.Path(build).name}){name}"
        program = pathlib.Path(build) / "bin" / "gatehoused"
        folder = self.folder / re.sub(r"\W+", "-", f"ws-{build}{name}")
        upstream = f"http://127.0.0.1:{self.upstream_port}"
        gateway = f"gateway:\n  tls: {{certificate: {self.folder}/tls.pem, key: {self.folder}/tls.key}}\n" if tls else ""
        listed = [api("files", upstream, "/files")] + [api(f"api-{i}", upstream, f"/other/{i}") for i in range(apis)]
        if streams:
            listed.append(api("streams", streams, "/streams"))
        callers = [application("bench", KEY)]
        for i in range(keys // 100):
            callers.append(f"  - id: app-{i}\n    keys: [" +
                           ", ".join(f"{{id: k{j}, secret: \"key-of-nobody-{i}-{j}-abcdefgh\"}}" for j in range(100)) + "]")
        file = self.folder / f"{folder.name}.yaml"
        file.write_text(WORKSPACE.format(gateway=gateway, applications="\n".join(callers), apis="\n".join(listed)))
        environment = dict(os.environ, GATEHOUSE_MASTER_KEY="5a" * 32)
        subprocess.run([program, "apply", file, "--allow-inline-secrets", "--workspace", folder], check=True, env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process = self.start([program, "serve", "--workspace", folder, "--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0",
                              "--threads", "1"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = process.stdout.readline()
        url = re.search(r"gateway=(\S+)", line).group(1)
        return Peer(label, process, url, "/files", [CREDENTIAL])


def wait_for(url):
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{url} does not answer")


def has(program):
    return shutil.which(program) is not None
