// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Listener.h"

#include "http/Loop.h"

namespace gatehouse::http {

class Listener::State final : public Watched
{
public:
    State(Loop& owner, Socket with)
        : loop(owner)
        , socket(std::move(with))
        , wakeup(owner.ready())
    {
    }
    ~State() override { loop.poller().remove(socket.descriptor(), *this); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void onReady(unsigned) override
    {
        missed = !wakeup.isWaiting();
        wakeup.resume();
    }

    Loop& loop;
    Socket socket;
    Wakeup wakeup;
    bool missed = false; ///< Told while nobody waited.
};

Listener::Listener(Loop& loop, Socket socket)
    : m_state(std::make_unique<State>(loop, std::move(socket)))
{
}

Listener::~Listener() = default;
Listener::Listener(Listener&&) noexcept = default;

Task<void> Listener::readable()
{
    State& state = *m_state;
    if (!state.socket.isOpen())
        co_return;
    if (!state.isWatched() && !state.loop.poller().add(state.socket.descriptor(), state)) {
        co_await state.loop.sleep(std::chrono::milliseconds(100));
        co_return;
    }
    if (!state.missed)
        co_await state.wakeup.wait();
    state.missed = false;
}

Task<void> Listener::later()
{
    m_state->loop.ready().later([state = m_state.get()] { state->wakeup.wake(); });
    co_await m_state->wakeup.wait();
}

int Listener::descriptor() const
{
    return m_state->socket.descriptor();
}

bool Listener::isOpen() const
{
    return m_state->socket.isOpen();
}

void Listener::close()
{
    m_state->loop.poller().remove(m_state->socket.descriptor(), *m_state);
    m_state->socket.close();
    m_state->wakeup.wake();
}

} // namespace gatehouse::http
