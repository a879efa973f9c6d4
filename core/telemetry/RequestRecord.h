// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Units.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gatehouse::telemetry {

/// What was called.
enum class ExchangeKind : std::uint8_t
{
    None, ///< Nothing was matched: unknown path, bad message.
    Rest,
    Ai,
};

/// Who caused a 429 or 503.
enum class RefusedBy : std::uint8_t
{
    Nobody,
    OwnRule,
    Provider,
    Shed
};

/// What the cache did for an exchange.
enum class CacheUse : std::uint8_t
{
    None, ///< Its route is not cached.
    Miss,
    Hit,      ///< Answered with what was kept.
    Coalesced ///< With the answer of an equal call in flight.
};

/// When the phases of an exchange ended, in microseconds after its start; 0 = the phase was not
/// reached. The start is the first byte of the request head.
struct Phases
{
    std::uint32_t head = 0;       ///< The request head was complete.
    std::uint32_t admitted = 0;   ///< Identified, authorised, let through.
    std::uint32_t connected = 0;  ///< An upstream connection was at hand (of the last attempt).
    std::uint32_t sent = 0;       ///< The whole request was sent upstream.
    std::uint32_t firstByte = 0;  ///< Upstream's answer head was complete.
    std::uint32_t firstToken = 0; ///< First streamed content of a model.
    std::uint32_t lastByte =
        0; ///< The answer's last byte was handed to the client's socket: the total time.
};

/// One try at one target.
struct Attempt
{
    std::string target;            ///< Provider id or upstream URL.
    std::string key;               ///< Provider key id.
    std::uint16_t status = 0;      ///< 0 = no answer
    std::uint32_t startMicros = 0; ///< After the start of the exchange.
    std::uint32_t endMicros = 0;
    std::string reason; ///< Why it was not the last: "connection refused", "503", ...
};

/// What one limit rule said of an exchange.
struct LimitVerdict
{
    std::string rule;
    std::string partition; ///< Empty = the rule has one counter.
    std::string unit;      ///< As in the file: `requests`, `tokens`, ...
    std::string mode;      ///< `enforced`, `shadow`, `ramp`
    std::string verdict;   ///< `within`, `queued`, `would_refuse`, `refused`
    std::int64_t cost =
        0; ///< Of this exchange, by estimate; of cost_usd in nano-dollars, as all below.
    std::int64_t used = 0;
    std::int64_t limit = 0;
    std::int64_t remaining = 0;
    std::int64_t retryMillis = 0; ///< Until it would have passed; -1 = never.
    friend bool operator==(const LimitVerdict&, const LimitVerdict&) = default;
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// The start of one body as it went over the wire.
struct CapturedBody
{
    std::string data;
    std::uint64_t size = 0; ///< Of the whole body; larger than data.size() when cut.
};

/// What went to a provider in one try and what came back: the other side of a translation.
struct CapturedTry
{
    std::uint32_t attempt = 0; ///< Its place in RequestRecord::attempts.
    std::string url;           ///< Without a query; empty = inside the gateway.
    std::uint16_t status = 0;  ///< 0 = no answer
    HeaderList requestHeaders;
    HeaderList responseHeaders;
    CapturedBody request;
    CapturedBody response;
    bool sameRequest = false;  ///< As the client sent it: `request.data` is empty.
    bool sameResponse = false; ///< As the client got it: `response.data` is empty.
};

/// Heads and bodies of an exchange, where the recording policy keeps them. Secrets are masked
/// before they get here.
struct Capture
{
    HeaderList requestHeaders;
    HeaderList responseHeaders;
    CapturedBody request;
    CapturedBody response;
    std::vector<CapturedTry> tries; ///< Of model calls.

    /// Bytes of bodies that it holds.
    [[nodiscard]] std::size_t held() const
    {
        std::size_t sum = request.data.size() + response.data.size();
        for (const auto& one : tries)
            sum += one.request.data.size() + one.response.data.size();
        return sum;
    }
};

/// What is kept of one exchange. Made by the data plane, moved through a ring, read by live feed
/// and history. Ids, not names; empty = does not apply.
struct RequestRecord
{
    std::string id; ///< x-gatehouse-request-id, a ULID
    Timestamp start;
    ExchangeKind kind = ExchangeKind::None;
    std::string method;
    std::string path;         ///< Without the query.
    std::uint16_t status = 0; ///< Sent to the client; 0 = nothing was sent.
    std::string
        error; ///< Error class: `unknown_route`, `no_key`, `upstream_refused`, `client_gone`, ...
    RefusedBy refusedBy = RefusedBy::Nobody;
    std::string api;
    std::uint32_t revision = 0;
    std::string route; ///< The route's path template.
    std::string application;
    std::string team;
    std::string key;  ///< Id of the application key.
    std::string plan; ///< Of the subscription that it came under.
    std::string clientAddress;
    std::string modelAsked;
    std::string modelUsed;
    std::string provider;
    std::string providerKey;
    bool stream = false;
    std::string finish; ///< Finish reason of a model.
    std::vector<Attempt> attempts;
    std::vector<LimitVerdict> limits; ///< The tightest first.
    std::uint32_t queuedMicros = 0;   ///< Waited for room in a limit.
    std::uint64_t bytesIn = 0;        ///< Request body.
    std::uint64_t bytesOut = 0;       ///< Answer body.
    Tokens inputTokens = 0;
    Tokens outputTokens = 0;
    Tokens cachedTokens = 0;    ///< Part of inputTokens.
    Tokens reasoningTokens = 0; ///< Part of outputTokens.
    NanoUsd cost;
    /// Hash of method, target and body, keyed by the workspace: equal for equal questions; 0 =
    /// unknown.
    std::int64_t question = 0;
    CacheUse cache = CacheUse::None;
    /// Of a hit and a coalesced call, which has used none itself.
    Tokens savedInputTokens = 0;
    Tokens savedOutputTokens = 0;
    NanoUsd savedCost;
    Phases phases;
    std::unique_ptr<Capture> capture;
};

} // namespace gatehouse::telemetry
