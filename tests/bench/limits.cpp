// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Counters.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <thread>

/// Prints what a decision costs; asserts nothing.
namespace {

using namespace gatehouse;
using namespace gatehouse::limits;
using namespace std::chrono_literals;

model::LimitRule rule(const char* id, model::Promise promise, model::LimitUnit unit,
                      std::vector<std::string> partition)
{
    model::LimitRule out;
    out.id = id;
    out.promise = std::move(promise);
    out.unit = unit;
    out.partition = std::move(partition);
    return out;
}

/// What this thread has had of a processor: other programs do not disturb it.
double cpuNanos()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

void measure(const char* what, const std::vector<model::LimitRule>& rules, unsigned threads,
             bool apart)
{
    const SystemClock clock;
    auto counters = Counters::open({}, clock);
    auto set = RuleSet::compile(rules);
    if (!counters || !set)
        return;
    const auto bound = (*counters)->adopt(*set);
    constexpr int kCalls = 1'000'000;
    std::vector<double> spent(threads);
    {
        std::vector<std::jthread> running;
        for (unsigned i = 0; i < threads; ++i) {
            running.emplace_back([&, i] {
                const auto name = "application-" + std::to_string(apart ? i : 0);
                Facts facts;
                facts.set(Dimension::Application, name);
                facts.set(Dimension::Team, "core");
                facts.set(Dimension::Api, "orders");
                facts.set(Dimension::Ip, "192.0.2.7");
                Admission x;
                const auto begin = cpuNanos();
                for (int call = 0; call < kCalls; ++call) {
                    const auto now = (*counters)->now();
                    if ((*counters)->decide(*bound, Stage::Exchange, facts, {.inputTokens = 10},
                                            now, x) == Outcome::Admitted)
                        (*counters)->settle(x, {.inputTokens = 7}, now);
                }
                spent[i] = cpuNanos() - begin;
            });
        }
    }
    std::printf("%-58s %u thread%s %7.1f ns\n", what, threads, threads == 1 ? " " : "s",
                std::accumulate(spent.begin(), spent.end(), 0.0) / threads / kCalls);
}

} // namespace

int main()
{
    if (!crypto::initialize())
        return 1;
    using model::LimitUnit;
    const auto rpm =
        rule("rpm", model::AveragePromise{1e9, 1s, 1e9}, LimitUnit::Requests, {"application"});
    const auto tpm =
        rule("tpm", model::AveragePromise{1e12, 1s, 1e12}, LimitUnit::Tokens, {"application"});
    const auto day = rule("day", model::CalendarPromise{1e12, model::CalendarPeriod::Day, "UTC"},
                          LimitUnit::Requests, {"team"});
    const auto team =
        rule("team", model::AveragePromise{1e9, 1s, 1e9}, LimitUnit::Requests, {"team", "api"});
    const auto full =
        rule("full", model::AveragePromise{1, 24h, 1}, LimitUnit::Requests, {"application"});
    std::puts(
        "Processor time of decide() and settle() for one exchange, reading the clock included:");
    measure("no rule", {}, 1, true);
    measure("one average", {rpm}, 1, true);
    measure("three of requests: what a decision costs alone", {rpm, team, day}, 1, true);
    measure("three: requests and tokens a minute, requests a day", {rpm, tpm, day}, 1, true);
    measure("three, refused", {full, tpm, day}, 1, true);
    measure("three, callers apart", {rpm, tpm, day}, 2, true);
    measure("three, one counter for all", {rpm, tpm, day}, 2, false);
    return 0;
}
