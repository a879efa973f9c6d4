// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "telemetry/RequestRecord.h"

#include <optional>
#include <string>
#include <string_view>

namespace gatehouse::telemetry {

/// Which records somebody wants: the filters of `GET /admin/v1/traffic`. The live feed asks
/// matches(), the history puts the same conditions into SQL. Empty = everything; all conditions
/// must hold.
struct RecordFilter
{
    /// Statuses from `statusFrom` to `statusTo`; 0 and 0 = all.
    std::uint16_t statusFrom = 0;
    std::uint16_t statusTo = 0;
    std::string api;
    std::string application;
    std::string model; ///< Asked for or used.
    std::string provider;
    std::optional<ExchangeKind> kind;
    std::string method;
    /// Part of id, path, error, api, application, model, provider or client address, without regard
    /// to ASCII case.
    std::string text;
    std::optional<Timestamp> from; ///< Start of the exchange, inclusive.
    std::optional<Timestamp> to;   ///< Exclusive.
    std::uint32_t minMicros = 0;   ///< Total time.

    [[nodiscard]] bool matches(const RequestRecord& record) const;

    /// Sets the condition of one query parameter (`status`, `api`, ..., `min_ms`); NotFound when
    /// there is no such one, Invalid when the value is wrong.
    [[nodiscard]] Result<void> set(std::string_view name, std::string_view value);
};

} // namespace gatehouse::telemetry
