// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/Flight.h"

namespace gatehouse::cache {

void Flight::tell()
{
    for (const auto& [who, notify] : m_followers)
        notify();
}

void Flight::begin(Answer about, bool stream)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != State::Waiting)
        return;
    m_about = std::move(about);
    m_begun = true;
    m_stream = stream;
    if (stream) {
        m_state = State::Flowing;
        tell();
    }
}

void Flight::add(std::string_view bytes)
{
    const std::scoped_lock lock(m_mutex);
    if (bytes.empty() || m_state == State::Failed || m_state == State::Complete)
        return;
    m_size += bytes.size();
    const auto all =
        m_budget.used.fetch_add(bytes.size(), std::memory_order_relaxed) + bytes.size();
    if (m_size > (m_stream ? kMostStream : kMostWhole) ||
        all > m_budget.most.load(std::memory_order_relaxed)) {
        m_state = State::Failed;
        tell();
        return;
    }
    m_pieces.emplace_back(bytes);
    if (m_state == State::Flowing)
        tell();
}

void Flight::complete()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Failed || !m_begun)
        return;
    m_state = State::Complete;
    tell();
}

void Flight::fail()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Complete || m_state == State::Failed)
        return;
    m_state = State::Failed;
    tell();
}

bool Flight::isFollowed() const
{
    const std::scoped_lock lock(m_mutex);
    return !m_followers.empty();
}

void Flight::leaveUnpaid()
{
    const std::scoped_lock lock(m_mutex);
    m_unpaid = true;
}

bool Flight::takeDebt()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_unpaid, false);
}

bool Flight::takeKeeping()
{
    const std::scoped_lock lock(m_mutex);
    return m_state == State::Complete && !std::exchange(m_kept, true);
}

bool Flight::follow(const void* who, std::function<void()> notify)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Failed)
        return false;
    m_followers.insert_or_assign(who, std::move(notify));
    return true;
}

void Flight::unfollow(const void* who)
{
    const std::scoped_lock lock(m_mutex);
    m_followers.erase(who);
}

Flight::State Flight::state() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

Flight::Piece Flight::piece(std::size_t number) const
{
    const std::scoped_lock lock(m_mutex);
    Piece out;
    out.state = m_state;
    if (number < m_pieces.size()) {
        out.bytes = m_pieces[number];
        out.last = m_state == State::Complete && number + 1 == m_pieces.size();
    } else {
        out.last = m_state == State::Complete;
    }
    return out;
}

AnswerPointer Flight::answer()
{
    const std::scoped_lock lock(m_mutex);
    if (m_whole == nullptr) {
        auto out = std::make_shared<Answer>(m_about);
        out->body.reserve(m_size);
        for (const auto& piece : m_pieces)
            out->body += piece;
        m_whole = std::move(out);
    }
    return m_whole;
}

Flights::Joined Flights::join(const Digest& question)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_flights.find(question); found != m_flights.end())
        return {found->second, false};
    if (m_flights.size() >= kMost)
        return {};
    auto flight = std::make_shared<Flight>(m_budget);
    m_flights.emplace(question, flight);
    return {std::move(flight), true};
}

void Flights::leave(const Digest& question, const Flight& flight)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_flights.find(question);
    if (found != m_flights.end() && found->second.get() == &flight)
        m_flights.erase(found);
}

std::size_t Flights::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_flights.size();
}

} // namespace gatehouse::cache
