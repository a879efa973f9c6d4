// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/CallLog.h"

#include <algorithm>

namespace gatehouse::doctor {

using limits::Dimension;
using telemetry::RefusedBy;
using telemetry::RequestRecord;

namespace {

/// What the gateway reserves for an answer whose length the caller did not bound.
constexpr std::uint32_t kUnboundedOutput = 256;

std::uint32_t small(std::int64_t value)
{
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, 0xFFFFFFFF));
}

/// A limit was asked: at the least, somebody was called or something was answered.
bool metLimits(const RequestRecord& record)
{
    if (record.kind == telemetry::ExchangeKind::None || record.refusedBy == RefusedBy::Shed)
        return false;
    return !record.limits.empty() || !record.attempts.empty() ||
           (record.status != 0 && record.status < 400) || record.status == 429;
}

std::int64_t toldWait(const RequestRecord& record)
{
    if (record.refusedBy != RefusedBy::OwnRule)
        return Call::kUntold;
    std::int64_t longest = Call::kUntold;
    for (const auto& verdict : record.limits) {
        if (verdict.verdict != "refused")
            continue;
        if (verdict.retryMillis < 0)
            return Call::kNever;
        longest = std::max(longest, verdict.retryMillis);
    }
    return longest;
}

/// What the gateway took for the answer's length, where a rule noted it.
std::uint32_t estimatedOutput(const RequestRecord& record, std::int64_t inputEstimate)
{
    for (const auto& verdict : record.limits) {
        if (verdict.unit == "output_tokens")
            return small(verdict.cost);
        if (verdict.unit == "tokens")
            return small(verdict.cost - inputEstimate);
    }
    return kUnboundedOutput;
}

std::int64_t hashOf(const RequestRecord& record)
{
    std::string text = record.method;
    for (const std::string* part : {&record.path, &record.modelAsked})
        text.append("\n").append(*part);
    text.append("\n").append(std::to_string(record.bytesIn));
    return static_cast<std::int64_t>(std::hash<std::string>{}(text));
}

} // namespace

/// What answered calls of a kind used, summed up.
struct CallLog::Usual
{
    std::int64_t calls = 0;
    std::int64_t service = 0;
    std::int64_t output = 0;
    std::int64_t bytesOut = 0;
    std::int64_t cost = 0;
    std::string provider;
    std::string providerKey;
};

CallLog::Added CallLog::add(const RequestRecord& record)
{
    if (!metLimits(record)) {
        ++m_leftOut;
        return Added::NoCall;
    }
    if (m_calls.size() >= m_most)
        return Added::Full;
    auto& call = m_calls.emplace_back();
    const std::int64_t start = record.start.time_since_epoch().count();
    const std::int64_t total = record.phases.lastByte;
    std::int64_t asked = record.phases.admitted != 0
                             ? std::int64_t{record.phases.admitted} - record.queuedMicros
                             : std::int64_t{record.phases.head};
    asked = std::clamp<std::int64_t>(asked, 0, total);
    call.atMicros = start + asked;
    call.serviceMicros = small(total - asked - record.queuedMicros);
    call.isModel = record.kind == telemetry::ExchangeKind::Ai;
    call.exact = record.question != 0;
    call.question = call.exact ? record.question : hashOf(record);
    call.refused = record.status == 429 || record.status == 503;
    call.ownRule = record.refusedBy == RefusedBy::OwnRule;
    call.answered = record.status != 0 && record.status < 400;
    call.toldMillis = call.refused ? toldWait(record) : Call::kUntold;
    call.bytesIn = record.bytesIn;
    call.bytesOut = record.bytesOut;
    const auto inputEstimate = static_cast<std::int64_t>((record.bytesIn + 3) / 4);
    call.inputTokens =
        small(record.inputTokens > 0 || !call.isModel ? record.inputTokens : inputEstimate);
    call.outputTokens = small(record.outputTokens);
    call.estimatedOutput = call.isModel ? estimatedOutput(record, inputEstimate) : 0;
    call.costNanoUsd = record.cost.value;
    call.estimatedCost = record.cost.value;
    for (const auto& verdict : record.limits) {
        if (verdict.unit == "cost_usd")
            call.estimatedCost = verdict.cost;
    }
    call.lot = static_cast<std::uint8_t>(limits::lotOf(record.id));
    call.shape = shapeOf(record);
    return Added::Taken;
}

std::uint32_t CallLog::shapeOf(const RequestRecord& record)
{
    Shape shape;
    const auto set = [&shape](Dimension dimension, std::string value) {
        shape.values[static_cast<std::size_t>(dimension)] = std::move(value);
    };
    set(Dimension::Application, record.application);
    set(Dimension::Team, record.team);
    set(Dimension::Key, record.key);
    set(Dimension::Api, record.api);
    set(Dimension::Route, record.route);
    set(Dimension::Revision, record.revision == 0 ? "" : std::to_string(record.revision));
    set(Dimension::Model, record.modelAsked);
    set(Dimension::Provider, record.provider);
    set(Dimension::ProviderKey, record.providerKey);
    set(Dimension::Ip, record.clientAddress);
    set(Dimension::Plan, record.plan);
    return intern(std::move(shape));
}

