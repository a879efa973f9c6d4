// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Server.h"

#include <algorithm>
#include <sys/resource.h>

namespace gatehouse::http {

std::uint64_t raiseOpenFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    return limit.rlim_cur;
}

std::size_t connectionsThatFit(std::size_t wanted, std::uint64_t openFiles)
{
    constexpr std::uint64_t kOther = 128; // database, logs, listening sockets, event loops
    const std::uint64_t fit = openFiles > kOther ? (openFiles - kOther) / 2 : 1;
    return static_cast<std::size_t>(
        std::clamp<std::uint64_t>(fit, 1, std::max<std::size_t>(wanted, 1)));
}

} // namespace gatehouse::http
