// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/OpenedLogs.h"

#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

constexpr std::size_t kGuessed = 1000;

std::string progressJson(const doctor::LogFacts& facts, std::size_t calls)
{
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject();
    json.key("form").string(facts.form);
    json.key("lines").number(facts.lines);
    json.key("unread").number(facts.unread);
    json.key("calls").number(calls);
    json.key("full").boolean(facts.full);
    json.endObject();
    return out;
}

/// The lines of a text, at most so many.
std::vector<std::string_view> linesOf(std::string_view text, std::size_t most)
{
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < most) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

} // namespace

Outcome<std::string> OpenedLogs::open(const std::string& form)
{
    std::optional<accesslog::Form> known;
    if (!form.empty()) {
        known = accesslog::formOf(form);
        if (!known)
            return refuse(ErrorCode::Invalid, "is combined, haproxy, envoy or json", form);
    }
    const auto now = m_clock.wall();
    m_logs.remove_if([now](const Entry& entry) { return entry.used + kIdle < now; });
    while (m_logs.size() >= kMost)
        m_logs.erase(std::ranges::min_element(m_logs, {}, &Entry::used));
    const auto id = "log" + std::to_string(++m_last);
    m_logs.push_back({id, now, std::make_shared<Log>(known)});
    std::string out;
    telemetry::JsonWriter(out).beginObject().key("id").string(id).endObject();
    return out;
}

Outcome<std::shared_ptr<OpenedLogs::Log>> OpenedLogs::find(const std::string& id)
{
    const auto at = std::ranges::find(m_logs, id, &Entry::id);
    if (at == m_logs.end())
        return refuse(ErrorCode::NotFound, "the log \"" + id + "\" is not open");
    at->used = m_clock.wall();
    return at->log;
}

Outcome<Doctor::Question> OpenedLogs::add(const std::string& id, std::string text)
{
    auto log = find(id);
    if (!log)
        return std::unexpected(std::move(log.error()));
    return [log = std::move(*log), text = std::move(text)](const std::stop_token& stop) {
        return log->add(text, stop);
    };
}

Outcome<Doctor::Question> OpenedLogs::report(const std::string& id)
{
    auto log = find(id);
    if (!log)
        return std::unexpected(std::move(log.error()));
    return [log = std::move(*log)](const std::stop_token& stop) { return log->report(stop); };
}

Outcome<void> OpenedLogs::close(const std::string& id)
{
    if (m_logs.remove_if([&id](const Entry& entry) { return entry.id == id; }) == 0)
        return refuse(ErrorCode::NotFound, "the log \"" + id + "\" is not open");
    return {};
}

Result<std::string> OpenedLogs::Log::add(std::string_view text, const std::stop_token& stop)
{
    const std::scoped_lock lock(m_mutex);
    if (m_finished)
        return fail(ErrorCode::Conflict, "is read to its end already");
    if (!m_form) {
        m_form = accesslog::guess(linesOf(text, kGuessed));
        if (!m_form)
            return fail(ErrorCode::Invalid, "no line is one of an access log that is known");
    }
    m_facts.form = accesslog::toWord(*m_form);
    std::vector<telemetry::RequestRecord> records;
    const auto first = text.find('\n');
    if (first == std::string_view::npos) {
        if (m_rest.size() <= accesslog::kLongestLine)
            m_rest += text;
        return progressJson(m_facts, m_log.calls().size());
    }
    m_rest += text.substr(0, first + 1);
    readLines(m_rest, records);
    const auto last = text.rfind('\n');
    if (last > first)
        readLines(text.substr(first + 1, last - first), records);
    m_rest = text.substr(last + 1);
    if (stop.stop_requested())
        return fail(ErrorCode::Unavailable, "was stopped");
    accesslog::spreadSeconds(records);
    for (const auto& record : records) {
        if (m_log.add(record) == doctor::CallLog::Added::Full) {
            m_facts.full = true;
            break;
        }
    }
    return progressJson(m_facts, m_log.calls().size());
}

void OpenedLogs::Log::readLines(std::string_view text,
                                std::vector<telemetry::RequestRecord>& records)
{
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty())
            continue;
        ++m_facts.lines;
        if (auto record = accesslog::readLine(*m_form, line, m_facts.lines))
            records.push_back(std::move(*record));
        else
            ++m_facts.unread;
    }
}

void OpenedLogs::Log::finish()
{
    if (std::exchange(m_finished, true))
        return;
    std::vector<telemetry::RequestRecord> records;
    if (m_form)
        readLines(m_rest, records);
    m_rest.clear();
    for (const auto& record : records)
        static_cast<void>(m_log.add(record));
    m_log.finish();
}

Result<std::string> OpenedLogs::Log::report(const std::stop_token& stop)
{
    const std::scoped_lock lock(m_mutex);
    finish();
    return doctor::logReportJson(m_log, m_facts, stop);
}

Result<std::string> OpenedLogs::Log::simulate(const doctor::SimulationWish& wish,
                                              const std::stop_token& stop)
{
    const std::scoped_lock lock(m_mutex);
    finish();
    if (m_log.calls().empty())
        return fail(ErrorCode::Invalid, "holds no call");
    const Timestamp begin(std::chrono::microseconds(m_log.calls().front().atMicros));
    const auto simulation = doctor::simulate(m_log, wish, begin, stop);
    if (!simulation)
        return std::unexpected(simulation.error());
    return doctor::simulationJson(*simulation);
}

} // namespace gatehouse::services
