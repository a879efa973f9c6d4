// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Connection.h"
#include "http/Worker.h"

namespace gatehouse::http {

Task<BodyPiece> Connection::readBody()
{
    if (m_bodyFailure != BodyState::More)
        co_return BodyPiece{m_bodyFailure, {}};
    if (m_body.done())
        co_return BodyPiece{BodyState::End, {}};
    if (m_request.body == BodyKind::Length && m_request.length > m_maxBody)
        co_return failBody(BodyState::TooLarge, "the request body is too large");
    while (true) {
        const auto step = m_body.next(m_current->rest());
        m_current->consume(step.used);
        m_bodyBytes += step.data.size();
        if (m_bodyBytes > m_maxBody)
            co_return failBody(BodyState::TooLarge, "the request body is too large");
        switch (step.state) {
        case BodyDecoder::Step::State::Done:
            m_readDeadline.clear();
            co_return BodyPiece{BodyState::End, step.data};
        case BodyDecoder::Step::State::Data:
            co_return BodyPiece{BodyState::More, step.data};
        case BodyDecoder::Step::State::Bad:
            co_return failBody(BodyState::Bad, m_body.what());
        case BodyDecoder::Step::State::NeedMore:
            break;
        }
        const BodyState filled = co_await fillBody();
        if (filled == BodyState::Interrupted)
            co_return BodyPiece{filled, {}};
        if (filled != BodyState::More)
            co_return failBody(filled, "the request body broke off");
    }
}

Task<BodyState> Connection::fillBody()
{
    if (m_continueDue) {
        m_continueDue = false;
        if (!m_begun) {
            const bool sent = co_await sendInterim(100, {});
            if (!sent)
                co_return BodyState::Broken;
            // Was it a long wait, the watcher may have taken what came.
            if (!m_current->empty())
                co_return BodyState::More;
        }
    }
    if (m_gone != Gone::No)
        co_return BodyState::Broken;
    // The decoder has used everything up. The views of the head stay where they are: the body goes
    // into a block of its own.
    m_current = &m_bodyInbox;
    if (m_stream.isDrained())
        m_current->release();
    else
        m_current->enlarge();
    m_current->rewind();
    m_readExpired = false;
    m_readDeadline.setIn(m_worker.times().bodyGap);
    IoResult got;
    do {
        got.state = co_await m_stream.readable();
        if (got.state == Io::Ok)
            got = m_stream.tryRead(m_current->space());
    } while (got.state == Io::WouldBlock);
    m_readDeadline.clear();
    if (got.state == Io::Ok) {
        m_current->added(got.bytes);
        if (!m_body.done())
            watch();
        co_return BodyState::More;
    }
    if (m_readExpired) {
        m_worker.counters().add(Count::CutBodyGap);
        co_return BodyState::TimedOut;
    }
    if (got.state == Io::Woken)
        co_return m_gone == Gone::No ? BodyState::Interrupted : BodyState::Broken;
    becomeGone(Gone::HungUp);
    co_return BodyState::Broken;
}

BodyPiece Connection::failBody(BodyState state, const char* what)
{
    m_bodyFailure = state;
    m_bodyWhat = what;
    m_keep = false;
    return {state, {}};
}

void Connection::discardBuffered()
{
    while (!m_body.done() && !m_continueDue && m_bodyFailure == BodyState::More) {
        const auto step = m_body.next(m_current->rest());
        m_current->consume(step.used);
        if (step.state == BodyDecoder::Step::State::NeedMore)
            return;
        if (step.state == BodyDecoder::Step::State::Bad)
            failBody(BodyState::Bad, m_body.what());
    }
}

} // namespace gatehouse::http
