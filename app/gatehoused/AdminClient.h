// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <string_view>

namespace gatehouse::app {

/// A blocking client of the admin port on this machine, for one call after the other.
class AdminClient
{
public:
    /// `url`: what the workspace's lock file says. `token`: that of `admin.token`.
    AdminClient(std::string url, std::string token)
        : m_url(std::move(url))
        , m_token(std::move(token))
    {
    }

    struct Answer
    {
        unsigned status = 0;
        std::string body;
    };
    /// Whatever the status is. TimedOut after two minutes, Unavailable when nobody answers.
    [[nodiscard]] Result<Answer> call(std::string_view method, const std::string& path,
                                      std::string body = {}) const;

private:
    std::string m_url;
    std::string m_token;
};

} // namespace gatehouse::app
