// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/SharedAnswer.h"

#include "http/Loop.h"

namespace gatehouse::gateway {

using http::BodyPiece;
using http::BodyState;
using State = cache::Flight::State;

KeptAnswer::KeptAnswer(cache::AnswerPointer answer)
    : m_answer(std::move(answer))
{
    status = m_answer->status;
    contentType = m_answer->contentType;
}

http::Task<BodyPiece> KeptAnswer::read()
{
    co_return BodyPiece{BodyState::End, m_answer->body};
}

LeadAnswer::LeadAnswer(std::unique_ptr<ProviderAnswer> inner, std::shared_ptr<cache::Flight> flight)
    : m_inner(std::move(inner))
    , m_flight(std::move(flight))
{
    status = m_inner->status;
    contentType = m_inner->contentType;
    contentEncoding = m_inner->contentEncoding;
    retryAfter = m_inner->retryAfter;
    retryAfterMs = m_inner->retryAfterMs;
    requestId = m_inner->requestId;
}

http::Task<BodyPiece> LeadAnswer::read()
{
    const auto piece = co_await m_inner->read();
    if (piece.ok())
        m_flight->add(piece.data);
    if (piece.last())
        m_flight->complete();
    else if (!piece.ok())
        m_flight->fail();
    m_over = piece.last() || !piece.ok();
    co_return piece;
}

FollowAnswer::FollowAnswer(http::Loop& loop, std::shared_ptr<cache::Flight> flight)
    : m_flight(std::move(flight))
    , m_wakeup(loop.ready())
    , m_link(std::make_shared<Link>())
{
    m_link->answer = this;
    m_cancelled = !m_flight->follow(this, [&loop, link = m_link] {
        loop.post([link] {
            if (link->answer != nullptr)
                link->answer->m_wakeup.wake();
        });
    });
}

FollowAnswer::~FollowAnswer()
{
    m_link->answer = nullptr;
    m_flight->unfollow(this);
}

http::Task<bool> FollowAnswer::begin()
{
    while (!m_cancelled && m_flight->state() == State::Waiting)
        co_await m_wakeup.wait();
    if (m_cancelled || m_flight->state() == State::Failed)
        co_return false;
    status = m_flight->about().status;
    contentType = m_flight->about().contentType;
    co_return true;
}

http::Task<BodyPiece> FollowAnswer::read()
{
    for (;;) {
        const auto piece = m_flight->piece(m_next);
        if (m_cancelled)
            co_return BodyPiece{BodyState::Broken, {}};
        if (!piece.bytes.empty()) {
            ++m_next;
            co_return BodyPiece{piece.last ? BodyState::End : BodyState::More, piece.bytes};
        }
        if (piece.last)
            co_return BodyPiece{BodyState::End, {}};
        if (piece.state == State::Failed)
            co_return BodyPiece{BodyState::Broken, {}};
        co_await m_wakeup.wait();
    }
}

bool FollowAnswer::hasBuffered() const
{
    const auto piece = m_flight->piece(m_next);
    return m_cancelled || !piece.bytes.empty() || piece.last || piece.state == State::Failed;
}

void FollowAnswer::cancel()
{
    m_cancelled = true;
    m_wakeup.wake();
}

} // namespace gatehouse::gateway
