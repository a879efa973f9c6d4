// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Verdict.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace gatehouse::doctor {

using telemetry::LimitVerdict;
using telemetry::RefusedBy;
using telemetry::RequestRecord;

namespace {

std::size_t indexOf(Cause cause)
{
    return static_cast<std::size_t>(std::ranges::find(kCauses, cause) - kCauses.begin());
}

const LimitVerdict* refusalOf(const RequestRecord& record)
{
    const auto at = std::ranges::find(record.limits, "refused", &LimitVerdict::verdict);
    return at == record.limits.end() ? nullptr : &*at;
}

bool isOverload(std::uint16_t status)
{
    return status == 503 || status == 529;
}

Cause causeOf(const RequestRecord& record, const LimitVerdict* refusal,
              const model::LimitRule* rule)
{
    if (record.refusedBy == RefusedBy::OwnRule || (refusal != nullptr && record.status == 429)) {
        const bool queues = rule != nullptr && rule->action == model::LimitAction::Queue;
        return queues || record.queuedMicros > 0 ? Cause::OwnQueue : Cause::OwnRule;
    }
    if (record.refusedBy == RefusedBy::Shed)
        return Cause::OwnShedding;
    if (record.refusedBy == RefusedBy::Provider || record.status == 429)
        return Cause::ProviderKeyLimit;
    const bool overloaded = std::ranges::any_of(
        record.attempts, [](const auto& attempt) { return isOverload(attempt.status); });
    if (record.status >= 500 && overloaded)
        return Cause::ProviderOverload;
    if (record.status == 503)
        return record.attempts.empty() && record.provider.empty() ? Cause::OwnShedding
                                                                  : Cause::ProviderOverload;
    if (record.status == 200 && record.error == "provider_failed")
        return Cause::RefusedInStream;
    return Cause::NotRefused;
}

std::string ownSentence(const LimitVerdict& refusal, const model::LimitRule* rule, Cause cause)
{
    const auto name = rule != nullptr && !rule->name.empty() ? rule->name : refusal.rule;
    auto out = fmt::format("{} the limit \"{}\" ({})",
                           cause == Cause::OwnQueue ? "Refused by the queue of" : "Refused by",
                           name, refusal.rule);
    if (!refusal.partition.empty())
        out += " for " + refusal.partition;
    out += fmt::format(": {} of {} used", amountText(refusal.used, refusal.unit),
                       amountText(refusal.limit, refusal.unit));
    if (refusal.retryMillis < 0)
        return out + "; it never lets this pass.";
    return out + fmt::format("; room again after {}.", waitText(refusal.retryMillis));
}

std::string providerOf(const RequestRecord& record)
{
    if (record.provider.empty())
        return record.attempts.empty() ? "the upstream" : record.attempts.back().target;
    return "the provider \"" + record.provider + "\"" +
           (record.providerKey.empty() ? "" : " (key " + record.providerKey + ")");
}

void describe(const RequestRecord& record, Finding& finding)
{
    const auto set = [&finding](Cause cause, Said said) {
        finding.details[indexOf(cause)] = std::move(said);
    };
    const bool asked = !record.attempts.empty();
    std::int64_t limited = 0;
    std::int64_t overloaded = 0;
    for (const auto& attempt : record.attempts) {
        limited += attempt.status == 429 ? 1 : 0;
        overloaded += isOverload(attempt.status) ? 1 : 0;
    }
    const auto answers = [asked](std::int64_t count, const char* of) {
        return asked
                   ? Said{"answers", fmt::format("{} answers of {}", count, of), {{"count", count}}}
                   : Said{"not_asked", "not asked", {}};
    };
    set(Cause::OwnRule, finding.cause == Cause::OwnRule && finding.refusal != nullptr
                            ? Said{"rule", finding.refusal->rule, {{"rule", finding.refusal->rule}}}
                            : Said{"no_rule", "no rule refused it", {}});
    const std::int64_t waited = (record.queuedMicros + 999) / 1000;
    set(Cause::OwnQueue,
        record.queuedMicros > 0
            ? Said{"waited", fmt::format("waited {}", waitText(waited)), {{"ms", waited}}}
        : finding.cause == Cause::OwnQueue ? Said{"queue_full", "the queue was full", {}}
                                           : Said{"no_wait", "did not wait", {}});
    set(Cause::OwnShedding, finding.cause == Cause::OwnShedding
                                ? Said{"connections", "more connections than allowed", {}}
                                : Said{"none", "none", {}});
    set(Cause::ProviderKeyLimit, answers(limited, "429"));
    set(Cause::ProviderOverload, answers(overloaded, "503 or 529"));
    set(Cause::RefusedInStream, finding.cause == Cause::RefusedInStream
                                    ? Said{"error_event", "an error event", {}}
                                    : Said{"no", "no", {}});
}

} // namespace

