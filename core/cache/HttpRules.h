// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What RFC 9111 says a shared cache may do. Pure; any thread.
namespace gatehouse::cache {

/// The directives of Cache-Control that matter here; others are ignored (RFC 9111, 5.2.3).
struct CacheControl
{
    bool noStore = false;
    bool noCache = false;   ///< Also with field names: stricter than asked for.
    bool isPrivate = false; ///< Likewise.
    bool isPublic = false;
    bool mustRevalidate = false;
    bool onlyIfCached = false;
    std::optional<Duration> maxAge; ///< The smallest, where it stands twice; wrong ones are 0.
    std::optional<Duration> sMaxAge;
    std::optional<Duration> minFresh;
};
/// `value`: all fields of the name, joined by commas.
[[nodiscard]] CacheControl parseCacheControl(std::string_view value);

/// The moment that an HTTP date (RFC 9110, 5.6.7) names; only the preferred form.
[[nodiscard]] std::optional<Timestamp> parseHttpDate(std::string_view text);

/// All values of a header field, joined by commas; empty when there is none.
using FieldValue = std::function<std::string(std::string_view name)>;

/// What a request wants of the cache.
struct RequestRules
{
    bool mayUse = false;  ///< A kept answer will do.
    bool mayKeep = false; ///< Its answer may be kept.
    bool mayWait = false; ///< The answer of an equal call in flight will do.
    bool onlyKept = false;
    std::optional<Duration> maxAge;
    Duration minFresh{};
};
/// Of a GET or HEAD without a body; of other methods nothing may be used or kept.
[[nodiscard]] RequestRules requestRules(std::string_view method, const FieldValue& request);

/// What may be done with an answer.
struct AnswerRules
{
    bool mayShare = false; ///< With equal calls in flight.
    bool mayKeep = false;
    Duration age{};                ///< At its arrival.
    Duration fresh{};              ///< From its arrival on.
    std::vector<std::string> vary; ///< Names of request fields, lower case, sorted.
};
/// `longest`: the route's, and what holds where the answer does not say. `credential`: the request
/// carried one that the upstream saw (Authorization or Cookie).
[[nodiscard]] AnswerRules answerRules(unsigned status, const FieldValue& answer, Duration longest,
                                      bool credential, Timestamp now);

/// Whether a list of entity tags (If-None-Match) names this one, by the weak comparison.
[[nodiscard]] bool namesTag(std::string_view list, std::string_view etag);

} // namespace gatehouse::cache
