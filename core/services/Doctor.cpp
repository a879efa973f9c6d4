// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Doctor.h"

#include "doctor/Explanation.h"
#include "doctor/Simulation.h"

#include "services/OpenedLogs.h"
#include "services/SimulationBody.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

Result<std::string> explainNow(const history::RecordScan& scan, const std::string& id,
                               std::vector<model::LimitRule> rules, const std::stop_token& stop)
{
    auto record = scan.find(id);
    if (!record)
        return std::unexpected(std::move(record.error()));
    doctor::Explanation explanation(std::move(*record), std::move(rules));
    const auto complete = scan.run(
        explanation.from(), explanation.to(),
        [&explanation](telemetry::RequestRecord&& one) { return explanation.add(one); }, stop);
    if (!complete)
        return std::unexpected(complete.error());
    return explanation.finish(*complete, stop);
}

Result<std::string> simulateNow(const history::RecordScan& scan, const doctor::SimulationWish& wish,
                                const std::stop_token& stop)
{
    doctor::CallLog log;
    const auto warm = std::chrono::duration_cast<std::chrono::microseconds>(doctor::warmUp(wish));
    const auto complete = scan.run(
        wish.from - warm, wish.to,
        [&log](telemetry::RequestRecord&& record) {
            return log.add(record) != doctor::CallLog::Added::Full;
        },
        stop);
    if (!complete)
        return std::unexpected(complete.error());
    log.finish();
    const auto simulation = doctor::simulate(log, wish, *complete, stop);
    if (!simulation)
        return std::unexpected(simulation.error());
    return doctor::simulationJson(*simulation);
}

} // namespace

Doctor::Doctor(Configuration& configuration, std::filesystem::path traffic,
               std::function<void()> flush)
    : m_configuration(configuration)
    , m_traffic(std::move(traffic))
    , m_flush(std::move(flush))
    , m_logs(std::make_unique<OpenedLogs>(configuration.clock()))
{
}

Doctor::~Doctor() = default;

Doctor::Question Doctor::explain(std::string id) const
{
    return [scan = history::RecordScan(m_traffic), flush = m_flush, id = std::move(id),
            rules = model::allRules(m_configuration.workspace())](const std::stop_token& stop) {
        if (flush)
            flush();
        return explainNow(scan, id, rules, stop);
    };
}

Outcome<Doctor::Question> Doctor::simulate(std::string_view json) const
{
    auto wish = readSimulation(json, model::allRules(m_configuration.workspace()));
    if (!wish)
        return std::unexpected(std::move(wish.error()));
    if (!wish->log.empty()) {
        auto log = m_logs->find(wish->log);
        if (!log)
            return std::unexpected(std::move(log.error()));
        return [log = std::move(*log), wish = std::move(*wish)](const std::stop_token& stop) {
            return log->simulate(wish, stop);
        };
    }
    return [scan = history::RecordScan(m_traffic), flush = m_flush,
            wish = std::move(*wish)](const std::stop_token& stop) {
        if (flush)
            flush();
        return simulateNow(scan, wish, stop);
    };
}

QuestionThread::QuestionThread()
    : m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

QuestionThread::~QuestionThread()
{
    m_thread.request_stop();
    m_thread.join();
    for (auto& waiting : m_waiting)
        waiting.done(fail(ErrorCode::Unavailable, "the program is being closed"));
}

void QuestionThread::ask(Doctor::Question question, std::stop_token stop, Done done)
{
    {
        std::unique_lock lock(m_mutex);
        if (m_waiting.size() >= kMostWaiting) {
            lock.unlock();
            done(fail(ErrorCode::Unavailable, "too many questions are waiting"));
            return;
        }
        m_waiting.push_back({std::move(question), std::move(stop), std::move(done)});
    }
    m_changed.notify_one();
}

void QuestionThread::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this]() { return !m_waiting.empty(); })) {
        if (stop.stop_requested())
            return; // those that wait are told so
        const auto next = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        // Ends with whoever asked, or with this thread.
        std::stop_source either;
        const std::stop_callback asker(next.stop, [&either]() { either.request_stop(); });
        const std::stop_callback own(stop, [&either]() { either.request_stop(); });
        next.done(next.question(either.get_token()));
        lock.lock();
    }
}

} // namespace gatehouse::services
