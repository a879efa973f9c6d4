// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/RecordScan.h"
#include "services/Configuration.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace gatehouse::services {

class OpenedLogs;

/// Looks at stored traffic for as long as it takes: why a request was refused, and what other rules
/// would have done. A question is taken together with the rules in force on the control thread,
/// then answered away from it.
class Doctor
{
public:
    /// Answers one question; takes seconds where there is much traffic. Runs once, on any thread,
    /// also after the Doctor is gone. Unavailable when it was stopped.
    using Question = std::function<Result<std::string>(const std::stop_token&)>;

    /// `traffic`: the folder of the history. `flush` is called first by every question, so that
    /// what has just happened is found; may be empty. The configuration outlives it.
    Doctor(Configuration& configuration, std::filesystem::path traffic,
           std::function<void()> flush = {});
    ~Doctor();

    // Control thread:
    /// The answer of `GET /admin/v1/requests/ID/explain`.
    [[nodiscard]] Question explain(std::string id) const;
    /// The answer of `POST /admin/v1/limits/simulate`; `json` is its body.
    [[nodiscard]] Outcome<Question> simulate(std::string_view json) const;
    [[nodiscard]] OpenedLogs& logs() { return *m_logs; }

private:
    Configuration& m_configuration;
    const std::filesystem::path m_traffic;
    const std::function<void()> m_flush;
    const std::unique_ptr<OpenedLogs> m_logs;
};

/// A thread that answers questions one after the other.
class QuestionThread
{
public:
    using Done = std::function<void(Result<std::string>)>;

    QuestionThread();
    /// Stops the question that is being answered; those that wait are answered Unavailable.
    ~QuestionThread();
    QuestionThread(const QuestionThread&) = delete;
    QuestionThread& operator=(const QuestionThread&) = delete;

    /// `done` is called once, on the thread; from within the call, with Unavailable, when too many
    /// wait. `stop` ends it early. Any thread.
    void ask(Doctor::Question question, std::stop_token stop, Done done);

private:
    static constexpr std::size_t kMostWaiting = 4;
    struct Waiting
    {
        Doctor::Question question;
        std::stop_token stop;
        Done done;
    };
    void run(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Waiting> m_waiting;
    std::jthread m_thread;
};

} // namespace gatehouse::services
