// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/Histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace gatehouse::telemetry {

namespace {

constexpr std::uint32_t kExact = 128; ///< Values below have a bucket each.
constexpr std::uint32_t kPerOctave = 64;
constexpr std::uint16_t kFull = 0xffff;

std::uint16_t indexOf(std::uint32_t value)
{
    if (value < kExact)
        return static_cast<std::uint16_t>(value);
    const auto octave = static_cast<std::uint32_t>(std::bit_width(value)) - 1; // 7 and up
    const std::uint32_t sub = (value >> (octave - 6)) - kPerOctave;
    return static_cast<std::uint16_t>(kExact + (octave - 7) * kPerOctave + sub);
}

/// The middle of a bucket.
double valueOf(std::uint16_t index)
{
    if (index < kExact)
        return index;
    const std::uint32_t octave = (index - kExact) / kPerOctave + 7;
    const std::uint32_t sub = (index - kExact) % kPerOctave;
    const double width = std::ldexp(1.0, static_cast<int>(octave) - 6);
    return (kPerOctave + sub + 0.5) * width - 0.5;
}

} // namespace

void Histogram::add(std::uint32_t micros, std::uint32_t times)
{
    addAt(indexOf(micros), times);
    m_total += times;
}

void Histogram::addAt(std::uint16_t index, std::uint32_t times)
{
    while (times > 0) {
        auto at = std::ranges::lower_bound(m_buckets, index, {}, &Bucket::index);
        if (at == m_buckets.end() || at->index != index || at->count == kFull) {
            // A day has thousands of these: they grow by a quarter, not by as much again.
            if (m_buckets.size() == m_buckets.capacity()) {
                const auto place = at - m_buckets.begin();
                m_buckets.reserve(m_buckets.size() + m_buckets.size() / 4 + 4);
                at = m_buckets.begin() + place;
            }
            at = m_buckets.insert(at, Bucket{index, 0});
        }
        const std::uint32_t taken = std::min<std::uint32_t>(times, kFull - at->count);
        at->count = static_cast<std::uint16_t>(at->count + taken);
        times -= taken;
    }
}

void Histogram::merge(const Histogram& other)
{
    for (const Bucket& bucket : other.m_buckets)
        addAt(bucket.index, bucket.count);
    m_total += other.m_total;
}

void Histogram::clear()
{
    m_buckets.clear();
    m_total = 0;
}

double Histogram::percentile(double fraction) const
{
    if (m_total == 0)
        return 0;
    const auto wanted = std::ceil(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(m_total));
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted));
    std::uint64_t seen = 0;
    for (const Bucket& bucket : m_buckets) {
        seen += bucket.count;
        if (seen >= rank)
            return valueOf(bucket.index);
    }
    return valueOf(m_buckets.back().index);
}

} // namespace gatehouse::telemetry
