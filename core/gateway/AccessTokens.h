// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/GoogleAccount.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "http/UpstreamPool.h"

#include <memory>
#include <string>
#include <unordered_map>

namespace gatehouse::gateway {

/// A credentials file of a key, compiled.
struct TokenSource
{
    ai::GoogleAccount account;
    http::UpstreamUrl endpoint; ///< Of `account.tokenUri`.
    std::string id;             ///< Hash of the file: a changed one gets tokens of its own.
};

/// The access tokens that one worker holds. A token is fetched once for all who wait for it, kept,
/// and replaced in the background before it expires. Used on its loop's thread; it may go while a
/// token is on its way.
class AccessTokens
{
public:
    AccessTokens(const Clock& clock, http::Loop& loop, http::UpstreamPool& pool);
    ~AccessTokens();
    AccessTokens(const AccessTokens&) = delete;
    AccessTokens& operator=(const AccessTokens&) = delete;

    /// Waits where there is none yet. Fails with Unauthorized where the endpoint refuses the
    /// account, with Unavailable where it gives no answer.
    [[nodiscard]] http::Task<Result<std::string>> token(std::shared_ptr<const TokenSource> source,
                                                        std::shared_ptr<const http::Proxy> proxy);
    /// A provider refused it: the next call gets another one.
    void forget(const TokenSource& source);

private:
    struct Entry;
    struct Fetch;
    const Clock& m_clock;
    http::Loop& m_loop;
    http::UpstreamPool& m_pool;
    std::unordered_map<std::string, std::shared_ptr<Entry>> m_entries;
};

} // namespace gatehouse::gateway
