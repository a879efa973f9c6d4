// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Simulation.h"

#include "base/Crypto.h"
#include "base/Id.h"

#include <cstdio>
#include <fstream>
#include <random>

/// How long a million recorded calls take to be simulated, and how much memory they need.

using namespace gatehouse;
using namespace std::chrono_literals;

namespace {

class Watch
{
public:
    void tell(const char* what)
    {
        const auto now = std::chrono::steady_clock::now();
        std::printf("%-40s %6.2f s\n", what, std::chrono::duration<double>(now - m_start).count());
        m_start = std::chrono::steady_clock::now();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Resident memory in MiB.
long resident()
{
    std::ifstream statm("/proc/self/statm");
    long size = 0;
    long pages = 0;
    statm >> size >> pages;
    return pages * 4 / 1024;
}

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

} // namespace

int main()
{
    if (!crypto::initialize())
        return 1;
    const Timestamp noon = fromUnixMillis(1'795'521'600'000);
    std::mt19937 random(1);
    const long before = resident();
    doctor::CallLog log;
    Watch watch;
    for (int i = 0; i < 1'000'000; ++i) {
        telemetry::RequestRecord record;
        record.start = noon + std::chrono::microseconds(i * 3600LL);
        record.id = std::to_string(i);
        record.kind = telemetry::ExchangeKind::Ai;
        record.method = "POST";
        record.path = "/v1/chat/completions";
        record.application = "app-" + std::to_string(random() % 50);
        record.modelAsked = "fast";
        record.status = random() % 10 == 0 ? 429 : 200;
        record.question = static_cast<std::int64_t>(random() % 500'000) + 1;
        record.inputTokens = 100;
        record.outputTokens = 200;
        record.bytesIn = 400;
        record.phases.lastByte = 800'000;
        static_cast<void>(log.add(record));
    }
    log.finish();
    watch.tell("a million records taken and ordered");
    std::printf("%-40s %6ld MiB\n", "memory of the log", resident() - before);

    doctor::SimulationWish wish;
    wish.from = noon;
    wish.to = noon + 1h;
    wish.before = {rule("each", model::AveragePromise{300, 1min, 50}, model::LimitUnit::Requests,
                        {"application"}),
                   rule("tokens", model::CalendarPromise{1e9, model::CalendarPeriod::Day, "UTC"},
                        model::LimitUnit::Tokens, {"application"}),
                   rule("slots", model::InFlightPromise{400}, model::LimitUnit::InFlight, {})};
    wish.after = wish.before;
    auto done = doctor::simulate(log, wish, noon, {});
    watch.tell("both sides, three rules each");
    wish.smallest = doctor::SimulationWish::Smallest{"each", 0.01};
    done = doctor::simulate(log, wish, noon, {});
    watch.tell("the same with the smallest limit");
    std::printf("%-40s %6ld MiB\n", "memory at the end", resident());
    return done ? 0 : 1;
}