std::uint32_t CallLog::withTarget(std::uint32_t number, const std::string& provider,
                                  const std::string& key)
{
    Shape shape = m_shapes[number];
    shape.values[static_cast<std::size_t>(Dimension::Provider)] = provider;
    shape.values[static_cast<std::size_t>(Dimension::ProviderKey)] = key;
    return intern(std::move(shape));
}

std::uint32_t CallLog::intern(Shape shape)
{
    std::string name;
    for (const auto& value : shape.values)
        name.append(value).push_back('\0');
    const auto [at, isNew] =
        m_shapeNumbers.try_emplace(std::move(name), static_cast<std::uint32_t>(m_shapes.size()));
    if (isNew)
        m_shapes.push_back(std::move(shape));
    return at->second;
}

const std::string& CallLog::caller(const Call& call) const
{
    const auto& application = value(call, Dimension::Application);
    return application.empty() ? value(call, Dimension::Ip) : application;
}

limits::PastCall CallLog::past(const Call& call) const
{
    limits::PastCall out;
    out.at = Timestamp{std::chrono::microseconds(call.atMicros)};
    out.service = std::chrono::microseconds(call.serviceMicros);
    const auto& values = m_shapes[call.shape].values;
    for (std::size_t i = 0; i < values.size(); ++i)
        out.facts.values[i] = values[i];
    out.facts.lot = call.lot;
    const auto bytesIn = static_cast<limits::Amount>(call.bytesIn);
    out.estimate.bytes = bytesIn;
    if (call.isModel) {
        out.estimate.inputTokens = (bytesIn + 3) / 4;
        out.estimate.outputTokens = call.estimatedOutput;
        out.estimate.costNanoUsd = call.estimatedCost;
    }
    out.actual.inputTokens = call.inputTokens;
    out.actual.outputTokens = call.outputTokens;
    out.actual.costNanoUsd = call.costNanoUsd;
    out.actual.bytes = bytesIn + static_cast<limits::Amount>(call.bytesOut);
    return out;
}

void CallLog::finish()
{
    std::ranges::stable_sort(m_calls, {}, &Call::atMicros);
    fillRefused();
    findRetries();
}

void CallLog::fillRefused()
{
    const auto kind = [this](const Call& call) {
        return caller(call) + '\n' + value(call, Dimension::Api) + '\n' +
               value(call, Dimension::Route) + '\n' + value(call, Dimension::Model);
    };
    std::unordered_map<std::string, Usual> usual;
    bool anyRefused = false;
    for (const auto& call : m_calls) {
        anyRefused = anyRefused || call.refused;
        if (!call.answered)
            continue;
        auto& known = usual[kind(call)];
        ++known.calls;
        known.service += call.serviceMicros;
        known.output += call.outputTokens;
        known.bytesOut += static_cast<std::int64_t>(call.bytesOut);
        known.cost += call.costNanoUsd;
        known.provider = value(call, Dimension::Provider);
        known.providerKey = value(call, Dimension::ProviderKey);
    }
    if (!anyRefused)
        return;
    for (auto& call : m_calls) {
        if (!call.refused)
            continue;
        const auto found = usual.find(kind(call));
        if (found == usual.end())
            continue;
        const auto& known = found->second;
        call.serviceMicros = small(known.service / known.calls);
        call.outputTokens = small(known.output / known.calls);
        call.bytesOut = static_cast<std::uint64_t>(known.bytesOut / known.calls);
        call.costNanoUsd = known.cost / known.calls;
        if (call.estimatedCost == 0)
            call.estimatedCost = call.costNanoUsd;
        if (value(call, Dimension::Provider).empty() && !known.provider.empty())
            call.shape = withTarget(call.shape, known.provider, known.providerKey);
    }
}

void CallLog::findRetries()
{
    struct Open
    {
        std::int64_t backAt = 0; ///< The told wait is over.
        std::int64_t until = 0;
        bool told = false;
    };
    std::unordered_map<std::size_t, Open> waiting;
    for (auto& call : m_calls) {
        const auto key =
            std::hash<std::string>{}(caller(call)) * 31 + static_cast<std::size_t>(call.question);
        const auto found = waiting.find(key);
        if (found != waiting.end()) {
            const auto& refusal = found->second;
            call.repeated = call.atMicros <= refusal.until;
            call.repeatsTold = call.repeated && refusal.told;
            call.early = call.repeatsTold && call.atMicros < refusal.backAt;
            waiting.erase(found);
        }
        if (!call.refused)
            continue;
        Open open;
        open.told = call.toldMillis != Call::kUntold;
        const bool never = call.toldMillis == Call::kNever;
        const auto wait = std::max<std::int64_t>(0, call.toldMillis) * 1000;
        open.backAt = never ? std::numeric_limits<std::int64_t>::max() : call.atMicros + wait;
        open.until = call.atMicros + wait + kRetryWithinMicros;
        waiting[key] = open;
    }
}

} // namespace gatehouse::doctor
