// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accesslog/LogLine.h"
#include "doctor/LogReport.h"
#include "doctor/Simulation.h"

#include "services/Doctor.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::services {

/// Access logs of other gateways that somebody opened to look into, or to try rules on. They come
/// in pieces, so that a file of any size blocks nobody; what is kept of a log is a doctor::CallLog
/// (at most a million calls, 100 MB). At most kMost are open, the one that was used the longest ago
/// goes; one that nobody used for half an hour goes when the next is opened. Control thread only;
/// the questions that it makes run anywhere.
class OpenedLogs
{
public:
    static constexpr std::size_t kMost = 2;
    static constexpr auto kIdle = std::chrono::minutes(30);

    class Log;

    explicit OpenedLogs(const Clock& clock)
        : m_clock(clock)
    {
    }

    /// `form` as in core/accesslog; empty = guessed from the first piece. Answers `{"id"}`.
    [[nodiscard]] Outcome<std::string> open(const std::string& form);
    /// Reads one more piece, which may end within a line; answers how much is read.
    [[nodiscard]] Outcome<Doctor::Question> add(const std::string& id, std::string text);
    /// No more pieces come; what the log tells about its refusals.
    [[nodiscard]] Outcome<Doctor::Question> report(const std::string& id);
    [[nodiscard]] Outcome<void> close(const std::string& id);
    /// The log for a simulation, or NotFound.
    [[nodiscard]] Outcome<std::shared_ptr<Log>> find(const std::string& id);

private:
    struct Entry
    {
        std::string id;
        Timestamp used{};
        std::shared_ptr<Log> log;
    };

    const Clock& m_clock;
    std::uint64_t m_last = 0;
    std::list<Entry> m_logs;
};

/// One of them. Its functions may be called from any thread, one at a time.
class OpenedLogs::Log
{
public:
    explicit Log(std::optional<accesslog::Form> form)
        : m_form(form)
    {
    }

    [[nodiscard]] Result<std::string> add(std::string_view text, const std::stop_token& stop);
    [[nodiscard]] Result<std::string> report(const std::stop_token& stop);
    [[nodiscard]] Result<std::string> simulate(const doctor::SimulationWish& wish,
                                               const std::stop_token& stop);

private:
    void readLines(std::string_view text, std::vector<telemetry::RequestRecord>& records);
    void finish();

    std::mutex m_mutex;
    std::optional<accesslog::Form> m_form;
    std::string m_rest; ///< A line whose end has not come yet.
    doctor::LogFacts m_facts;
    doctor::CallLog m_log;
    bool m_finished = false;
};

} // namespace gatehouse::services
