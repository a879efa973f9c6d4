// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "base/Text.h"
#include "history/RowCodec.h"
#include "telemetry/TelemetryJson.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <boost/json.hpp>

/// Rows of a segment, as a damaged disk may hand them back: whatever stands in them is read as a
/// record, which is written as valid JSON and read back as it was bound. Packed bodies likewise.
/// Input: the columns of one row, a line each, numbers as digits.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

std::string tell(const telemetry::RequestRecord& record)
{
    std::string out = "{";
    telemetry::JsonWriter json(out);
    telemetry::appendRecordFields(json, record);
    return out + "}";
}

std::string createSql()
{
    return "CREATE TABLE records(seq INTEGER PRIMARY KEY," + history::columnsSql() + ",end_us)";
}

/// One table for all inputs: a row comes and goes again.
SQLite::Database& database()
{
    static SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    static const bool made = (db.exec(createSql()), true);
    static_cast<void>(made);
    return db;
}

bool isNumber(std::string_view text)
{
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    return !digits.empty() && digits.size() < 19 &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
}

void checkRow(std::string_view bytes)
{
    auto& db = database();
    const auto lines = text::split(bytes, '\n');
    SQLite::Statement insert(db, history::insertSql(1));
    for (int i = 0; i < insert.getBindParameterCount(); ++i) {
        const auto line = static_cast<std::size_t>(i) < lines.size()
                              ? lines[static_cast<std::size_t>(i)]
                              : std::string_view{};
        if (isNumber(line))
            insert.bind(i + 1, static_cast<std::int64_t>(std::stoll(std::string(line))));
        else
            insert.bind(i + 1, std::string(line));
    }
    insert.exec();
    SQLite::Statement select(db, "SELECT " + history::columnsSql() + " FROM records");
    check(select.executeStep(), "the row is there");
    const auto record = history::readRow(select);
    select.reset();
    db.exec("DELETE FROM records");

    check(static_cast<unsigned>(record.kind) < 3 && static_cast<unsigned>(record.refusedBy) < 4,
          "a word that is none");
    const auto told = tell(record);
    boost::system::error_code error;
    static_cast<void>(boost::json::parse(told, error));
    check(!error, "a record is written as JSON: " + told);

    SQLite::Statement again(db, history::insertSql(1));
    history::RowTexts made;
    history::bindRow(again, 0, record, made);
    again.exec();
    SQLite::Statement reselect(db, "SELECT " + history::columnsSql() + " FROM records");
    check(reselect.executeStep(), "the row is there again");
    const auto second = history::readRow(reselect);
    reselect.reset();
    db.exec("DELETE FROM records");
    checkEqual(tell(second), told, "a record that is read back");
}

void checkCapture(std::string_view bytes)
{
    const auto unpacked = history::decompress(bytes);
    check(unpacked.size() <= 64u << 20, "a body beyond its bound");
    checkEqual(history::decompress(history::compress(bytes)), bytes, "a body that is read back");

    telemetry::Capture capture;
    const auto half = bytes.size() / 2;
    capture.requestHeaders.emplace_back("x", bytes.substr(0, half));
    capture.responseHeaders.emplace_back(bytes.substr(half), "y");
    capture.request = {std::string(bytes.substr(half)), bytes.size()};
    capture.response = {std::string(bytes.substr(0, half)), half};
    const auto json = "{" + history::captureJson(capture) + "}";
    boost::system::error_code error;
    const auto value = boost::json::parse(json, error);
    check(!error, "a capture is written as JSON: " + json);
    const auto& body = value.at("request").at("body").as_string();
    const auto& encoding = value.at("request").at("encoding").as_string();
    const auto plain = encoding == "base64" ? text::fromBase64(std::string_view(body))
                                            : std::optional(std::string(body));
    check(plain == bytes.substr(half), "a captured body is read back");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 2048)
        return 0;
    const auto bytes = textOf(data, size);
    checkRow(bytes);
    checkCapture(bytes);
    return 0;
}