std::string_view toWord(Cause cause)
{
    switch (cause) {
    case Cause::NotRefused:
        return "not_refused";
    case Cause::OwnRule:
        return "own_rule";
    case Cause::OwnQueue:
        return "own_queue";
    case Cause::OwnShedding:
        return "own_shedding";
    case Cause::ProviderKeyLimit:
        return "provider_key_limit";
    case Cause::ProviderOverload:
        return "provider_overload";
    case Cause::RefusedInStream:
        return "refused_in_stream";
    }
    return "";
}

const model::LimitRule* findRule(std::span<const model::LimitRule> rules, std::string_view id)
{
    const auto at = std::ranges::find(rules, id, &model::LimitRule::id);
    return at == rules.end() ? nullptr : &*at;
}

Finding findCause(const RequestRecord& record, std::span<const model::LimitRule> rules)
{
    Finding out;
    out.refusal = refusalOf(record);
    const auto* const rule = out.refusal != nullptr ? findRule(rules, out.refusal->rule) : nullptr;
    out.cause = causeOf(record, out.refusal, rule);
    switch (out.cause) {
    case Cause::NotRefused:
        out.sentence = record.status == 0
                           ? "Not refused: nothing was sent to the caller."
                           : fmt::format("Not refused: answered with {}.", record.status);
        break;
    case Cause::OwnRule:
    case Cause::OwnQueue:
        if (out.refusal != nullptr) {
            out.sentence = ownSentence(*out.refusal, rule, out.cause);
            out.toldMillis = out.refusal->retryMillis;
        } else {
            out.sentence = "Refused by a limit; which one was not recorded.";
        }
        break;
    case Cause::OwnShedding:
        out.sentence = "Refused by the gateway itself: it had as many connections as it may have.";
        break;
    case Cause::ProviderKeyLimit:
        out.sentence = record.attempts.empty()
                           ? "Not sent on: every key of " + providerOf(record) +
                                 " had to pause after a 429 of the provider."
                           : "Refused by the limit of " + providerOf(record) + ": it answered 429.";
        break;
    case Cause::ProviderOverload:
        out.sentence = fmt::format("Refused because {} was overloaded.", providerOf(record));
        break;
    case Cause::RefusedInStream:
        out.sentence = fmt::format("Begun with 200, then refused by {} inside the stream.",
                                   providerOf(record));
        break;
    }
    if (out.cause != Cause::OwnRule && out.cause != Cause::OwnQueue)
        out.refusal = nullptr;
    describe(record, out);
    return out;
}

std::string amountText(std::int64_t amount, std::string_view unit)
{
    if (unit == "cost_usd")
        return fmt::format("${:.2f}", static_cast<double>(amount) / 1e9);
    std::string word(unit);
    std::ranges::replace(word, '_', ' ');
    if (amount == 1 && word.ends_with('s'))
        word.pop_back();
    return fmt::format("{} {}", amount, word);
}

std::string waitText(std::int64_t millis)
{
    if (millis < 0)
        return "never";
    if (millis < 10'000)
        return fmt::format("{:g} s", static_cast<double>(millis) / 1000);
    const auto seconds = (millis + 999) / 1000;
    if (seconds < 60)
        return fmt::format("{} s", seconds);
    if (seconds < 3600)
        return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

} // namespace gatehouse::doctor
