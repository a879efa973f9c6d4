// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Sandbox.h"
#include "http/Loop.h"

namespace gatehouse::gateway {

SandboxAnswer::SandboxAnswer(http::Loop& loop, SandboxReply reply)
    : m_wakeup(loop.ready())
    , m_due(loop.deadlines(), [this] { m_wakeup.wake(); })
    , m_reply(std::move(reply))
{
    status = m_reply.status;
    contentType = m_reply.contentType;
    retryAfter = m_reply.retryAfter;
}

http::Task<bool> SandboxAnswer::wait(Duration duration)
{
    if (!m_cancelled && duration > Duration::zero()) {
        m_due.setIn(duration);
        co_await m_wakeup.wait();
        m_due.clear();
    }
    co_return !m_cancelled;
}

http::Task<bool> SandboxAnswer::begin()
{
    const bool waited = co_await wait(m_reply.firstDelay);
    co_return waited;
}

http::Task<http::BodyPiece> SandboxAnswer::read()
{
    if (m_next == m_reply.pieces.size())
        co_return http::BodyPiece{
            m_reply.breaksOff ? http::BodyState::Broken : http::BodyState::End, {}};
    const bool waited = co_await wait(m_reply.pieces[m_next].delay);
    if (!waited)
        co_return http::BodyPiece{http::BodyState::Broken, {}};
    const auto& piece = m_reply.pieces[m_next++];
    const bool last = m_next == m_reply.pieces.size() && !m_reply.breaksOff;
    co_return http::BodyPiece{last ? http::BodyState::End : http::BodyState::More, piece.bytes};
}

bool SandboxAnswer::hasBuffered() const
{
    return m_next == m_reply.pieces.size() || m_reply.pieces[m_next].delay == Duration::zero();
}

void SandboxAnswer::cancel()
{
    m_cancelled = true;
    m_wakeup.wake();
}

std::unique_ptr<SandboxAnswer> makeSandboxAnswer(http::Loop& loop, AiEndpoint endpoint,
                                                 std::string_view model, std::string_view body,
                                                 const std::map<std::string, std::string>& settings)
{
    const auto created = std::chrono::duration_cast<std::chrono::seconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count();
    return std::make_unique<SandboxAnswer>(loop,
                                           sandboxReply(endpoint, model, body, settings, created));
}

} // namespace gatehouse::gateway
