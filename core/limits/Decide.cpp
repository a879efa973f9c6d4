// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Counters.h"

#include <algorithm>

namespace gatehouse::limits {

namespace {

/// When a place at a full in-flight counter is worth another try: nobody knows.
constexpr Duration kPlaceGuess = std::chrono::seconds(1);

Duration after(LedgerTime time, const Now& now)
{
    return time == kNever ? Duration::max() : Duration(std::max<LedgerTime>(0, time - now.ledger));
}

/// Whether less of its limit is left in `a` than in `b`; a limit of nothing is full.
bool isFuller(const Decision& a, const Decision& b)
{
    if (a.limit <= 0 || b.limit <= 0)
        return a.limit <= 0 && b.limit > 0 && b.remaining > 0;
    return static_cast<double>(a.remaining) * static_cast<double>(b.limit) <
           static_cast<double>(b.remaining) * static_cast<double>(a.limit);
}

bool isEstimated(model::LimitUnit unit)
{
    return unit != model::LimitUnit::Requests && unit != model::LimitUnit::InFlight;
}

void note(Decision& decision, const Promise& promise, const Reading& reading, const Now& now)
{
    decision.used = reading.used;
    decision.limit = capacity(promise);
    decision.remaining = reading.room;
    decision.moreAfter = reading.moreAt == 0 ? Duration::zero() : after(reading.moreAt, now);
    decision.fullAfter = reading.fullAt == 0 ? Duration::zero() : after(reading.fullAt, now);
}

} // namespace

bool isTighter(const Decision& a, const Decision& b)
{
    const bool refusedA = a.verdict == Verdict::Refused;
    const bool refusedB = b.verdict == Verdict::Refused;
    if (refusedA != refusedB)
        return refusedA;
    if (refusedA && a.retryAfter != b.retryAfter)
        return a.retryAfter > b.retryAfter;
    return isFuller(a, b);
}

/// One decision's working memory.
struct Counters::Work
{
    std::vector<std::uint32_t> matching;
    std::vector<Candidate> candidates; ///< In the order in which they are locked.
    std::uint64_t heldKey = 0;         ///< Of a place that was granted.
    bool refused = false;
    Candidate* full = nullptr; ///< An in-flight counter to wait at.
    LedgerTime release = 0;

