// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Poller.h"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::http {

namespace {

constexpr std::uint64_t kBell = ~0ull;

unsigned toReady(unsigned events)
{
    unsigned what = 0;
    if (events & EPOLLIN)
        what |= ready::kRead;
    if (events & EPOLLOUT)
        what |= ready::kWrite;
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        what |= ready::kRead | ready::kEnded;
    if (events & (EPOLLHUP | EPOLLERR))
        what |= ready::kWrite;
    return what;
}

} // namespace

struct Poller::System
{
    int epoll = -1;
    std::array<epoll_event, 128> events;
    int count = 0; ///< Of events that were found and not yet told.
};

Poller::Poller()
    : m_system(std::make_unique<System>())
    , m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    m_system->epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{EPOLLIN | EPOLLET, {.u64 = kBell}};
    if (m_system->epoll < 0 || m_bell < 0 ||
        ::epoll_ctl(m_system->epoll, EPOLL_CTL_ADD, m_bell, &event) != 0)
        throw std::runtime_error("the system has no room for another event loop");
}

Poller::~Poller()
{
    ::close(m_system->epoll);
    ::close(m_bell);
}

bool Poller::add(int descriptor, Watched& watched)
{
    epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.u64 = take(watched)}};
    if (::epoll_ctl(m_system->epoll, EPOLL_CTL_ADD, descriptor, &event) == 0)
        return true;
    give(watched);
    return false;
}

void Poller::remove(int descriptor, Watched& watched)
{
    if (!watched.isWatched())
        return;
    // By name: where somebody else has the socket too, closing this descriptor would leave it in
    // the set.
    ::epoll_ctl(m_system->epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    give(watched);
}

void Poller::wait(int millis)
{
    auto& events = m_system->events;
    // Those of the last wait are told once: they are not lost where something went wrong since.
    if (m_system->count > 0)
        return;
    m_system->count =
        ::epoll_wait(m_system->epoll, events.data(), static_cast<int>(events.size()), millis);
}

void Poller::tell()
{
    const int count = std::exchange(m_system->count, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = m_system->events[static_cast<std::size_t>(i)];
        // The bell is never read: as it is edge-triggered, the next ring tells itself.
        if (event.data.u64 != kBell)
            tell(event.data.u64, toReady(event.events));
    }
    rethrow();
}

void Poller::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_bell, &one, sizeof one);
}

} // namespace gatehouse::http
