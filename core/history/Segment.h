// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace gatehouse::history {

/// One file of records: `2026-11-24-003.db`, the third of that day (UTC). Its number orders
/// segments by age.
struct SegmentName
{
    std::uint32_t day = 0; ///< 20261124
    std::uint32_t part = 0;

    [[nodiscard]] std::string fileName() const;
    [[nodiscard]] std::uint64_t number() const { return day * 10'000ull + part; }
    [[nodiscard]] static SegmentName fromNumber(std::uint64_t number);
    /// Day 0 when the name is no segment's.
    [[nodiscard]] static SegmentName fromFileName(std::string_view name);
    friend auto operator<=>(const SegmentName&, const SegmentName&) = default;
};

[[nodiscard]] std::uint32_t dayOf(Timestamp time);

/// The segments of a folder, the oldest first; an unreadable folder has none.
[[nodiscard]] std::vector<SegmentName> listSegments(const std::filesystem::path& folder);

/// Size on disk, with the write-ahead log.
[[nodiscard]] std::uint64_t segmentBytes(const std::filesystem::path& folder, SegmentName name);
/// With its companions.
void removeSegment(const std::filesystem::path& folder, SegmentName name);

/// Opens a segment for writing, making it (with tables and indices) where it is missing. Throws
/// SQLite::Exception: callers are inside this folder and catch.
[[nodiscard]] std::unique_ptr<SQLite::Database> openForWriting(const std::filesystem::path& file);
/// Read only.
[[nodiscard]] std::unique_ptr<SQLite::Database> openForReading(const std::filesystem::path& file);

} // namespace gatehouse::history
