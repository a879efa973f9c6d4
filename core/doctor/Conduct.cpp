// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Conduct.h"

#include <algorithm>
#include <map>

namespace gatehouse::doctor {

namespace {

constexpr std::uint64_t kEnoughRefusals = 5;
constexpr std::uint64_t kEnoughRetries = 10;
constexpr std::int64_t kTogetherMicros = 100'000;
constexpr std::uint64_t kTogether = 4;
/// More often than chance: this many times what evenly spread retries would have.
constexpr double kCrowd = 4;

struct Found
{
    Conduct conduct;
    std::uint64_t told = 0; ///< Retries of refusals that said when to come back.
    std::vector<std::int64_t> retriesAt;
};

/// `times` in rising order.
double wakeIndex(const std::vector<std::int64_t>& times)
{
    const auto span = times.back() - times.front();
    const double even = static_cast<double>(times.size()) /
                        (static_cast<double>(span) / static_cast<double>(kTogetherMicros) + 1);
    std::uint64_t crowded = 0;
    for (std::size_t i = 0; i < times.size();) {
        std::size_t end = i;
        while (end < times.size() && times[end] - times[i] < kTogetherMicros)
            ++end;
        const auto count = end - i;
        if (count >= kTogether && static_cast<double>(count) > kCrowd * even)
            crowded += count;
        i = end;
    }
    return static_cast<double>(crowded) / static_cast<double>(times.size());
}

Conduct::Label labelOf(const Conduct& conduct)
{
    constexpr double kOftenEarly = 0.2;
    constexpr double kMostlyTogether = 0.5;
    if (conduct.refused < kEnoughRefusals)
        return Conduct::Label::TooFew;
    if (conduct.earlyShare.value_or(0) > kOftenEarly)
        return Conduct::Label::IgnoresRetryAfter;
    if (conduct.wakeIndex.value_or(0) > kMostlyTogether)
        return Conduct::Label::WakesTogether;
    return Conduct::Label::Polite;
}

Conduct finished(Found found)
{
    auto out = std::move(found.conduct);
    const auto share = [](std::uint64_t part, std::uint64_t whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    };
    out.retryShare = share(out.retries, out.requests);
    out.tries = share(out.requests, std::max<std::uint64_t>(1, out.requests - out.retries));
    if (found.told > 0)
        out.earlyShare = share(out.earlyRetries, found.told);
    if (out.refused > 0)
        out.gaveUpShare = share(out.refused - std::min(out.refused, out.retries), out.refused);
    if (found.retriesAt.size() >= kEnoughRetries)
        out.wakeIndex = wakeIndex(found.retriesAt);
    out.label = labelOf(out);
    return out;
}

} // namespace

std::string_view toWord(Conduct::Label label)
{
    switch (label) {
    case Conduct::Label::TooFew:
        return "too_few";
    case Conduct::Label::Polite:
        return "polite";
    case Conduct::Label::IgnoresRetryAfter:
        return "ignores_retry_after";
    case Conduct::Label::WakesTogether:
        return "wakes_together";
    }
    return "";
}

std::vector<Conduct> conductOf(const CallLog& log)
{
    std::map<std::string, Found> callers;
    for (const auto& call : log.calls()) {
        auto& found = callers[log.caller(call)];
        auto& conduct = found.conduct;
        ++conduct.requests;
        conduct.refused += call.refused ? 1 : 0;
        conduct.exact = conduct.exact && call.exact;
        if (!call.repeated)
            continue;
        ++conduct.retries;
        conduct.earlyRetries += call.early ? 1 : 0;
        found.told += call.repeatsTold ? 1 : 0;
        found.retriesAt.push_back(call.atMicros);
    }
    std::vector<Conduct> out;
    for (auto& [application, found] : callers) {
        found.conduct.application = application;
        out.push_back(finished(std::move(found)));
    }
    std::ranges::stable_sort(out, [](const Conduct& a, const Conduct& b) {
        return std::pair(a.refused, a.requests) > std::pair(b.refused, b.requests);
    });
    return out;
}

} // namespace gatehouse::doctor
