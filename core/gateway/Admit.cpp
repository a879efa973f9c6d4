// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Clamp.h"
#include "gateway/LimitAnswer.h"
#include "gateway/LimitFacts.h"
#include "gateway/Steps.h"
#include "http/Loop.h"
#include "http/Wakeup.h"

namespace gatehouse::gateway {

namespace {

using limits::Outcome;
using limits::Verdict;

/// Suspends an exchange until something happens: a place was granted, time is up, the client went.
class Pause final : public limits::Waiter
{
public:
    explicit Pause(Exchange& x)
        : m_exchange(x)
        , m_wakeup(x.around.loop.ready())
        , m_deadline(x.around.loop.deadlines(), [this] { m_wakeup.wake(); })
        , m_link(std::make_shared<Link>())
    {
        m_link->pause = this;
        x.http.onGone([this] { m_wakeup.wake(); });
    }
    ~Pause() override
    {
        m_link->pause = nullptr;
        m_exchange.around.counters.leave(*this); // where the loop was stopped meanwhile
        m_exchange.http.onGone(nullptr);
    }
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

    /// From the thread of whoever ended; the message may arrive when nobody waits any more.
    void granted() override
    {
        m_exchange.around.loop.post([link = m_link] {
            if (link->pause == nullptr)
                return;
            link->pause->m_granted = true;
            link->pause->m_wakeup.wake();
        });
    }

    /// True when a place was granted.
    http::Task<bool> untilGranted(Instant end)
    {
        m_granted = false;
        m_deadline.set(end);
        while (!m_granted && !m_exchange.http.isGone() && m_exchange.around.clock.now() < end)
            co_await m_wakeup.wait();
        m_deadline.clear();
        co_return m_granted;
    }
    http::Task<void> untilTime(Instant end)
    {
        m_deadline.set(end);
        while (!m_exchange.http.isGone() && m_exchange.around.clock.now() < end)
            co_await m_wakeup.wait();
        m_deadline.clear();
    }

private:
    /// Outlives the pause: messages on their way look whether it is still there. Loop's thread.
    struct Link
    {
        Pause* pause = nullptr;
    };

    Exchange& m_exchange;
    http::Wakeup m_wakeup;
    http::Deadline m_deadline;
    std::shared_ptr<Link> m_link;
    bool m_granted = false;
};

Duration longestWait(const limits::Admission& admission)
{
    for (const auto& decision : admission.decisions) {
        if (decision.verdict == Verdict::Queued)
            return decision.rule->source.queue.wait;
    }
    return {};
}

/// The wait was in vain: the rules that queued it refuse it.
void refuseQueued(Exchange& x)
{
    for (auto& decision : x.admission.decisions) {
        if (decision.verdict == Verdict::Queued)
            decision.verdict = Verdict::Refused;
    }
    std::ranges::stable_partition(x.admission.decisions, [](const limits::Decision& decision) {
        return decision.verdict == Verdict::Refused;
    });
}

/// Waits where a rule queues; afterwards the exchange is admitted, refused or gone.
http::Task<Outcome> wait(Exchange& x, const LimitFacts& facts, const limits::Measure& measure,
                         Pause& pause, Outcome outcome)
{
    auto& counters = x.around.counters;
    const auto& bound = *x.view->limits;
    const auto begin = x.around.clock.now();
    while (outcome == Outcome::Waits) {
        const auto end = begin + longestWait(x.admission);
        const bool granted = co_await pause.untilGranted(end);
        if (x.http.isGone() || !granted) {
            counters.leave(pause);
            refuseQueued(x);
            outcome = Outcome::Refused;
        } else {
            outcome = counters.decideGranted(bound, limits::Stage::Exchange, facts.facts(), measure,
                                             counters.now(), x.admission, pause);
        }
    }
    if (outcome == Outcome::Admitted && x.admission.releaseAt != 0) {
        const auto now = x.around.clock.now();
        const Duration rest(x.admission.releaseAt - counters.now().ledger);
        if (rest > Duration::zero())
            co_await pause.untilTime(now + rest);
        counters.waited(x.admission);
    }
    x.record.queuedMicros = static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(x.around.clock.now() - begin)
            .count());
    x.waitedMicros += x.record.queuedMicros;
    co_return outcome;
}

} // namespace

http::Task<Next> admit(Exchange& x)
{
    const auto& bound = *x.view->limits;
    if (!bound.set().hasStage(limits::Stage::Exchange))
        co_return Next::Go;
    auto& counters = x.around.counters;
    const LimitFacts facts(x);
    const bool clamps = mayClamp(x, facts.facts());
    auto measure = clamps ? largestEstimate(x) : estimate(x);
    auto outcome = Outcome::Admitted;
    if (bound.set().mayQueue()) {
        Pause pause(x);
        outcome = counters.decide(bound, limits::Stage::Exchange, facts.facts(), measure,
                                  counters.now(), x.admission, &pause);
        if (outcome == Outcome::Waits || x.admission.releaseAt != 0)
            outcome = co_await wait(x, facts, measure, pause, outcome);
    } else {
        outcome = counters.decide(bound, limits::Stage::Exchange, facts.facts(), measure,
                                  counters.now(), x.admission);
    }
    // Others may take what is left between two tries.
    for (int tries = 0; clamps && tries < 4 && outcome == Outcome::Refused; ++tries) {
        if (!clamped(x, measure))
            break;
        outcome = counters.decide(bound, limits::Stage::Exchange, facts.facts(), measure,
                                  counters.now(), x.admission);
        if (outcome == Outcome::Admitted && !applyClamp(x, measure.outputTokens)) {
            counters.refund(x.admission, counters.now());
            x.fail(400, "bad_request", "the body is not a valid JSON object");
            co_return Next::Refuse;
        }
    }
    recordLimits(x);
    if (x.http.isGone()) {
        counters.refund(x.admission, counters.now());
        co_return Next::Gone;
    }
    if (outcome != Outcome::Refused)
        co_return Next::Go;
    failByLimit(x, x.admission);
    co_return Next::Refuse;
}

bool admitTarget(Exchange& x)
{
    const auto& bound = *x.view->limits;
    if (!bound.set().hasStage(limits::Stage::Target))
        return true;
    leaveTarget(x);
    auto& counters = x.around.counters;
    const LimitFacts facts(x);
    const auto outcome = counters.decide(bound, limits::Stage::Target, facts.facts(), estimate(x),
                                         counters.now(), x.targetAdmission);
    recordLimits(x);
    if (outcome == Outcome::Admitted)
        return true;
    failByLimit(x, x.targetAdmission);
    return false;
}

void leaveTarget(Exchange& x)
{
    if (!x.targetAdmission.charges.empty())
        x.around.counters.settle(x.targetAdmission, {}, x.around.counters.now());
}

} // namespace gatehouse::gateway
