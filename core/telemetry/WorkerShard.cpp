// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/WorkerShard.h"

#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace gatehouse::telemetry {

WakeUp::WakeUp()
    : m_event(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
}

WakeUp::~WakeUp()
{
    if (m_event >= 0)
        ::close(m_event);
}

void WakeUp::ring()
{
    const std::uint64_t one = 1;
    // A full counter means that the bell rings already.
    [[maybe_unused]] const auto written = ::write(m_event, &one, sizeof one);
}

void WakeUp::wait(int millis)
{
    pollfd wanted{m_event, POLLIN, 0};
    if (::poll(&wanted, 1, millis) > 0) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto read = ::read(m_event, &count, sizeof count);
    }
    m_asleep.store(false);
}

} // namespace gatehouse::telemetry
