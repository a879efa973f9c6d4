// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Hedge.h"

#include "gateway/Steps.h"
#include "http/Deadlines.h"
#include "http/Loop.h"
#include "http/Wakeup.h"

#include <boost/asio/co_spawn.hpp>

#include <array>
#include <exception>

namespace gatehouse::gateway {

namespace {

namespace asio = boost::asio;

class Race
{
public:
    Race(Exchange& x, Candidates& candidates, const CompiledModelRoute& route)
        : m_x(x)
        , m_candidates(candidates)
        , m_route(route)
        , m_wakeup(x.around.loop.ready())
        , m_hedge(x.around.loop.deadlines(), [this] {
            m_due = true;
            m_wakeup.wake();
        })
    {
    }

    http::Task<Verdict> run(std::unique_ptr<ProviderCall> first, bool mayRetry)
    {
        start(m_lanes[0], std::move(first));
        m_hedge.setIn(m_route.hedgeAfter);
        for (;;) {
            Lane* const lane = ended();
            if (lane == nullptr) {
                if (m_due)
                    hedge();
                co_await wake();
                continue;
            }
            m_hedge.clear();
            lane->judged = true;
            Lane& other = lane == &m_lanes[0] ? m_lanes[1] : m_lanes[0];
            const bool races = other.call && !other.judged;
            if (races && (m_x.http.isGone() || isFinal(*lane->call))) {
                other.call->cancel();
                while (!other.done)
                    co_await m_wakeup.wait();
                other.judged = true;
                other.call->abandon();
            }
            const bool alone = !other.call || other.judged;
            const auto verdict = co_await judge(m_x, *lane->call, m_candidates,
                                                mayRetry || m_candidates.mayHaveMore());
            if (alone)
                co_return verdict;
            // This one failed; the other may still answer.
            leaveTarget(m_x);
            watch();
        }
    }

private:
    struct Lane
    {
        std::unique_ptr<ProviderCall> call;
        bool done = false;
        bool judged = false;
    };

    void start(Lane& lane, std::unique_ptr<ProviderCall> call)
    {
        lane.call = std::move(call);
        watch();
        m_x.around.loop.run(lane.call->run(), [this, &lane](const std::exception_ptr&) {
            lane.done = true;
            m_wakeup.wake();
        });
    }

    void watch()
    {
        m_x.http.onGone([this] {
            for (auto& lane : m_lanes) {
                if (lane.call && !lane.judged)
                    lane.call->cancel();
            }
        });
    }

    /// One that has ended and was not judged; an answer before a failure.
    [[nodiscard]] Lane* ended()
    {
        Lane* found = nullptr;
        for (auto& lane : m_lanes) {
            if (lane.done && !lane.judged && (found == nullptr || isFinal(*lane.call)))
                found = &lane;
        }
        return found;
    }

    [[nodiscard]] http::Task<void> wake()
    {
        while (ended() == nullptr && !m_due)
            co_await m_wakeup.wait();
    }

    void hedge()
    {
        m_due = false;
        if (m_lanes[1].call || m_x.http.isGone() || !m_candidates.mayHaveMore() ||
            !m_x.view->modelRoutes[m_route.health]->hedges.take(m_route.hedgeBudget))
            return;
        const auto failure = m_x.failure;
        const auto verbatim = m_x.verbatim;
        if (const auto candidate = m_candidates.next()) {
            auto call =
                std::make_unique<ProviderCall>(m_x, *candidate->target, candidate->key, &m_route);
            if (call->prepare()) {
                call->charge(std::exchange(m_x.targetAdmission, {}));
                start(m_lanes[1], std::move(call));
            } else {
                leaveTarget(m_x);
            }
        }
        m_x.failure = failure;
        m_x.verbatim = verbatim;
    }

    Exchange& m_x;
    Candidates& m_candidates;
    const CompiledModelRoute& m_route;
    std::array<Lane, 2> m_lanes;
    http::Wakeup m_wakeup;
    http::Deadline m_hedge;
    bool m_due = false;
};

} // namespace

http::Task<Verdict> runHedged(Exchange& x, std::unique_ptr<ProviderCall> first,
                              Candidates& candidates, const CompiledModelRoute& route,
                              bool mayRetry)
{
    Race race(x, candidates, route);
    const auto verdict = co_await race.run(std::move(first), mayRetry);
    co_return verdict;
}

} // namespace gatehouse::gateway
