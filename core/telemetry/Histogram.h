// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace gatehouse::telemetry {

/// A log-linear histogram of durations in microseconds: exact below 128, above that 64 buckets an
/// octave, so that every percentile is right to 1 % (two significant digits). Only used buckets are
/// kept, four bytes each, hence a step of a time series costs what its spread costs; two histograms
/// merge without loss. Not thread-safe.
class Histogram
{
public:
    void add(std::uint32_t micros, std::uint32_t times = 1);
    void merge(const Histogram& other);
    void clear();

    [[nodiscard]] bool empty() const { return m_total == 0; }
    [[nodiscard]] std::uint64_t count() const { return m_total; }
    /// The value below or at which `fraction` (0 to 1) of all values lie, in microseconds; 0 when
    /// empty.
    [[nodiscard]] double percentile(double fraction) const;

private:
    /// Counts above 65,535 go on in another bucket of the same index.
    struct Bucket
    {
        std::uint16_t index;
        std::uint16_t count;
    };
    void addAt(std::uint16_t index, std::uint32_t times);

    std::vector<Bucket> m_buckets; ///< By index.
    std::uint64_t m_total = 0;
};

} // namespace gatehouse::telemetry
