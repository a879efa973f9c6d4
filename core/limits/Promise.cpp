// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Promise.h"

#include <cmath>

namespace gatehouse::limits {

namespace {

template <typename... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};

Amount amountOf(double value, model::LimitUnit unit)
{
    const double scaled = unit == model::LimitUnit::CostUsd ? value * 1e9 : value;
    if (!(scaled > 0))
        return 0;
    return scaled >= static_cast<double>(kMostAmount) ? kMostAmount
                                                      : static_cast<Amount>(std::llround(scaled));
}

} // namespace

Result<Promise> compilePromise(const model::Promise& promise, model::LimitUnit unit)
{
    const auto amount = [unit](double value) { return amountOf(value, unit); };
    if (const auto* average = std::get_if<model::AveragePromise>(&promise))
        return Average(amount(average->limit), amount(average->burst), average->per);
    if (const auto* window = std::get_if<model::WindowPromise>(&promise))
        return Window(amount(window->limit), window->per);
    if (const auto* calendar = std::get_if<model::CalendarPromise>(&promise)) {
        auto clock = CalendarClock::make(calendar->per, calendar->timeZone);
        if (!clock)
            return std::unexpected(std::move(clock.error()));
        return Calendar(amount(calendar->limit), std::move(*clock));
    }
    return InFlight(amount(std::get<model::InFlightPromise>(promise).limit));
}

Reading read(const Promise& promise, State& state, Amount cost, const Now& now, LogStore& store)
{
    return std::visit(
        Overloaded{[&](const Average& p) { return p.read(state, cost, now); },
                   [&](const Window& p) { return p.read(state, cost, now, store); },
                   [&](const Calendar& p) { return p.read(state, cost, now); },
                   [&](const InFlight& p) {
                       Reading out;
                       out.used = state.b;
                       out.room = std::max<Amount>(0, p.limit() - state.b);
                       out.fits = cost <= p.limit() - state.b;
                       // Nobody knows when a call ends.
                       out.readyAt = out.fits ? now.ledger : p.limit() == 0 ? kNever : 0;
                       return out;
                   }},
        promise);
}

void foretell(const Promise& promise, const State& state, const Now& now, Reading& reading,
              LogStore& store)
{
    std::visit(Overloaded{[&](const Average& p) { p.foretell(state, now, reading); },
                          [&](const Window& p) { p.foretell(state, reading, store); },
                          [&](const Calendar& p) { p.foretell(state, now, reading); },
                          [](const InFlight&) {}},
               promise);
}

bool isIdle(const Promise& promise, State& state, const Now& now, LogStore& store)
{
    return std::visit(Overloaded{[&](const Average& p) { return p.idle(state, now); },
                                 [&](const Window& p) { return p.idle(state, now, store); },
                                 [&](const Calendar& p) { return p.idle(state, now); },
                                 [&](const InFlight&) { return state.b == 0; }},
                      promise);
}

void clear(const Promise& promise, State& state, LogStore& store)
{
    if (const auto* window = std::get_if<Window>(&promise))
        window->clear(state, store);
    else
        publish(state, {});
}

void carryOver(const Promise& from, const Promise& to, State& state, const Now& now,
               LogStore& store)
{
    if (const auto *a = std::get_if<Average>(&from), *b = std::get_if<Average>(&to); a && b) {
        publish(state, b->from(*a, state, now));
        return;
    }
    if (std::holds_alternative<InFlight>(from) != std::holds_alternative<InFlight>(to)) {
        clear(from, state, store);
        return;
    }
    if (from.index() == to.index() && !std::holds_alternative<Calendar>(from))
        return; // a log, or what is in flight, is the same under any limit
    const auto used = read(from, state, 0, now, store).used;
    clear(from, state, store);
    if (used == 0)
        return;
    if (const auto* window = std::get_if<Window>(&to))
        static_cast<void>(window->charge(state, used, now.ledger, store));
    else if (const auto* calendar = std::get_if<Calendar>(&to))
        publish(state, calendar->ofUsed(used, now));
    else if (const auto* average = std::get_if<Average>(&to))
        publish(state, average->ofUsed(used, now));
}

Amount capacity(const Promise& promise)
{
    if (const auto* average = std::get_if<Average>(&promise))
        return average->burst();
    return quota(promise);
}

Amount quota(const Promise& promise)
{
    return std::visit([](const auto& p) { return p.limit(); }, promise);
}

} // namespace gatehouse::limits
