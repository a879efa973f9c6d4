// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"

#include "admin/LiveHub.h"

namespace gatehouse::admin {

void Context::attach(http::Loop& loop)
{
    m_loop = &loop;
    m_gate = std::make_shared<LoopGate>(loop);
}

void Context::detach()
{
    if (m_gate)
        m_gate->close();
    m_pool.reset();
    m_loop = nullptr;
}

Result<http::UpstreamPool*> Context::pool()
{
    if (!m_pool) {
        auto tls = http::makeClientTls();
        if (!tls)
            return std::unexpected(std::move(tls.error()));
        http::PoolSettings settings;
        settings.idlePerOrigin = 1;
        settings.idleTotal = 4;
        settings.tls = std::move(*tls);
        m_pool = std::make_unique<http::UpstreamPool>(*m_loop, std::move(settings));
    }
    return m_pool.get();
}

http::Task<Reply> Context::onControl(std::function<Reply()> work)
{
    return fromThread<Reply>([this, work = std::move(work)](std::function<void(Reply)> done) {
        const bool taken = m_control.post([work, done]() { done(work()); });
        if (!taken)
            done(problem(503, "unavailable", "too many calls are waiting"));
    });
}

Reply refused(const services::Refusal& refusal)
{
    if (refusal.stale)
        return problem(412, toWord(ErrorCode::Conflict), refusal.error.text());
    if (refusal.faults.empty())
        return problem(refusal.error);
    std::vector<InputFault> faults;
    for (const model::Fault& fault : refusal.faults)
        faults.push_back({fault.line, fault.path, fault.message});
    return problem(422, toWord(ErrorCode::Invalid), refusal.error.text(), faults);
}

} // namespace gatehouse::admin
