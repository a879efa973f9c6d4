// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Limit.h"
#include "telemetry/RequestRecord.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::doctor {

/// Who filled one counter, and who was refused by it, out of what records say of it: the rule's own
/// verdicts, so without any guess. First add() in any order, then the questions.
class Blame
{
public:
    /// The counter is that of the verdict; `from` to `to` is the span of the series.
    Blame(const telemetry::LimitVerdict& counter, Timestamp from, Timestamp to);

    /// Records that never met this counter are passed over.
    void add(const telemetry::RequestRecord& record);

    struct Share
    {
        std::string application; ///< Or the address, where none is known.
        std::string key;
        std::uint64_t requests = 0; ///< Charged ones.
        std::int64_t used = 0;
        double share = 0;
        std::uint64_t refused = 0;
    };
    /// Of what was charged from `from` until `to`; places in flight: of calls that had one at `to`.
    /// The most first.
    [[nodiscard]] std::vector<Share> shares(Timestamp from, Timestamp to) const;

    /// Amounts by steps of the whole span; those of the applications that used the most, and the
    /// rest under an empty name.
    struct Series
    {
        std::map<std::string, std::vector<std::int64_t>> used;
        std::vector<std::int64_t> refused;
    };
    [[nodiscard]] Series series(std::size_t points) const;

    /// The first moment at which it was four fifths full without refusing, and the first refusal
    /// after that: how long a warning would have come before.
    [[nodiscard]] std::optional<Duration> warning() const;
    [[nodiscard]] std::uint64_t refusals() const;

private:
    struct Entry
    {
        std::int64_t atMicros = 0;
        std::int64_t endMicros = 0;
        std::int64_t amount = 0;
        double fullness = 0;
        std::uint32_t caller = 0;
        bool refused = false;
    };

    const std::string m_rule;
    const std::string m_partition;
    const std::string m_unit;
    const std::int64_t m_from;
    const std::int64_t m_to;
    std::vector<Entry> m_entries;
    std::vector<std::pair<std::string, std::string>> m_callers; ///< Application and key.
    std::map<std::pair<std::string, std::string>, std::uint32_t> m_numbers;
};

} // namespace gatehouse::doctor
