// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Counters.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace gatehouse::limits {

/// A call of the past, as the decision core sees one.
struct PastCall
{
    Timestamp at{};     ///< When it was decided.
    Duration service{}; ///< From then until its end, without any wait for room.
    Facts facts;        ///< The views live as long as the replay; not its headers.
    Measure estimate;
    Measure actual;
};

/// What became of a call.
enum class Fate : std::uint8_t
{
    Admitted,
    Queued, ///< Admitted after a wait.
    Refused,
};

/// The what-if simulator: puts calls of the past through Counters of its own, in memory, with their
/// own times; the code that decides is the gateway's. One thread. Memory: a counter for each
/// partition and a few hundred bytes for each call that is under way at the same time.
class Replay
{
public:
    /// `index` counts the calls as they were added. Decisions are of the last look, the tightest
    /// first, the exchange's before the target's; they live until the function returns.
    using Told = std::function<void(std::size_t index, Fate fate, Duration waited,
                                    std::span<const Decision> decisions)>;

    /// Starts with empty counters at that time.
    [[nodiscard]] static Result<std::unique_ptr<Replay>> open(std::shared_ptr<const RuleSet> rules,
                                                              Timestamp start, Told told);
    ~Replay();
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    /// In the order of their times; one that is earlier than another counts as simultaneous.
    void add(const PastCall& call);
    /// Lets everything end that is under way.
    void finish();

private:
    struct Flight;
    enum class Step : std::uint8_t
    {
        End,
        Release, ///< A queued call is sent on.
        GiveUp,  ///< A queued call has waited long enough.
    };
    struct Event
    {
        Duration at{};
        std::uint64_t order = 0; ///< Events of one time happen as they were made.
        Step step = Step::End;
        std::shared_ptr<Flight> flight;
        friend bool operator<(const Event& a, const Event& b)
        {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };

    Replay(std::shared_ptr<const RuleSet> rules, Timestamp start, Told told);
    void advanceTo(Duration time);
    void runUntil(Duration time);
    void plan(Duration at, Step step, std::shared_ptr<Flight> flight);
    void decided(const std::shared_ptr<Flight>& flight, Outcome outcome);
    void admitted(const std::shared_ptr<Flight>& flight);
    void refused(Flight& flight);
    void happen(const Event& event);
    void grant();

    const Timestamp m_start;
    const Told m_told;
    ManualClock m_clock;
    std::unique_ptr<Counters> m_counters;
    std::shared_ptr<const RuleSet> m_rules;
    std::shared_ptr<const BoundRules> m_bound;
    LedgerTime m_ledgerStart = 0;
    Duration m_time{}; ///< Since the start.
    std::uint64_t m_order = 0;
    std::size_t m_added = 0;
    std::vector<Event> m_events; ///< A heap, the next in front.
    std::vector<std::shared_ptr<Flight>> m_granted;
    std::vector<Decision> m_decisions; ///< Reused.
};

} // namespace gatehouse::limits
