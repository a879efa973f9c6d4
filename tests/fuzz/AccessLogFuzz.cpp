// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "accesslog/LogLine.h"
#include "accesslog/LogTime.h"

#include "base/Text.h"

/// Lines of access logs of any form: a line gives the same record whatever stands before it and
/// whether it ends with CR or not; what a record holds stood in the line, within the bounds that a
/// record has.

using namespace gatehouse;
using namespace gatehouse::fuzz;
using accesslog::Form;

namespace {

constexpr std::int64_t kLatestMillis = 253'402'387'200'000; ///< The year 9999, in any zone.

void checkRecord(Form form, std::string_view line)
{
    const auto record = accesslog::readLine(form, line, 3);
    const auto again = accesslog::readLine(form, std::string(line) + "\r", 3);
    check(record.has_value() == again.has_value(), "a CR at the end changes nothing");
    if (!record)
        return;
    check(record->start == again->start && record->path == again->path, "it is the same record");
    check(record->status >= 100 && record->status < 600, "a status is one");
    const auto start = toUnixMillis(record->start);
    check(start >= 0 && start < kLatestMillis, "a time that people can read");
    check(!record->path.empty() && !record->method.empty(), "method and path are there");
    check(record->path.find('?') == std::string::npos, "the path has no query");
    check(record->bytesIn <= 1ull << 50 && record->bytesOut <= 1ull << 50, "sizes are bounded");
    if (form == Form::Json)
        return; // there texts are escaped
    for (const auto* text : {&record->method, &record->clientAddress, &record->application}) {
        check(line.find(*text) != std::string_view::npos, "what is told stood in the line");
    }
    const std::string_view lines[]{line};
    check(accesslog::guess(lines).has_value(), "what can be read is guessed");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = textOf(data, size);
    std::vector<telemetry::RequestRecord> records;
    for (const auto line : text::split(text, '\n')) {
        for (const auto form : {Form::Combined, Form::HaProxy, Form::Envoy, Form::Json}) {
            checkRecord(form, line);
            if (auto record = accesslog::readLine(form, line, records.size()))
                records.push_back(std::move(*record));
        }
        static_cast<void>(accesslog::anyTime(line));
    }
    const auto count = records.size();
    accesslog::spreadSeconds(records);
    check(records.size() == count, "spreading loses none");
    return 0;
}
