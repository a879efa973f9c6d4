// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

/// The form of a record in a segment. Functions throw SQLite::Exception: callers are inside this
/// folder and catch.
namespace gatehouse::history {

/// `INSERT INTO records(...) VALUES (...)`, every column but `seq`.
[[nodiscard]] const std::string& insertSql();
/// The columns that readRow() expects first in a result, comma-separated.
[[nodiscard]] const std::string& columnsSql();

/// Binds a record to a statement of insertSql(). Texts are not copied: the record outlives the
/// step.
void bindRow(SQLite::Statement& insert, const telemetry::RequestRecord& record);
[[nodiscard]] telemetry::RequestRecord readRow(SQLite::Statement& row);

/// `"request":{...},"response":{...},"tries":[...]`: how a capture is spliced into the JSON of its
/// record.
[[nodiscard]] std::string captureJson(const telemetry::Capture& capture);

/// zstd, fast level.
[[nodiscard]] std::string compress(std::string_view plain);
/// Empty when the data is damaged, or larger than 64 MiB.
[[nodiscard]] std::string decompress(std::string_view packed);

} // namespace gatehouse::history
