// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "telemetry/RecordFilter.h"
#include "telemetry/RequestRecord.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace gatehouse::telemetry {

/// A page of stored records, the newest first.
struct RecordQuery
{
    RecordFilter filter;
    std::size_t limit = 100;
    std::string before; ///< RecordPage::next of the page before; empty = the newest.
};

struct RecordPage
{
    std::string items; ///< JSON: `[RECORD...]`
    /// Cursor of the next page; empty = nothing older. A search that took its time is cut short: a
    /// page may then have fewer records than asked for (also none) and a cursor.
    std::string next;
};

/// Takes records of the past, batch by batch, the newest first.
using PastVisitor = std::function<void(const std::vector<RequestRecord>&)>;

/// Where finished records are kept, as the admin port sees it. Any thread asks. Answers come on a
/// thread of the archive; only a question too many is answered (with Unavailable) from within the
/// call.
class RecordArchive
{
public:
    virtual ~RecordArchive() = default;
    virtual void find(RecordQuery query, std::function<void(Result<RecordPage>)> done) = 0;
    /// JSON: RECORD with `request` and `response` where they were kept; NotFound when it is gone or
    /// never was.
    virtual void read(std::string id, std::function<void(Result<std::string>)> done) = 0;
};

} // namespace gatehouse::telemetry
