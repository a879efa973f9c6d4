// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/LimitAnswer.h"

#include "model/Words.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace gatehouse::gateway {

namespace {

using limits::Amount;
using limits::Decision;
using limits::Verdict;
using model::LimitUnit;

/// The largest whole number of a structured field (RFC 9651, 3.3.1).
constexpr Amount kMostInteger = 999'999'999'999'999;

std::int64_t secondsUp(Duration duration)
{
    return std::chrono::ceil<std::chrono::seconds>(duration).count();
}

/// Money goes out in millionths of a dollar, rounded down: nano-dollars do not fit.
Amount told(const Decision& decision, Amount amount)
{
    if (decision.rule->source.unit == LimitUnit::CostUsd)
        amount /= 1000;
    return std::clamp<Amount>(amount, 0, kMostInteger);
}

/// A quoted string (RFC 9651, 3.3.3); ids have no character that would need an escape.
std::string quoted(const std::string& id)
{
    return '"' + id + '"';
}

std::string unitParameter(LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Requests:
        return {};
    case LimitUnit::Bytes:
        return R"(;qu="content-bytes")";
    case LimitUnit::InFlight:
        return R"(;qu="concurrent-requests")";
    case LimitUnit::CostUsd:
        return R"(;qu="micro-usd")";
    default:
        return fmt::format(R"(;qu="{}")", model::toWord(unit));
    }
}

/// The period in whole seconds; 0 where there is none, or it has none.
std::int64_t windowSeconds(const Decision& decision, const limits::Now& now)
{
    Duration per{};
    const auto& promise = decision.rule->promise;
    if (const auto* average = std::get_if<limits::Average>(&promise))
        per = average->per();
    else if (const auto* window = std::get_if<limits::Window>(&promise))
        per = window->per();
    else if (const auto* calendar = std::get_if<limits::Calendar>(&promise)) {
        const auto period = calendar->period(now);
        per = period.end - period.start;
    }
    return per % std::chrono::seconds(1) == Duration::zero()
               ? std::chrono::duration_cast<std::chrono::seconds>(per).count()
               : 0;
}

std::string policy(const Decision& decision, const limits::Now& now)
{
    auto out = fmt::format("{};q={}", quoted(decision.rule->source.id),
                           told(decision, limits::quota(decision.rule->promise)));
    if (const auto seconds = windowSeconds(decision, now); seconds > 0)
        out += fmt::format(";w={}", seconds);
    return out + unitParameter(decision.rule->source.unit);
}

std::string state(const Decision& decision)
{
    auto out = fmt::format("{};r={}", quoted(decision.rule->source.id),
                           told(decision, decision.remaining));
    const auto more =
        decision.verdict == Verdict::Refused ? decision.retryAfter : decision.moreAfter;
    if (more > Duration::zero() && more != Duration::max())
        out += fmt::format(";t={}", secondsUp(more));
    return out;
}

/// A duration as Go writes it, which is OpenAI's form: `547ms`, `2m52.8s`, `6m0s`.
std::string goDuration(Duration duration)
{
    const auto millis = std::chrono::ceil<std::chrono::milliseconds>(duration).count();
    if (millis < 1000)
        return millis == 0 ? "0s" : fmt::format("{}ms", millis);
    const auto hours = millis / 3'600'000;
    const auto minutes = millis / 60'000 % 60;
    auto seconds = fmt::format("{}.{:03}", millis / 1000 % 60, millis % 1000);
    seconds.erase(seconds.find_last_not_of('0') + 1);
    if (seconds.ends_with('.'))
        seconds.pop_back();
    return (hours > 0 ? fmt::format("{}h", hours) : std::string{}) +
           (hours > 0 || minutes > 0 ? fmt::format("{}m", minutes) : std::string{}) + seconds + 's';
}

using Decisions = std::vector<const Decision*>;

/// Those of the exchange and of the provider that was asked last.
Decisions tightestFirst(const Exchange& x)
{
    Decisions out;
    for (const auto* admission : {&x.admission, &x.targetAdmission}) {
        for (const auto& decision : admission->decisions)
            out.push_back(&decision);
    }
    if (!x.targetAdmission.decisions.empty())
        std::ranges::stable_sort(
            out, [](const Decision* a, const Decision* b) { return limits::isTighter(*a, *b); });
    return out;
}

void addOpenAi(const Decisions& decisions, http::FieldBlock& fields)
{
    const std::pair<std::string_view, std::vector<LimitUnit>> kinds[]{
        {"requests", {LimitUnit::Requests}},
        {"tokens", {LimitUnit::Tokens, LimitUnit::OutputTokens, LimitUnit::InputTokens}},
    };
    for (const auto& [name, units] : kinds) {
        const auto at = std::ranges::find_if(decisions, [&](const Decision* d) {
            return d->mode != limits::Mode::Shadow &&
                   std::ranges::find(units, d->rule->source.unit) != units.end();
        });
        if (at == decisions.end())
            continue;
        const auto* const found = *at;
        const auto add = [&, kind = name](std::string_view what, const std::string& value) {
            fields.set(fmt::format("x-ratelimit-{}-{}", what, kind), value);
        };
        add("limit", std::to_string(limits::quota(found->rule->promise)));
        add("remaining", std::to_string(found->remaining));
        add("reset",
            goDuration(found->fullAfter == Duration::max() ? Duration::zero() : found->fullAfter));
    }
}

