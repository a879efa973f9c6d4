// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/Configuration.h"

namespace gatehouse::services {

/// A key that was just made: the only time that anybody sees it.
struct NewKey
{
    std::string id;
    std::string key; ///< `gh_...`
    std::string prefix;
    std::string application;
    std::int64_t expiresMillis = 0; ///< Unix time; 0 = never
};

/// Keys of applications. Control thread only.
class ApplicationKeys
{
public:
    explicit ApplicationKeys(Configuration& configuration);

    /// `id` empty = one is made; `lifetime` 0 = for ever.
    [[nodiscard]] Outcome<NewKey> create(const std::string& application, std::string id,
                                         Duration lifetime, std::string_view actor);
    /// Refused from the next request on; for good, whatever a file says later.
    [[nodiscard]] Outcome<void> revoke(const std::string& application, const std::string& key,
                                       std::string_view actor);
    /// Good for one hour, in memory only. Without an application one called `playground` is used,
    /// and made if missing.
    [[nodiscard]] Outcome<NewKey> playground(std::string application, std::string_view actor);

private:
    Configuration& m_configuration;
};

} // namespace gatehouse::services
