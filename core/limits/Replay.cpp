// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Replay.h"

#include <algorithm>

namespace gatehouse::limits {

/// A call that is under way.
struct Replay::Flight final : Waiter, std::enable_shared_from_this<Flight>
{
    explicit Flight(Replay& owner)
        : replay(owner)
    {
    }
    void granted() override { replay.m_granted.push_back(shared_from_this()); }

    Replay& replay;
    PastCall call;
    Admission exchange;
    Admission target;
    std::size_t index = 0;
    Duration begin{};
    bool waits = false; ///< For a place in flight.
};

namespace {

Duration longestWait(const Admission& admission)
{
    for (const auto& decision : admission.decisions) {
        if (decision.verdict == Verdict::Queued)
            return decision.rule->source.queue.wait;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Replay>> Replay::open(std::shared_ptr<const RuleSet> rules, Timestamp start,
                                             Told told)
{
    std::unique_ptr<Replay> out(new Replay(std::move(rules), start, std::move(told)));
    auto counters = Counters::open({}, out->m_clock);
    if (!counters)
        return std::unexpected(std::move(counters.error()));
    out->m_counters = std::move(*counters);
    out->m_bound = out->m_counters->adopt(out->m_rules);
    out->m_ledgerStart = out->m_counters->now().ledger;
    return out;
}

Replay::Replay(std::shared_ptr<const RuleSet> rules, Timestamp start, Told told)
    : m_start(start)
    , m_told(std::move(told))
    , m_clock(start)
    , m_rules(std::move(rules))
{
}

Replay::~Replay()
{
    // Whoever still waits must not be granted anything while the rest is taken down.
    for (const auto& event : m_events)
        m_counters->leave(*event.flight);
}

void Replay::advanceTo(Duration time)
{
    if (time <= m_time)
        return;
    m_clock.advance(time - m_time);
    m_time = time;
}

void Replay::plan(Duration at, Step step, std::shared_ptr<Flight> flight)
{
    // The wall clock counts microseconds, and may not fall behind.
    m_events.push_back(
        {std::chrono::ceil<std::chrono::microseconds>(at), m_order++, step, std::move(flight)});
    std::push_heap(m_events.begin(), m_events.end());
}

void Replay::runUntil(Duration time)
{
    while (!m_events.empty() && m_events.front().at <= time) {
        std::pop_heap(m_events.begin(), m_events.end());
        const Event event = std::move(m_events.back());
        m_events.pop_back();
        advanceTo(event.at);
        happen(event);
        grant();
    }
    advanceTo(time);
}

void Replay::add(const PastCall& call)
{
    const auto at = std::max<Duration>(m_time, call.at - m_start);
    runUntil(at);
    const auto flight = std::make_shared<Flight>(*this);
    flight->call = call;
    flight->index = m_added++;
    flight->begin = m_time;
    decided(flight, m_counters->decide(*m_bound, Stage::Exchange, call.facts, call.estimate,
                                       m_counters->now(), flight->exchange, flight.get()));
}

void Replay::finish()
{
    while (!m_events.empty())
        runUntil(m_events.front().at);
}

void Replay::decided(const std::shared_ptr<Flight>& flight, Outcome outcome)
{
    switch (outcome) {
    case Outcome::Refused:
        refused(*flight);
        break;
    case Outcome::Waits:
        if (!flight->waits)
            plan(m_time + longestWait(flight->exchange), Step::GiveUp, flight);
        flight->waits = true;
        break;
    case Outcome::Admitted:
        flight->waits = false;
        if (flight->exchange.releaseAt > m_ledgerStart + m_time.count())
            plan(Duration(flight->exchange.releaseAt - m_ledgerStart), Step::Release, flight);
        else
            admitted(flight);
        break;
    }
}

void Replay::admitted(const std::shared_ptr<Flight>& flight)
{
    m_counters->waited(flight->exchange);
    if (m_rules->hasStage(Stage::Target)) {
        const auto outcome =
            m_counters->decide(*m_bound, Stage::Target, flight->call.facts, flight->call.estimate,
                               m_counters->now(), flight->target);
        if (outcome == Outcome::Refused) {
            m_counters->refund(flight->exchange, m_counters->now());
            refused(*flight);
            return;
        }
    }
    const auto waited = m_time - flight->begin;
    m_decisions = flight->exchange.decisions;
    m_decisions.insert(m_decisions.end(), flight->target.decisions.begin(),
                       flight->target.decisions.end());
    m_told(flight->index, waited > Duration::zero() ? Fate::Queued : Fate::Admitted, waited,
           m_decisions);
    flight->exchange.decisions.clear();
    flight->target.decisions.clear();
    // A request is charged and that is all; what was reserved or holds a place ends later.
    const auto ends = [this](const Charge& charge) {
        return m_rules->rules()[charge.rule].source.unit != model::LimitUnit::Requests;
    };
    if (std::ranges::any_of(flight->exchange.charges, ends) ||
        std::ranges::any_of(flight->target.charges, ends))
        plan(m_time + std::max(flight->call.service, Duration::zero()), Step::End, flight);
}

void Replay::refused(Flight& flight)
{
    for (auto& decision : flight.exchange.decisions) {
        if (decision.verdict == Verdict::Queued)
            decision.verdict = Verdict::Refused; // it waited in vain
    }
    m_decisions = flight.exchange.decisions;
    m_decisions.insert(m_decisions.end(), flight.target.decisions.begin(),
                       flight.target.decisions.end());
    m_told(flight.index, Fate::Refused, m_time - flight.begin, m_decisions);
}

void Replay::happen(const Event& event)
{
    auto& flight = *event.flight;
    switch (event.step) {
    case Step::End:
        m_counters->settle(flight.exchange, flight.call.actual, m_counters->now());
        m_counters->settle(flight.target, flight.call.actual, m_counters->now());
        break;
    case Step::Release:
        admitted(event.flight);
        break;
    case Step::GiveUp:
        if (!flight.waits)
            break; // it was let through meanwhile
        flight.waits = false;
        m_counters->leave(flight);
        refused(flight);
        break;
    }
}

void Replay::grant()
{
    while (!m_granted.empty()) {
        const auto list = std::move(m_granted);
        m_granted.clear();
        for (const auto& flight : list) {
            if (!flight->waits) { // it gave up in the same moment: the place goes on
                m_counters->leave(*flight);
                continue;
            }
            const auto& call = flight->call;
            const auto outcome =
                m_counters->decideGranted(*m_bound, Stage::Exchange, call.facts, call.estimate,
                                          m_counters->now(), flight->exchange, *flight);
            if (outcome == Outcome::Refused)
                flight->waits = false;
            decided(flight, outcome);
        }
    }
}

} // namespace gatehouse::limits