    void clear()
    {
        matching.clear();
        candidates.clear();
        heldKey = 0;
        refused = false;
        full = nullptr;
        release = 0;
    }
};

Outcome Counters::decide(const BoundRules& bound, Stage stage, const Facts& facts,
                         const Measure& estimate, const Now& now, Admission& x, Waiter* waiter)
{
    return decideWith(bound, stage, facts, estimate, now, x, waiter, false);
}

Outcome Counters::decideGranted(const BoundRules& bound, Stage stage, const Facts& facts,
                                const Measure& estimate, const Now& now, Admission& x,
                                Waiter& waiter)
{
    return decideWith(bound, stage, facts, estimate, now, x, &waiter, true);
}

Outcome Counters::decideWith(const BoundRules& bound, Stage stage, const Facts& facts,
                             const Measure& estimate, const Now& now, Admission& x, Waiter* waiter,
                             bool granted)
{
    // Reused, so that a decision asks for no memory; nothing in it outlives this call.
    thread_local Work work;
    work.clear();
    x.bound = &bound;
    x.decisions.clear();
    x.charges.clear();
    x.releaseAt = 0;
    work.heldKey = granted ? waiter->m_key : 0;
    gather(bound, stage, facts, estimate, x, work);
    lockAll(bound, now, x, work);
    judge(bound, facts, now, x, work);
    auto outcome = Outcome::Admitted;
    if (!work.refused && work.full != nullptr) {
        if (waiter != nullptr) {
            outcome = Outcome::Waits;
            if (granted)
                waiter->m_granted = false;
        } else {
            work.refused = true;
            x.decisions[work.full->decision].verdict = Verdict::Refused;
        }
    }
    if (work.refused)
        outcome = Outcome::Refused;
    if (outcome == Outcome::Admitted && !commit(bound, now, x, work))
        outcome = Outcome::Refused;
    if (outcome != Outcome::Admitted)
        tell(now, x, work);
    // A place that is not kept goes to the next one.
    if (work.heldKey != 0 && outcome != Outcome::Admitted) {
        for (auto& candidate : work.candidates) {
            if (candidate.key == work.heldKey)
                giveUpPlace(m_store->slot(candidate.slot), candidate.slot);
        }
        waiter->m_key = 0;
    }
    if (outcome == Outcome::Waits) {
        auto& slot = m_store->slot(work.full->slot);
        ++slot.waiting;
        waiter->m_key = work.full->key;
        waiter->m_slot = work.full->slot;
        waiter->m_granted = false;
        m_waiting.add(work.full->slot, *waiter);
    } else if (waiter != nullptr) {
        waiter->m_key = 0;
    }
    unlockAll(work);
    // Few, and mostly in order.
    for (std::size_t i = 1; i < x.decisions.size(); ++i) {
        for (std::size_t j = i; j > 0 && isTighter(x.decisions[j], x.decisions[j - 1]); --j)
            std::swap(x.decisions[j], x.decisions[j - 1]);
    }
    return outcome;
}

void Counters::gather(const BoundRules& bound, Stage stage, const Facts& facts,
                      const Measure& estimate, Admission& x, Work& work)
{
    bound.m_set->matching(facts, stage, work.matching);
    x.decisions.reserve(work.matching.size());
    work.candidates.reserve(work.matching.size());
    for (const auto index : work.matching) {
        const auto number = live(bound.m_numbers[index]);
        if (number == 0)
            continue;
        const auto& rule = bound.m_set->rules()[index];
        auto& decision = x.decisions.emplace_back();
        decision.rule = &rule;
        decision.cost = estimate.of(rule.source.unit);
        decision.limit = decision.remaining = capacity(rule.promise);
        // An estimate that never fits takes the whole counter, unless it can be lowered.
        if (isEstimated(rule.source.unit) && !rule.source.clamp)
            decision.cost = std::min(decision.cost, decision.limit);
        if (!rule.partitionOf(facts, decision.partition)) {
            decision.missingIdentity = true;
            decision.retryAfter = Duration::max();
            decision.remaining = 0;
            const bool shadow = rule.source.action == model::LimitAction::Shadow ||
                                rule.source.action == model::LimitAction::Warn;
            const bool ramp = !shadow && facts.lot >= rule.source.enforce;
            decision.mode = shadow ? Mode::Shadow : ramp ? Mode::Ramp : Mode::Enforced;
            decision.verdict = shadow || ramp ? Verdict::WouldRefuse : Verdict::Refused;
            work.refused = work.refused || decision.verdict == Verdict::Refused;
            continue;
        }
        Candidate candidate;
        candidate.index = index;
        candidate.decision = x.decisions.size() - 1;
        candidate.key = keyOf(bound.m_keys[index], decision.partition);
        candidate.slot = locate(candidate.key, number, decision.partition);
        if (candidate.slot == 0) {
            m_overflowed.fetch_add(1, std::memory_order_relaxed);
            candidate.key = keyOf(bound.m_keys[index], kOverflow);
            candidate.slot = locate(candidate.key, number, kOverflow);
        }
        if (candidate.slot != 0)
            work.candidates.push_back(candidate);
    }
    std::ranges::sort(work.candidates, {}, &Candidate::slot);
}

void Counters::lockAll(const BoundRules& bound, const Now& now, const Admission& x, Work& work)
{
    auto& list = work.candidates;
    for (std::size_t i = 0; i < list.size();) {
        auto& slot = m_store->slot(list[i].slot);
        SlotLock::take(slot);
        const auto rule = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
        const auto number = live(bound.m_numbers[list[i].index]);
        if (number != 0 && rule != Slot::kFree && rule != Slot::kChunk &&
            std::atomic_ref(slot.key).load(std::memory_order_relaxed) == list[i].key) {
            if (rule != number)
                convert(slot, number, now);
            list[i].form = form(number);
            ++i;
            continue;
        }
        // It was dropped meanwhile: all back, find it anew, and from the start.
        for (std::size_t j = 0; j <= i; ++j)
            SlotLock::give(m_store->slot(list[j].slot));
        if (number != 0)
            list[i].slot = create(list[i].key, number, x.decisions[list[i].decision].partition);
        if (number == 0 || list[i].slot == 0)
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        std::ranges::sort(list, {}, &Candidate::slot);
        i = 0;
    }
}

void Counters::unlockAll(const Work& work)
{
    for (const auto& candidate : work.candidates)
        SlotLock::give(m_store->slot(candidate.slot));
}

void Counters::judge(const BoundRules& bound, const Facts& facts, const Now& now, Admission& x,
                     Work& work)
{
    for (auto& candidate : work.candidates) {
        const auto& rule = bound.m_set->rules()[candidate.index].source;
        const auto& promise = candidate.form->promise;
        auto& slot = m_store->slot(candidate.slot);
        auto& decision = x.decisions[candidate.decision];
        const bool held = candidate.key == work.heldKey;
        candidate.reading = read(promise, slot.state, held ? 0 : decision.cost, now, *m_store);
        auto& reading = candidate.reading;
        // Of what will be charged, the reading after that is told; of a refusal, all of them are.
        if (!reading.fits || held || decision.cost == 0) {
            foretell(promise, slot.state, now, reading, *m_store);
            note(decision, promise, reading, now);
        }
        if (reading.fits)
            continue;
        const bool inFlight = std::holds_alternative<InFlight>(promise);
        decision.retryAfter =
            inFlight && reading.readyAt == 0 ? kPlaceGuess : after(reading.readyAt, now);
        decision.verdict = Verdict::Refused;
        if (rule.action == model::LimitAction::Warn) {
            decision.mode = Mode::Shadow;
            decision.verdict = Verdict::WouldRefuse;
        } else if (rule.action == model::LimitAction::Shadow) {
            decision.mode = Mode::Shadow;
            decision.verdict = Verdict::WouldRefuse;
        } else if (facts.lot >= rule.enforce) {
            decision.mode = Mode::Ramp;
            decision.verdict = Verdict::WouldRefuse;
        } else if (rule.action == model::LimitAction::Queue && slot.waiting < rule.queue.length) {
            if (inFlight && reading.readyAt != kNever) {
                decision.verdict = Verdict::Queued;
                work.full = &candidate;
            } else if (!inFlight && decision.retryAfter <= rule.queue.wait) {
                decision.verdict = Verdict::Queued;
                work.release = std::max(work.release, reading.readyAt);
            }
        }
        work.refused = work.refused || decision.verdict == Verdict::Refused;
        if (!rule.warnAt.empty() && decision.verdict == Verdict::Refused) {
            // What others have reserved may yet come back: only what is used for good counts.
            if (const auto* calendar = std::get_if<Calendar>(&promise); slot.open == 0)
                m_warnings.refused(rule, decision.partition, reading.used, calendar->limit(),
                                   calendar->period(now).start, now);
        }
    }
}

void Counters::tell(const Now& now, Admission& x, Work& work)
{
    for (auto& candidate : work.candidates) {
        const auto& promise = candidate.form->promise;
        foretell(promise, m_store->slot(candidate.slot).state, now, candidate.reading, *m_store);
        note(x.decisions[candidate.decision], promise, candidate.reading, now);
    }
}

bool Counters::charge(const Admission& x, const Rule& rule, const Candidate& candidate,
                      const Now& now, LedgerTime release, Charge& out)
{
    auto& slot = m_store->slot(candidate.slot);
    const auto& promise = candidate.form->promise;
    if (isEstimated(rule.source.unit))
        slot.open += out.amount;
    if (const auto* average = std::get_if<Average>(&promise)) {
        publish(slot.state, rule.source.unit == model::LimitUnit::Requests
                                ? average->charge(slot.state, out.amount, now)
                                : average->reserve(slot.state, out.amount));
    } else if (const auto* calendar = std::get_if<Calendar>(&promise)) {
        publish(slot.state, calendar->charge(slot.state, out.amount, now));
        out.at = slot.state.a;
        if (!isEstimated(rule.source.unit))
            warn(x, rule, *candidate.form, slot, now);
    } else if (const auto* window = std::get_if<Window>(&promise)) {
        out.at = window->charge(slot.state, out.amount, std::max(release, now.ledger), *m_store);
        return out.at != kNever;
    } else {
        publish(slot.state, {0, slot.state.b + 1});
    }
    return true;
}

bool Counters::commit(const BoundRules& bound, const Now& now, Admission& x, Work& work)
{
    x.releaseAt = work.release;
    x.charges.reserve(work.candidates.size());
    std::array<bool, 2> windows{true, false}; // first those that may fail
    for (const bool isWindow : windows) {
        for (auto& candidate : work.candidates) {
            auto& decision = x.decisions[candidate.decision];
            const auto& promise = candidate.form->promise;
            const auto& rule = bound.m_set->rules()[candidate.index];
            if (std::holds_alternative<Window>(promise) != isWindow ||
                (decision.verdict == Verdict::WouldRefuse &&
                 rule.source.action != model::LimitAction::Warn) ||
                decision.cost == 0)
                continue;
            Charge taken{candidate.index, candidate.slot, candidate.key, decision.cost, 0, false};
            auto& slot = m_store->slot(candidate.slot);
            if (candidate.key != work.heldKey &&
                !charge(x, rule, candidate, now, work.release, taken)) {
                slot.open -= isEstimated(rule.source.unit) ? taken.amount : 0;
                for (const auto& done : x.charges) {
                    const auto at = std::ranges::find(work.candidates, done.slot, &Candidate::slot);
                    undo(*at->form, m_store->slot(done.slot), done, now);
                }
                x.charges.clear();
                x.releaseAt = 0;
                decision.verdict = Verdict::Refused;
                decision.retryAfter =
                    std::max<Duration>(decision.moreAfter, std::chrono::milliseconds(1));
                m_logFull.fetch_add(1, std::memory_order_relaxed);
                return false;
            }
            if (decision.verdict == Verdict::Queued) {
                taken.waits = true;
                ++slot.waiting;
            }
            auto left = read(promise, slot.state, 0, now, *m_store);
            foretell(promise, slot.state, now, left, *m_store);
            note(decision, promise, left, now);
            x.charges.push_back(taken);
        }
    }
    return true;
}

} // namespace gatehouse::limits
