// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A line of each program. Apart from the test: moc does not see classes behind raw texts.
namespace gatehouse::accesslog::test {

inline constexpr const char* kNginx =
    R"(203.0.113.9 - ana [24/Nov/2026:12:00:00 +0000] "GET /orders/1?a=b HTTP/1.1" 429 178 "-" "curl/8.5")";
inline constexpr const char* kNginxTimed =
    R"(203.0.113.9 - - [24/Nov/2026:13:00:00 +0100] "POST /orders HTTP/1.1" 201 20 "-" "a \"b\" c" rt=0.250)";
inline constexpr const char* kApache =
    R"(203.0.113.9 - - [24/Nov/2026:12:00:00 +0000] "GET /orders/1 HTTP/1.1" 200 -)";
inline constexpr const char* kKong =
    R"(203.0.113.9 - - [24/Nov/2026:12:00:00 +0000] "GET /orders/1 HTTP/1.1" 429 41 "-" "curl/8.5" kong_request_id: "8a7f")";
inline constexpr const char* kApisix =
    R"(203.0.113.9 - - [24/Nov/2026:12:00:00 +0000] api.example "GET /orders/1 HTTP/1.1" 503 194 0.125 "-" "curl/8.5" - - - "http://api.example")";
inline constexpr const char* kHaProxy =
    R"(Nov 24 12:00:00 edge haproxy[14389]: 203.0.113.9:33317 [24/Nov/2026:12:00:00.500] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1")";
inline constexpr const char* kEnvoy =
    R"([2026-11-24T12:00:00.125Z] "POST /v1/chat/completions HTTP/2" 200 - 154 1024 320 315 "198.51.100.4,10.0.0.1" "openai" "cc21d9b0" "api.example" "10.0.35.28:80")";
inline constexpr const char* kEnvoyNew =
    R"([2026-11-24T12:00:00.125Z] "GET /a HTTP/1.1" 429 RL request_rate_limited - "-" 0 18 3 - "-" "curl/8.5" "cc21" "api.example" "-")";
inline constexpr const char* kNginxJson =
    R"({"time_iso8601":"2026-11-24T12:00:00+00:00","remote_addr":"203.0.113.9","remote_user":"","request":"GET /orders/1 HTTP/1.1","status":"200","body_bytes_sent":"512","request_time":"0.040"})";
inline constexpr const char* kEnvoyJson =
    R"({"start_time":"2026-11-24T12:00:00.125Z","method":"GET","path":"/a","response_code":200,"bytes_received":0,"bytes_sent":77,"duration":12,"x_forwarded_for":"198.51.100.4"})";
inline constexpr const char* kKongJson =
    R"({"client_ip":"203.0.113.9","started_at":1795521600250,"latencies":{"request":40,"kong":5,"proxy":35},"request":{"method":"GET","uri":"/orders/1?x=1","size":"120"},"response":{"status":429,"size":"41"},"consumer":{"username":"ana"},"service":{"name":"orders"}})";
inline constexpr const char* kApisixJson =
    R"({"client_ip":"203.0.113.9","start_time":1795521600250,"latency":40.5,"request":{"method":"GET","uri":"/orders/1","size":120},"response":{"status":200,"size":41},"route_id":"7"})";

/// And some that are none.
inline constexpr const char* kNoRequest =
    R"(1.2.3.4 - - [24/Nov/2026:12:00:00 +0000] "-" 408 0 "-" "-")";
inline constexpr const char* kNoSuchDay =
    R"(1.2.3.4 - - [31/Feb/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 0)";
inline constexpr const char* kNoStatus =
    R"(1.2.3.4 - - [24/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 2000 0)";
inline constexpr const char* kNoTime = R"({"method":"GET","path":"/","status":200})";
inline constexpr const char* kHalf = R"({"method":"GET","path":"/",)";
inline constexpr const char* kOpenQuote =
    R"(1.2.3.4 - - [24/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1 200 0)";

} // namespace gatehouse::accesslog::test
