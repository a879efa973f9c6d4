#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what a request costs through nginx, HAProxy and gatehoused: tests/bench/run.sh [BUILD...]. Asserts nothing.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cd "$here/../.."
source app/setup.sh
install_missing nginx-light haproxy python3
builds=("$@")
[ $# -gt 0 ] || builds=(build/release)
seconds=${SECONDS_A_ROW:-5}

work=$(mktemp -d)
pids=()
finish() {
  [ ${#pids[@]} -eq 0 ] || { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }
  rm -rf "$work"
}
trap finish EXIT

free_ports() { python3 -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in held: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in held])' "$1"; }
answers() { for _ in $(seq 200); do curl -s -o /dev/null "$1" && return 0; sleep 0.05; done; echo "$1 does not answer" >&2; return 1; }
read -r upstream_port nginx_port haproxy_port < <(free_ports 3)

mkdir -p "$work/www"
# The workers of an nginx that root starts are not root.
chmod 755 "$work" "$work/www"
python3 -c 'print("{\"x\":\"" + "a" * 631 + "\"}", end="")' > "$work/www/small.json"
python3 -c 'print("{\"x\":\"" + "a" * 65527 + "\"}", end="")' > "$work/www/large.json"
nginx_file() {  # NAME PORT LOCATION
  cat > "$work/$1.conf" <<CONF
worker_processes 1; daemon off; pid $work/$1.pid; error_log $work/$1.log;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 100000000;
  client_body_temp_path $work/$1-b; proxy_temp_path $work/$1-p; fastcgi_temp_path $work/$1-f; uwsgi_temp_path $work/$1-u; scgi_temp_path $work/$1-s;
  upstream up { server 127.0.0.1:$upstream_port; keepalive 64; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$2; location / { $3 } }
}
CONF
  nginx -c "$work/$1.conf" -e "$work/$1.log" &
  started=$!
  pids+=("$started")
}
nginx_file upstream "$upstream_port" "root $work/www; default_type application/json;"
upstream=$started
nginx_file proxy "$nginx_port" 'proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection "";'
proxy=$started
cat > "$work/haproxy.cfg" <<CONF
global
  nbthread 1
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 3s
frontend f
  bind 127.0.0.1:$haproxy_port
  default_backend b
backend b
  http-reuse always
  server s 127.0.0.1:$upstream_port
CONF
haproxy -f "$work/haproxy.cfg" &
haproxy=$!
pids+=("$haproxy")
answers "http://127.0.0.1:$upstream_port/small.json"
answers "http://127.0.0.1:$nginx_port/small.json"
answers "http://127.0.0.1:$haproxy_port/small.json"

export BENCH_KEY=the-key-of-the-bench-application GATEHOUSE_MASTER_KEY=$(printf '5a%.0s' $(seq 32))
cat > "$work/workspace.yaml" <<YAML
gatehouse: 1
applications:
  - id: bench
    keys: [{id: k1, secret: "env:BENCH_KEY"}]
apis:
  - id: files
    kind: rest
    base_path: /files
    state: published
    upstream: {targets: [{url: "http://127.0.0.1:$upstream_port"}]}
  - id: limited
    kind: rest
    base_path: /limited
    state: published
    upstream: {targets: [{url: "http://127.0.0.1:$upstream_port"}]}
  - id: kept
    kind: rest
    base_path: /kept
    state: published
    cache: {ttl: 1h}
    upstream: {targets: [{url: "http://127.0.0.1:$upstream_port"}]}
limits:
  - {id: rate, match: {api: limited}, partition: [application], promise: {kind: average, limit: 100000000, per: 1m}}
  - {id: day, match: {api: limited}, partition: [application, api], promise: {kind: calendar, limit: 1000000000, per: day}}
  - {id: bytes, match: {api: limited}, partition: [application], unit: bytes, promise: {kind: average, limit: 1000000000000, per: 1m}}
YAML
declare -A gateway_of url_of
for build in "${builds[@]}"; do
  program=$build/bin/gatehoused
  [ -x "$program" ] || { echo "no $program: build it for its row" >&2; continue; }
  "$program" apply "$work/workspace.yaml" --workspace "$work/ws-${build//\//-}" > /dev/null
  mkfifo "$work/ready-${build//\//-}"
  "$program" serve --workspace "$work/ws-${build//\//-}" --listen 127.0.0.1:0 --admin 127.0.0.1:0 --threads 1 > "$work/ready-${build//\//-}" &
  gateway_of[$build]=$!
  pids+=("$!")
  read -r line < "$work/ready-${build//\//-}"
  url_of[$build]=$(sed -E 's/.*gateway=(\S+).*/\1/' <<< "$line")
done

printf '%-28s %9s %9s %8s %8s %8s\n' '' 'req/s' 'CPU us' 'p50 ms' 'p99 ms' 'RSS MiB'
for size in small large; do
  row() { python3 "$here/load.py" "$@"; }
  row "upstream, $size" "http://127.0.0.1:$upstream_port/$size.json" "$upstream" "$seconds"
  row "nginx, $size" "http://127.0.0.1:$nginx_port/$size.json" "$proxy" "$seconds"
  row "HAProxy, $size" "http://127.0.0.1:$haproxy_port/$size.json" "$haproxy" "$seconds"
  for build in "${!gateway_of[@]}"; do
    row "$(basename "$build"), key, $size" "${url_of[$build]}/files/$size.json" "${gateway_of[$build]}" "$seconds" "$BENCH_KEY"
    row "$(basename "$build"), 3 limits, $size" "${url_of[$build]}/limited/$size.json" "${gateway_of[$build]}" "$seconds" "$BENCH_KEY"
    row "$(basename "$build"), kept, $size" "${url_of[$build]}/kept/$size.json" "${gateway_of[$build]}" "$seconds" "$BENCH_KEY"
  done
done
bash "$here/window.sh" "${builds[0]}"
