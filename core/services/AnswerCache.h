// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"

#include "services/Configuration.h"

namespace gatehouse::services {

/// What the data plane's cache has saved, and how it is emptied. Control thread only.
class AnswerCache
{
public:
    /// Both outlive it.
    AnswerCache(Configuration& configuration, cache::Cache& cache);

    /// `{"entries", "bytes", "most_bytes", "evicted", "too_large", "in_flight", "total": FIGURES,
    /// "routes": [{"of": "apis/orders", FIGURES}...]}` since the start; FIGURES = `"hits",
    /// "misses", "coalesced", "kept", "hit_ratio" (null without calls), "saved_input_tokens",
    /// "saved_output_tokens", "saved_nano_usd", "saved_bytes"`.
    [[nodiscard]] std::string json() const;
    /// Drops every kept answer, or those of one API or model route (`apis/orders`); notes who did
    /// it. `{"dropped": n}`.
    [[nodiscard]] Outcome<std::string> purge(const std::string& of, std::string_view actor);

private:
    Configuration& m_configuration;
    cache::Cache& m_cache;
};

} // namespace gatehouse::services
