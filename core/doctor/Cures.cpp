// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Cures.h"

#include "model/LimitText.h"
#include "model/Words.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <unordered_set>

namespace gatehouse::doctor {

namespace {

constexpr auto kTriedWait = std::chrono::seconds(2);

bool isProvider(Cause cause)
{
    return cause == Cause::ProviderKeyLimit || cause == Cause::ProviderOverload ||
           cause == Cause::RefusedInStream;
}

SimulationWish wishOf(const Evidence& evidence)
{
    SimulationWish wish;
    wish.from = evidence.from;
    wish.to = evidence.to;
    if (evidence.rule != nullptr)
        wish.before = {*evidence.rule};
    wish.points = 1;
    return wish;
}

std::string percent(double share)
{
    return fmt::format("{:.0f} %", share * 100);
}

/// For whoever owns the application: what happened, and what its client has to honour.
std::string letter(const Evidence& evidence, const Conduct& conduct)
{
    auto out = fmt::format(
        "Hello,\n\n\"{}\" was refused {} times in {} ({} of its {} calls were "
        "retries).\n{}\n",
        conduct.application, conduct.refused,
        formatDuration(std::chrono::floor<std::chrono::seconds>(evidence.to - evidence.from)),
        conduct.retries, conduct.requests, evidence.finding.sentence);
    if (conduct.earlyShare && *conduct.earlyShare > 0)
        out += fmt::format("{} of the retries came before the time that the answer named.\n",
                           percent(*conduct.earlyShare));
    out += R"(
Please let the client honour what a 429 says:
- retry-after-ms (or Retry-After, in seconds): wait that long, plus a little by chance
- x-should-retry: false: do not ask again, a quota is spent
- RateLimit: "name";r=REMAINING;t=SECONDS on every answer: slow down before r is 0

    import random, time

    def ask(send):
        for attempt in range(5):
            answer = send()
            if answer.status_code != 429 or answer.headers.get("x-should-retry") == "false":
                return answer
            wait = float(answer.headers.get("retry-after-ms", 1000 * 2**attempt)) / 1000
            time.sleep(wait * random.uniform(1, 1.25))
        return answer
)";
    return out;
}

Cure causeCure(const Evidence& evidence)
{
    Cure out{.cure = "cause", .figureIs = "retry_share"};
    const auto worst = std::ranges::max_element(evidence.conduct, {}, &Conduct::retries);
    if (worst == evidence.conduct.end() || worst->refused == 0) {
        out.why = {"nobody_refused", "nobody was refused in this time", {}};
        out.sentence = {"nobody_to_tell", "There is nobody to be told.", {}};
        return out;
    }
    out.figure = worst->retryShare;
    out.application = worst->application;
    out.sentence = {"repeats",
                    fmt::format("{} of the calls of {} repeat a refused one{}.",
                                percent(worst->retryShare), worst->application,
                                worst->label == Conduct::Label::IgnoresRetryAfter
                                    ? "; it does not wait as long as it was told"
                                : worst->label == Conduct::Label::WakesTogether
                                    ? "; its clients come back all at once"
                                    : ""),
                    {{"share", worst->retryShare},
                     {"application", worst->application},
                     {"label", std::string(toWord(worst->label))}}};
    out.text = letter(evidence, *worst);
    return out;
}

Result<Cure> limitCure(const Evidence& evidence, const std::stop_token& stop)
{
    Cure out{.cure = "limit", .figureIs = "smallest_limit"};
    if (evidence.rule == nullptr) {
        out.why = evidence.finding.refusal != nullptr
                      ? Said{"rule_gone", "the rule is not there any more", {}}
                      : Said{"no_own_rule", "no rule of this gateway refused the call", {}};
        out.sentence = {"limit_no_help", "Another limit would not have helped.", {}};
        return out;
    }
    auto found = smallestLimit(evidence.log, wishOf(evidence), *evidence.rule, 0, stop);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (!found->limit) {
        out.why = found->why;
        out.sentence = {"limit_not_found", "No limit was found that would have helped.", {}};
        return out;
    }
    out.figure = *found->limit;
    out.rule = withLimit(*evidence.rule, *found->limit);
    out.sentence = {"limit_smallest",
                    fmt::format("With {:g} {} instead of {:g} the rule would have refused nothing "
                                "in this time.",
                                *found->limit, model::toWord(evidence.rule->unit),
                                limitOf(*evidence.rule)),
                    {{"limit", *found->limit},
                     {"unit", std::string(model::toWord(evidence.rule->unit))},
                     {"was", limitOf(*evidence.rule)}}};
    return out;
}

Cure fewerCallsCure(const Evidence& evidence)
{
    Cure out{.cure = "fewer_calls", .figureIs = "identical_calls"};
    std::unordered_set<std::string> seen;
    std::uint64_t identical = 0;
    std::uint64_t known = 0;
    std::uint64_t unknown = 0;
    std::int64_t saved = 0;
    for (const auto& call : evidence.log.calls()) {
        if (!call.exact) {
            ++unknown;
            continue;
        }
        ++known;
        if (!call.answered)
            continue;
        // An answer belongs to whom it was given.
        if (seen.insert(evidence.log.caller(call) + '\n' + std::to_string(call.question)).second)
            continue;
        ++identical;
        saved += call.costNanoUsd;
    }
    if (known == 0) {
        out.why = unknown == 0 ? Said{"no_calls", "there were no calls", {}}
                               : Said{"bodies_unknown",
                                      "the bodies of these calls went by without being kept, so "
                                      "nobody knows which were the same",
                                      {}};
        out.sentence = {"cache_unknown", "Whether a cache would have helped is not known.", {}};
        return out;
    }
    out.figure = static_cast<double>(identical);
    out.savedNanoUsd = saved;
    out.sentence = {
        "identical",
        fmt::format("{} of {} calls had been asked and answered before, byte for byte; a cache "
                    "would have answered them{}.",
                    identical, known,
                    saved > 0 ? fmt::format(" and saved ${:.2f}", static_cast<double>(saved) / 1e9)
                              : std::string()),
        {{"identical", static_cast<std::int64_t>(identical)},
         {"known", static_cast<std::int64_t>(known)},
         {"saved_nano_usd", saved}}};
    return out;
}

Cure spreadOverProviders(const Evidence& evidence, Cure out)
{
    std::uint64_t refused = 0;
    for (const auto& call : evidence.log.calls())
        refused += call.refused && !call.ownRule ? 1 : 0;
    out.figure = static_cast<double>(refused);
    out.sentence = {"second_target",
                    fmt::format("A second key, or another target behind this one, would have been "
                                "asked for {} refused calls.",
                                refused),
                    {{"refused", static_cast<std::int64_t>(refused)}}};
    return out;
}

Result<Cure> spreadCure(const Evidence& evidence, const std::stop_token& stop)
{
    Cure out{.cure = "spread", .figureIs = "fewer_refusals"};
    if (isProvider(evidence.finding.cause))
        return spreadOverProviders(evidence, std::move(out));
    out.sentence = {"not_the_provider",
                    "Another key or target would not help: the provider was not the limit.",
                    {}};
    if (evidence.rule == nullptr) {
        out.why = {"no_own_rule", "no rule of this gateway refused the call", {}};
        return out;
    }
    if (std::holds_alternative<model::CalendarPromise>(evidence.rule->promise)) {
        out.why = {"calendar",
                   "a calendar quota does not queue: there is no room before its period ends",
                   {}};
        return out;
    }
    const auto wish = wishOf(evidence);
    auto queue = *evidence.rule;
    queue.action = model::LimitAction::Queue;
    queue.queue.wait = std::max<Duration>(queue.queue.wait, kTriedWait);
    const auto now = replayAlone(evidence.log, wish, *evidence.rule, stop);
    if (!now)
        return std::unexpected(now.error());
    const auto queued = replayAlone(evidence.log, wish, queue, stop);
    if (!queued)
        return std::unexpected(queued.error());
    const auto fewer =
        static_cast<double>(now->all.refused) - static_cast<double>(queued->all.refused);
    out.figure = std::max(0.0, fewer);
    out.rule = queue;
    out.sentence = {
        "queue",
        fmt::format("A queue of {} would have spared {} of {} refusals. {}",
                    formatDuration(queue.queue.wait), *out.figure, now->all.refused,
                    out.sentence.text),
        {{"wait_ms",
          std::chrono::duration_cast<std::chrono::milliseconds>(queue.queue.wait).count()},
         {"fewer", *out.figure},
         {"refused", static_cast<std::int64_t>(now->all.refused)}}};
    return out;
}

Cure watchCure(const Evidence& evidence)
{
    Cure out{.cure = "watch", .figureIs = "warning_seconds"};
    if (evidence.blame == nullptr) {
        out.why = {"no_counter", "no counter of this gateway was full", {}};
        out.sentence = {"alert_429", "An alert on answers of 429 tells when it happens again.", {}};
        return out;
    }
    const auto warning = evidence.blame->warning();
    if (!warning) {
        out.why = {"refusing_already", "it was already refusing when this time began", {}};
        out.sentence = {
            "alert_80", "An alert at 80 % of the limit tells before it happens again.", {}};
        return out;
    }
    out.figure = static_cast<double>(warning->count()) / 1e9;
    const std::int64_t ms = warning->count() / 1'000'000;
    out.sentence = {"alert_before",
                    fmt::format("An alert at 80 % of the limit would have come {} before the first "
                                "refusal.",
                                waitText(ms)),
                    {{"ms", ms}}};
    return out;
}

} // namespace

Result<std::array<Cure, 5>> curesOf(const Evidence& evidence, const std::stop_token& stop)
{
    auto limit = limitCure(evidence, stop);
    if (!limit)
        return std::unexpected(std::move(limit.error()));
    auto spread = spreadCure(evidence, stop);
    if (!spread)
        return std::unexpected(std::move(spread.error()));
    return std::array<Cure, 5>{causeCure(evidence), std::move(*limit), fewerCallsCure(evidence),
                               std::move(*spread), watchCure(evidence)};
}

} // namespace gatehouse::doctor
