// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

/// The form of a record in a segment. Functions throw SQLite::Exception: callers are inside this
/// folder and catch.
namespace gatehouse::history {

/// `INSERT INTO records(...) VALUES (...), ...` of so many rows, every column but `seq`. Rows of
/// one statement get consecutive numbers and cost less than rows of their own.
[[nodiscard]] std::string insertSql(std::size_t rows);
/// The columns that readRow() expects first in a result, comma-separated.
[[nodiscard]] const std::string& columnsSql();

/// Texts that are made for a row.
struct RowTexts
{
    std::string attempts;
    std::string limits;
};
/// Binds a record to one row of a statement of insertSql(). Texts are not copied: the record and
/// `made`, which is filled, outlive the step.
void bindRow(SQLite::Statement& insert, std::size_t row, const telemetry::RequestRecord& record,
             RowTexts& made);
[[nodiscard]] telemetry::RequestRecord readRow(SQLite::Statement& row);

/// `"request":{...},"response":{...},"tries":[...]`: how a capture is spliced into the JSON of its
/// record.
[[nodiscard]] std::string captureJson(const telemetry::Capture& capture);

/// zstd, fast level.
[[nodiscard]] std::string compress(std::string_view plain);
/// Empty when the data is damaged, or larger than 64 MiB.
[[nodiscard]] std::string decompress(std::string_view packed);

} // namespace gatehouse::history
