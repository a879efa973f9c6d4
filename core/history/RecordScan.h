// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "telemetry/RequestRecord.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace gatehouse::history {

/// Long looks at stored traffic, over read-only connections of its own, so that nobody else waits
/// for them. Any thread, one look at a time; nothing is kept between two.
class RecordScan
{
public:
    explicit RecordScan(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }

    /// False = no more of them.
    using Visitor = std::function<bool(telemetry::RequestRecord&&)>;

    /// Shows every record that ended at or after `from` and began before `to`, the newest first,
    /// without what was captured. Gives back since when they are complete: the oldest one shown
    /// when `visit` had enough, the oldest stored one where older ones are gone, else `from`.
    /// Unavailable when it was stopped.
    [[nodiscard]] Result<Timestamp> run(Timestamp from, Timestamp to, const Visitor& visit,
                                        const std::stop_token& stop) const;
    /// One record; NotFound when it is gone or never was.
    [[nodiscard]] Result<telemetry::RequestRecord> find(const std::string& id) const;

private:
    const std::filesystem::path m_folder;
};

} // namespace gatehouse::history
