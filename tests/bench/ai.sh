#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what a call of a model costs: tests/bench/ai.sh [BUILD...]. Asserts nothing. PORTKEY=1 adds that gateway's row, from npm.
set -euo pipefail
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
cd "$here/../.."
source app/setup.sh
install_missing nginx-light python3
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
read -r upstream_port proxy_port portkey_port < <(free_ports 3)

# An nginx that answers every POST with the same chat, and one in front of it.
mkdir -p "$work/www"
chmod 755 "$work" "$work/www"
cat > "$work/www/chat.json" <<'JSON'
{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"There was once a river, and behind the river a hill, and on the hill a house with a garden in which nobody had worked for years."},"finish_reason":"stop"}],"usage":{"prompt_tokens":480,"completion_tokens":30,"total_tokens":510}}
JSON
nginx_file() {  # NAME PORT LOCATION
  cat > "$work/$1.conf" <<CONF
worker_processes 1; daemon off; pid $work/$1.pid; error_log $work/$1.log;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 100000000;
  client_body_temp_path $work/$1-b; proxy_temp_path $work/$1-p; fastcgi_temp_path $work/$1-f; uwsgi_temp_path $work/$1-u; scgi_temp_path $work/$1-s;
  upstream up { server 127.0.0.1:$upstream_port; keepalive 64; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$2; $3 }
}
CONF
  nginx -c "$work/$1.conf" -e "$work/$1.log" &
  started=$!
  pids+=("$started")
}
nginx_file upstream "$upstream_port" "root $work/www; default_type application/json; error_page 405 =200 /chat.json; location / { try_files /chat.json =404; }"
upstream=$started
nginx_file proxy "$proxy_port" 'location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; }'
proxy=$started

export BENCH_KEY=the-key-of-the-bench-application PROVIDER_KEY=sk-bench GATEHOUSE_MASTER_KEY=$(printf '5a%.0s' $(seq 32))
cat > "$work/workspace.yaml" <<YAML
gatehouse: 1
providers:
  - {id: up, kind: openai, base_url: "http://127.0.0.1:$upstream_port/v1", keys: [{id: main, secret: "env:PROVIDER_KEY"}]}
applications: [{id: bench, keys: [{id: k1, secret: "env:BENCH_KEY"}]}]
apis: [{id: files, kind: rest, base_path: /files, state: published, upstream: {targets: [{url: "http://127.0.0.1:$upstream_port"}]}}]
YAML
wait_for() { for _ in $(seq 200); do curl -s -o /dev/null "$1" && return 0; sleep 0.05; done; echo "$1 does not answer" >&2; return 1; }
wait_for "http://127.0.0.1:$upstream_port/"
wait_for "http://127.0.0.1:$proxy_port/"
row() { python3 "$here/ai.py" "$@"; }
printf '%-34s %9s %9s %8s %8s %8s\n' 'a chat of 2 KiB' 'req/s' 'CPU us' 'p50 ms' 'p99 ms' 'RSS MiB'
row "upstream" "http://127.0.0.1:$upstream_port/v1/chat/completions" "$upstream" "$seconds"
row "nginx" "http://127.0.0.1:$proxy_port/v1/chat/completions" "$proxy" "$seconds"
for build in "${builds[@]}"; do
  program=$build/bin/gatehoused
  name=$(basename "$build")
  [ -x "$program" ] || { echo "no $program: build it for its rows" >&2; continue; }
  "$program" apply "$work/workspace.yaml" --workspace "$work/ws-$name" > /dev/null
  mkfifo "$work/ready-$name"
  "$program" serve --workspace "$work/ws-$name" --listen 127.0.0.1:0 --admin 127.0.0.1:0 --threads 1 > "$work/ready-$name" &
  pids+=("$!")
  gateway=$!
  read -r line < "$work/ready-$name"
  url=$(sed -E 's/.*gateway=(\S+).*/\1/' <<< "$line")
  key="Authorization: Bearer $BENCH_KEY"
  row "$name, plain REST" "$url/files/v1/chat" "$gateway" "$seconds" "$key"
  row "$name, same dialect" "$url/v1/chat/completions" "$gateway" "$seconds" "$key"
  row "$name, Anthropic to OpenAI" "$url/v1/messages" "$gateway" "$seconds" "$key"
done
if [ -n "${PORTKEY:-}" ]; then
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/gatehouse/portkey-1.15.2
  [ -d "$cache/node_modules/@portkey-ai" ] || npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache" @portkey-ai/gateway@1.15.2
  "${NODE:-node}" "$cache/node_modules/@portkey-ai/gateway/build/start-server.js" --headless --port="$portkey_port" > "$work/portkey.log" 2>&1 &
  pids+=("$!")
  portkey=$!
  wait_for "http://127.0.0.1:$portkey_port/"
  row "Portkey 1.15.2, same dialect" "http://127.0.0.1:$portkey_port/v1/chat/completions" "$portkey" "$seconds" "Authorization: Bearer $PROVIDER_KEY" \
    "x-portkey-provider: openai" "x-portkey-custom-host: http://127.0.0.1:$upstream_port/v1"
fi
