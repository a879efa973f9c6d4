// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Flight.h"
#include "cache/Store.h"

#include "base/Crypto.h"

#include <span>

namespace gatehouse::cache {

/// Everything that saves calls: answers that are kept, equal calls in flight, and what came of it.
/// One for the data plane, in memory only. Thread-safe.
class Cache
{
public:
    explicit Cache(std::uint64_t mostBytes);

    /// Bytes of kept answers, and as many of calls in flight.
    void setMost(std::uint64_t bytes);
    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] const Store& store() const { return m_store; }
    [[nodiscard]] Flights& flights() { return m_flights; }

    /// Of texts, each apart from the next: {"ab", "c"} is not {"a", "bc"}.
    [[nodiscard]] Digest digest(std::span<const std::string_view> texts) const;

    /// `owner`: `apis/orders`, `model_routes/fast`.
    void count(std::string_view owner, const Figures& figures);
    [[nodiscard]] std::map<std::string, Figures> figures() const;

private:
    const crypto::MasterKey m_secret;
    Store m_store;
    Flights m_flights;
    mutable std::mutex m_mutex;
    std::map<std::string, Figures, std::less<>> m_figures;
};

} // namespace gatehouse::cache