/// Asking again soon would be of no use: a quota, a budget, or what never fits.
bool isSpent(const Decision& decision)
{
    return std::holds_alternative<limits::Calendar>(decision.rule->promise) ||
           decision.rule->source.unit == LimitUnit::CostUsd ||
           decision.retryAfter == Duration::max();
}

void addRetry(const Decision& decision, http::FieldBlock& fields)
{
    if (decision.retryAfter != Duration::max()) {
        fields.set("Retry-After",
                   std::to_string(std::max<std::int64_t>(1, secondsUp(decision.retryAfter))));
        const auto millis = std::chrono::ceil<std::chrono::milliseconds>(decision.retryAfter);
        fields.set("retry-after-ms", std::to_string(std::max<std::int64_t>(1, millis.count())));
    }
    if (isSpent(decision))
        fields.set("x-should-retry", "false");
}

std::string amountText(Amount amount, LimitUnit unit)
{
    if (unit == LimitUnit::CostUsd)
        return fmt::format("${:.2f}", static_cast<double>(amount) / 1e9);
    auto word = std::string(model::toWord(unit));
    std::ranges::replace(word, '_', ' ');
    return fmt::format("{} {}", amount, word);
}

std::string message(const Decision& decision)
{
    const auto& rule = decision.rule->source;
    if (decision.missingIdentity)
        return fmt::format("the limit \"{}\" ({}) lets only callers pass who say who they are",
                           rule.name, rule.id);
    auto out = fmt::format("the limit \"{}\" ({}) is reached", rule.name, rule.id);
    if (!decision.partition.empty())
        out += fmt::format(" for {}", decision.partition);
    out += fmt::format(": {} of {} used", amountText(decision.used, rule.unit),
                       amountText(decision.limit, rule.unit));
    if (decision.cost > 1 && rule.unit != LimitUnit::Requests)
        out += fmt::format(", {} asked for", amountText(decision.cost, rule.unit));
    if (decision.retryAfter == Duration::max())
        return out + "; it never lets this pass";
    return out + "; try again in " + goDuration(decision.retryAfter);
}

std::string_view word(limits::Mode mode)
{
    switch (mode) {
    case limits::Mode::Enforced:
        return "enforced";
    case limits::Mode::Shadow:
        return "shadow";
    case limits::Mode::Ramp:
        return "ramp";
    }
    return "";
}

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Within:
        return "within";
    case Verdict::Queued:
        return "queued";
    case Verdict::WouldRefuse:
        return "would_refuse";
    case Verdict::Refused:
        return "refused";
    }
    return "";
}

} // namespace

namespace {

/// `"team-usd";used=83;at=80`: so many percent of the quota are used, of which people want to know.
void addWarnings(const Decisions& decisions, http::FieldBlock& fields)
{
    std::string out;
    for (const auto* const decision : decisions) {
        const auto& marks = decision->rule->source.warnAt;
        if (marks.empty() || decision->limit <= 0)
            continue;
        const auto percent =
            static_cast<double>(decision->used) * 100 / static_cast<double>(decision->limit);
        const auto above = std::ranges::upper_bound(marks, percent);
        if (above == marks.begin())
            continue;
        out += fmt::format("{}{};used={};at={}", out.empty() ? "" : ", ",
                           quoted(decision->rule->source.id), static_cast<std::int64_t>(percent),
                           *(above - 1));
    }
    if (!out.empty())
        fields.set("x-gatehouse-limit-warning", out);
}

} // namespace

void addLimitFields(const Exchange& x, http::FieldBlock& fields)
{
    const auto decisions = tightestFirst(x);
    if (decisions.empty())
        return;
    addWarnings(decisions, fields);
    const auto now = x.around.counters.now();
    std::string policies;
    std::string states;
    for (const auto* const decision : decisions) {
        if (decision->mode == limits::Mode::Shadow)
            continue;
        if (!policies.empty()) {
            policies += ", ";
            states += ", ";
        }
        policies += policy(*decision, now);
        states += state(*decision);
    }
    if (!policies.empty()) {
        fields.set("RateLimit-Policy", policies);
        fields.set("RateLimit", states);
    }
    if (x.dialect == Dialect::OpenAi)
        addOpenAi(decisions, fields);
    if (!x.failure.violated.empty())
        addRetry(*decisions.front(), fields);
}

void failByLimit(Exchange& x, const limits::Admission& admission)
{
    const auto& first = admission.decisions.front();
    const bool spent = isSpent(first);
    x.fail(429, spent ? "quota_exceeded" : "rate_limit_exceeded", message(first),
           spent ? "insufficient_quota" : "rate_limit_exceeded");
    for (const auto& decision : admission.decisions) {
        if (decision.verdict == Verdict::Refused)
            x.failure.violated.push_back(decision.rule->source.id);
    }
    x.record.refusedBy = telemetry::RefusedBy::OwnRule;
}

void recordLimits(Exchange& x)
{
    x.record.limits.clear();
    for (const auto* const told : tightestFirst(x)) {
        const auto& decision = *told;
        auto& out = x.record.limits.emplace_back();
        out.rule = decision.rule->source.id;
        out.partition = decision.partition;
        out.unit = model::toWord(decision.rule->source.unit);
        out.mode = word(decision.mode);
        out.verdict = word(decision.verdict);
        out.cost = decision.cost;
        out.used = decision.used;
        out.limit = decision.limit;
        out.remaining = decision.remaining;
        out.retryMillis =
            decision.retryAfter == Duration::max()
                ? -1
                : std::chrono::ceil<std::chrono::milliseconds>(decision.retryAfter).count();
    }
}

} // namespace gatehouse::gateway
