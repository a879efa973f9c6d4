// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Poller.h"

#include <array>
#include <liburing.h>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <unistd.h>
#include <unordered_map>

namespace gatehouse::http {

namespace {

constexpr std::uint64_t kBell = ~0ull;
constexpr std::uint64_t kIgnored = ~0ull - 1;
constexpr unsigned kEntries = 1024;

unsigned toReady(unsigned events)
{
    unsigned what = 0;
    if (events & POLLIN)
        what |= ready::kRead;
    if (events & POLLOUT)
        what |= ready::kWrite;
    if (events & (POLLRDHUP | POLLHUP | POLLERR))
        what |= ready::kRead | ready::kEnded;
    if (events & (POLLHUP | POLLERR))
        what |= ready::kWrite;
    return what;
}

} // namespace

/// One poll request a descriptor, which tells every change until it is taken back; new ones travel
/// with the next wait.
struct Poller::System
{
    io_uring ring{};
    std::unordered_map<std::uint64_t, int> polled; ///< Tag to descriptor, to ask again.

    io_uring_sqe* entry()
    {
        io_uring_sqe* sqe = io_uring_get_sqe(&ring);
        if (!sqe) {
            io_uring_submit(&ring);
            sqe = io_uring_get_sqe(&ring);
        }
        return sqe;
    }
    bool poll(int descriptor, std::uint64_t tag, unsigned events)
    {
        io_uring_sqe* const sqe = entry();
        if (!sqe)
            return false;
        io_uring_prep_poll_multishot(sqe, descriptor, events);
        io_uring_sqe_set_data64(sqe, tag);
        polled[tag] = descriptor;
        return true;
    }
};

namespace {

constexpr unsigned kAll = POLLIN | POLLOUT | POLLRDHUP;

} // namespace

Poller::Poller()
    : m_system(std::make_unique<System>())
    , m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_bell < 0 || io_uring_queue_init(kEntries, &m_system->ring, 0) != 0)
        throw std::runtime_error("the system has no room for another event loop (io_uring)");
    m_system->poll(m_bell, kBell, POLLIN);
}

Poller::~Poller()
{
    io_uring_queue_exit(&m_system->ring);
    ::close(m_bell);
}

bool Poller::add(int descriptor, Watched& watched)
{
    if (m_system->poll(descriptor, take(watched), kAll))
        return true;
    give(watched);
    return false;
}

void Poller::remove(int, Watched& watched)
{
    if (!watched.isWatched())
        return;
    // The request holds the socket open: it must be gone before close() can end the connection.
    const std::uint64_t tag = tagOf(watched);
    m_system->polled.erase(tag);
    give(watched);
    if (io_uring_sqe* const sqe = m_system->entry()) {
        io_uring_prep_poll_remove(sqe, tag);
        io_uring_sqe_set_data64(sqe, kIgnored);
        io_uring_submit(&m_system->ring);
    }
}

void Poller::wait(int millis)
{
    io_uring* const ring = &m_system->ring;
    io_uring_cqe* first = nullptr;
    __kernel_timespec time{millis / 1000, (millis % 1000) * 1'000'000LL};
    if (millis == 0)
        io_uring_submit_and_get_events(ring);
    else
        io_uring_submit_and_wait_timeout(ring, &first, 1, millis < 0 ? nullptr : &time, nullptr);
}

void Poller::tell()
{
    io_uring* const ring = &m_system->ring;
    struct Event
    {
        std::uint64_t tag;
        int result;
        bool more;
    };
    std::array<Event, 128> events;
    std::array<io_uring_cqe*, 128> waiting;
    const unsigned count =
        io_uring_peek_batch_cqe(ring, waiting.data(), static_cast<unsigned>(waiting.size()));
    for (unsigned i = 0; i < count; ++i)
        events[i] = {waiting[i]->user_data, waiting[i]->res,
                     (waiting[i]->flags & IORING_CQE_F_MORE) != 0};
    io_uring_cq_advance(ring, count);
    for (unsigned i = 0; i < count; ++i) {
        const auto [tag, result, more] = events[i];
        if (tag == kIgnored)
            continue;
        const auto known = m_system->polled.find(tag);
        if (known == m_system->polled.end())
            continue;
        if (!more &&
            result >= 0) // The system ended the request, for example because its queue was full.
            m_system->poll(known->second, tag, tag == kBell ? POLLIN : kAll);
        if (tag != kBell)
            tell(tag, result < 0 ? ready::kRead | ready::kWrite | ready::kEnded
                                 : toReady(static_cast<unsigned>(result)));
    }
    rethrow();
}

void Poller::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_bell, &one, sizeof one);
}

} // namespace gatehouse::http
