// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "LogFile.h"

#include "accesslog/LogLine.h"

#include <fstream>

namespace gatehouse::app {

namespace {

constexpr std::size_t kGuessed = 1000;

/// The next line, cut where it is longer than any that can be read.
bool nextLine(std::istream& in, std::string& line)
{
    line.clear();
    char c = 0;
    while (in.get(c)) {
        if (c == '\n')
            return true;
        if (line.size() <= accesslog::kLongestLine)
            line.push_back(c);
    }
    return !line.empty();
}

Result<accesslog::Form> chooseForm(const std::string& path, const std::string& form)
{
    if (!form.empty()) {
        const auto known = accesslog::formOf(form);
        return known ? Result<accesslog::Form>(*known)
                     : fail(ErrorCode::Invalid, "is combined, haproxy, envoy or json", form);
    }
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string> lines;
    std::string line;
    while (lines.size() < kGuessed && nextLine(in, line))
        lines.push_back(line);
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    const auto guessed = accesslog::guess(views);
    if (!guessed)
        return fail(ErrorCode::Invalid, "no line is one of an access log that is known", path);
    return *guessed;
}

} // namespace

Result<LogFile> readLogFile(const std::string& path, const std::string& form)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(ErrorCode::NotFound, "the file cannot be read", path);
    const auto chosen = chooseForm(path, form);
    if (!chosen)
        return std::unexpected(chosen.error());
    LogFile out;
    out.form = accesslog::toWord(*chosen);
    std::vector<telemetry::RequestRecord> records;
    std::string line;
    while (records.size() < doctor::CallLog::kMost && nextLine(in, line)) {
        ++out.lines;
        if (auto record = accesslog::readLine(*chosen, line, out.lines))
            records.push_back(std::move(*record));
        else
            ++out.unread;
    }
    if (records.empty())
        return fail(ErrorCode::Invalid, "no line is one of a log of the form " + out.form, path);
    accesslog::spreadSeconds(records);
    out.from = records.front().start;
    for (const auto& record : records) {
        out.from = std::min(out.from, record.start);
        out.to = std::max(out.to, record.start);
        static_cast<void>(out.log.add(record));
    }
    out.log.finish();
    return out;
}

} // namespace gatehouse::app
