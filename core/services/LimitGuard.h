// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/CallerMemory.h"
#include "services/Configuration.h"
#include "services/LimitEdits.h"
#include "services/LimitWatch.h"
#include "telemetry/RecordSink.h"

#include <array>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gatehouse::store {
class Database;
}

namespace gatehouse::services {

/// Applies changes of limits together and looks after them: raises a ramp when its time has come,
/// and puts the rule back as it was when callers that were fine before are refused above a bound.
/// Watches are stored with the change, so they outlive a restart; what was counted does not, the
/// counting begins anew. Records on any thread, everything else on the control thread.
class LimitGuard final : public telemetry::RecordSink
{
public:
    static constexpr std::size_t kMostWatching = 200;
    /// Of watches that are over.
    static constexpr std::size_t kMostEnded = 50;
    static constexpr std::size_t kMostFine = 10'000;
    /// Fewer refusals within the time are an accident, whatever their share.
    static constexpr std::uint64_t kLeastRefused = 5;

    /// Both outlive it.
    LimitGuard(Configuration& configuration, store::Database& database);
    /// Reads what was watched before.
    [[nodiscard]] Result<void> load();

    struct Applied
    {
        std::vector<model::Change> changes;
        bool dryRun = false;
    };
    /// All of the changes or none. A stale ETag is told with the rule in `place`.
    [[nodiscard]] Outcome<Applied> apply(const LimitEdits& edits, const std::string& actor);
    /// Newest first, those that are watched before those that are over: the answer of
    /// `GET /admin/v1/limit_watches`, and its list alone.
    [[nodiscard]] std::string watchesJson() const;
    [[nodiscard]] std::string watchList() const;
    /// Puts the rule back now. NotFound when it is not watched.
    [[nodiscard]] Outcome<void> rollBack(const std::string& rule, const std::string& actor);
    /// Leaves the rule as it is and watches no more; of a watch that is over: forgets it.
    [[nodiscard]] Outcome<void> end(const std::string& rule, const std::string& actor);

    /// Judges; called about once a second. Commits by itself where it must.
    void look();
    void take(const telemetry::RecordBatch& batch) override;
    /// A record of the past: only who was fine is learnt from it.
    void note(const telemetry::RequestRecord& record);

    /// Called on the control thread with the rule whose watch changed.
    void onChange(std::function<void(const std::string& rule)> listener);

private:
    /// What passing records tell of one watched rule.
    struct Count
    {
        static constexpr std::size_t kParts = 30;
        struct Part
        {
            std::int64_t number = -1;
            std::uint64_t calls = 0;
            std::uint64_t refused = 0;
        };
        std::unordered_set<std::string> fine;
        std::int64_t partMicros = 1;
        std::array<Part, kParts> parts{};
        std::uint64_t calls = 0;
        std::uint64_t refused = 0;
        std::unordered_map<std::string, LimitWatch::Caller> callers;

        void add(const std::string& caller, bool isRefused, Timestamp now);
        [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> lately(Timestamp now) const;
    };

    [[nodiscard]] Timestamp now() const { return m_configuration.clock().wall(); }
    [[nodiscard]] LimitWatch* watching(const std::string& rule);
    [[nodiscard]] Result<void> store();
    [[nodiscard]] const model::LimitRule* stored(const std::string& rule) const;
    [[nodiscard]] Outcome<std::vector<LimitWatch>> watchesOf(const LimitEdits& edits,
                                                             const std::string& actor) const;
    void startCounting(const LimitWatch& watch);
    void takeFigures(LimitWatch& watch) const;
    /// True when it is over bound.
    [[nodiscard]] bool isTooMuch(const LimitWatch& watch, std::string& why) const;
    [[nodiscard]] Outcome<void> putBack(LimitWatch& watch, const std::string& actor,
                                        std::string why);
    void raise(LimitWatch& watch);
    void finish(LimitWatch& watch, LimitWatch::State state, std::string by);
    void forgetOld();
    void tell(const std::string& rule) const;

    Configuration& m_configuration;
    store::Database& m_database;
    std::vector<LimitWatch> m_watches; ///< Oldest first.
    std::vector<std::function<void(const std::string&)>> m_listeners;

    mutable std::mutex m_mutex; ///< Of what follows.
    CallerMemory m_memory;
    std::unordered_map<std::string, Count> m_counts; ///< By rule, those that are watched.
};

} // namespace gatehouse::services
