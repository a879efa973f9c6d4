// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/CounterStore.h"
#include "limits/Decision.h"
#include "limits/SlotIndex.h"
#include "limits/WaitingList.h"
#include "limits/Warnings.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace gatehouse::limits {

/// A RuleSet joined with its counters. Immutable; lives no longer than the Counters.
class BoundRules
{
public:
    [[nodiscard]] const RuleSet& set() const { return *m_set; }

private:
    friend class Counters;
    std::shared_ptr<const RuleSet> m_set;
    std::vector<std::uint32_t> m_numbers;     ///< In the store, by index of the rule.
    std::vector<crypto::ShortHashKey> m_keys; ///< What partitions are hashed with, rule by rule.
};

/// What came of decide().
enum class Outcome : std::uint8_t
{
    Admitted, ///< Charged. Send on at `releaseAt`; settle() or refund() is owed.
    Refused,  ///< Nothing was charged anywhere; the first decision tells why.
    Waits,    ///< Nothing was charged; the waiter will be called, or leaves by leave().
};

/// Sums since the start; for metrics.
struct CounterTotals
{
    std::uint64_t counters = 0; ///< Now, with chunks of logs.
    std::uint64_t bytes = 0;    ///< Of memory.
    std::uint64_t dropped = 0;  ///< Idle counters that were forgotten.
    std::uint64_t overflowed =
        0;                     ///< Exchanges counted in a rule's common counter, for want of room.
    std::uint64_t logFull = 0; ///< Refused because a window's log had no room.
};

/// One counter as people see it.
struct CounterView
{
    std::string partition;
    Reading reading;
};

/// All counters of a workspace: decides about exchanges. Owned by the program's composition.
/// adopt(), reset(), list() and sync() are for control threads, one at a time; all else is for any
/// thread, and takes tens of nanoseconds a rule.
///
/// Counters appear with their first exchange. Every new one looks at a few others and drops those
/// that are as good as new, so memory follows the callers of a period. When all of `most` are in
/// use a further partition shares its rule's one common counter.
class Counters
{
public:
    static constexpr std::uint32_t kMost = 2'000'000;

    /// No path = memory only. The clock outlives the counters.
    [[nodiscard]] static Result<std::unique_ptr<Counters>>
    open(const std::filesystem::path& path, const Clock& clock, std::uint32_t most = kMost);
    ~Counters();
    Counters(const Counters&) = delete;
    Counters& operator=(const Counters&) = delete;

    /// From now on these rules hold, also for exchanges that still carry older ones. Counts of a
    /// changed rule stay, those of a rule that is gone (or counts another unit) go.
    [[nodiscard]] std::shared_ptr<const BoundRules> adopt(std::shared_ptr<const RuleSet> set);

    [[nodiscard]] Now now() const { return m_store->now(); }

    /// Decides about all matching rules at once: takes from all counters, or from none. `x` owes
    /// nothing before and is filled anew. Without a waiter, a full in-flight counter refuses also
    /// where it has a queue.
    [[nodiscard]] Outcome decide(const BoundRules& bound, Stage stage, const Facts& facts,
                                 const Measure& estimate, const Now& now, Admission& x,
                                 Waiter* waiter = nullptr);
    /// After the waiter was granted a place: decides again, with that place.
    [[nodiscard]] Outcome decideGranted(const BoundRules& bound, Stage stage, const Facts& facts,
                                        const Measure& estimate, const Now& now, Admission& x,
                                        Waiter& waiter);
    /// The waiter does not wait any longer; a place that it was just granted goes to the next.
    void leave(Waiter& waiter);

    /// The wait for `releaseAt` is over, one way or the other.
    void waited(Admission& x);
    /// Replaces the estimate by what was used and frees what was in flight.
    void settle(Admission& x, const Measure& actual, const Now& now);
    /// Nobody will know what was used: the estimate stays charged, what was in flight is freed.
    void keep(Admission& x);
    /// Gives everything back.
    void refund(Admission& x, const Now& now);

    /// Empties the counters of a rule; false when there is no such rule.
    bool reset(std::string_view ruleId);
    /// Up to `most` counters of a rule, fullest first.
    [[nodiscard]] std::vector<CounterView> list(std::string_view ruleId, std::size_t most,
                                                std::size_t* inUse = nullptr);
    [[nodiscard]] CounterTotals totals() const;
    /// What quotas have reached since the last call; any thread.
    [[nodiscard]] std::vector<Warning> takeWarnings() { return m_warnings.take(); }
    [[nodiscard]] bool hasWarnings() const { return m_warnings.any(); }
    /// Of hashes that only this workspace can make; stays the same over restarts.
    [[nodiscard]] const crypto::ShortHashKey& hashKey() const { return m_store->hashKey(); }
    [[nodiscard]] const Recovery& recovery() const { return m_store->recovery(); }
    /// Puts the counters on the disk; a loss of power takes what came later.
    [[nodiscard]] Result<void> sync() { return m_store->sync(); }

private:
    /// The partition of a rule's common counter.
    static constexpr std::string_view kOverflow = "(all others)";
    static constexpr std::size_t kShards = 64;
    struct alignas(64) Shard
    {
        std::mutex mutex;
        SlotIndex index;
    };
    /// A promise that counters were written with; never changed once it is linked.
    struct Form
    {
        explicit Form(Promise p, std::string theId, model::LimitUnit theUnit)
            : promise(std::move(p))
            , id(std::move(theId))
            , unit(theUnit)
        {
        }
        const Promise promise;
        const std::string id;
        const model::LimitUnit unit;
        std::atomic<std::uint32_t> successor{0}; ///< The number that replaced it; 0 = none.
        std::atomic<bool> dead{false};           ///< The rule is gone.
    };
    /// A rule on its way through one decision.
    struct Candidate
    {
        std::uint32_t index = 0;
        const Form* form = nullptr;
        std::uint32_t slot = 0;
        std::uint64_t key = 0;
        std::size_t decision = 0;
        Reading reading;
    };
    struct Work;

    explicit Counters(std::unique_ptr<CounterStore> store);

    [[nodiscard]] Form* form(std::uint32_t number) const
    {
        return m_forms[number].load(std::memory_order_acquire);
    }
    /// The number in force; 0 = the rule is gone.
    [[nodiscard]] std::uint32_t live(std::uint32_t number) const;
    void setForm(std::uint32_t number, std::unique_ptr<Form> form);
    [[nodiscard]] std::uint32_t freeNumber();
    /// Leads from `old`, and from all that led to it, to `fresh`; 0 = the rule is gone.
    void retire(std::uint32_t old, std::uint32_t fresh);
    void freeRetired();
    void tidy();
    void convert(Slot& slot, std::uint32_t number, const Now& now);
    /// Every counter, locked; `each` may not add or drop any.
    void forEachSlot(const std::function<void(std::uint32_t, Slot&)>& each);
    [[nodiscard]] const Form* formOf(std::string_view ruleId) const;

    [[nodiscard]] Shard& shardOf(std::uint64_t key) { return m_shards[key % kShards]; }
    [[nodiscard]] crypto::ShortHashKey keyOf(std::string_view ruleId) const;
    [[nodiscard]] static std::uint64_t keyOf(const crypto::ShortHashKey& rule,
                                             std::string_view partition);
    /// The number of the counter, made where it is missing. 0 = the rule is gone.
    [[nodiscard]] std::uint32_t locate(std::uint64_t key, std::uint32_t number,
                                       std::string_view name);
    [[nodiscard]] std::uint32_t create(std::uint64_t key, std::uint32_t number,
                                       std::string_view name);
    void sweep(unsigned count);
    bool dropIfIdle(std::uint32_t number, const Now& now);
    bool drop(std::uint32_t number, const std::function<bool(Slot&)>& wanted);

    [[nodiscard]] Outcome decideWith(const BoundRules& bound, Stage stage, const Facts& facts,
                                     const Measure& estimate, const Now& now, Admission& x,
                                     Waiter* waiter, bool granted);
    void gather(const BoundRules& bound, Stage stage, const Facts& facts, const Measure& estimate,
                Admission& x, Work& work);
    void lockAll(const BoundRules& bound, const Now& now, const Admission& x, Work& work);
    void unlockAll(const Work& work);
    void judge(const BoundRules& bound, const Facts& facts, const Now& now, Admission& x,
               Work& work);
    /// Puts the readings into the decisions where nothing is charged.
    void tell(const Now& now, Admission& x, Work& work);
    [[nodiscard]] bool commit(const BoundRules& bound, const Now& now, Admission& x, Work& work);
    [[nodiscard]] bool charge(const Admission& x, const Rule& rule, const Candidate& candidate,
                              const Now& now, LedgerTime release, Charge& out);
    void giveUpPlace(Slot& slot, std::uint32_t number);
    void settleOne(const Admission& x, const Form& form, Slot& slot, const Charge& charge,
                   Amount actual, const Now& now);
    /// A quota's counter, locked, has just used more for good.
    void warn(const Admission& x, const Rule& rule, const Form& form, const Slot& slot,
              const Now& now);
    void undo(const Form& form, Slot& slot, const Charge& charge, const Now& now);
    /// The counter of a charge, locked, and its form; null when it is gone.
    [[nodiscard]] const Form* lock(const BoundRules& bound, const Charge& charge, const Now& now);

    std::unique_ptr<CounterStore> m_store;
    std::array<std::atomic<Form*>, CounterStore::kMostRules + 1> m_forms{};
    std::vector<std::unique_ptr<Form>> m_owned; ///< Every form ever: somebody may still read it.
    std::uint32_t m_lastNumber = 0;
    std::vector<std::uint32_t> m_retired;                  ///< Numbers that no rule has any more.
    std::vector<std::weak_ptr<const BoundRules>> m_bounds; ///< Whoever may still use numbers.
    std::array<Shard, kShards> m_shards;
    WaitingList m_waiting;
    Warnings m_warnings;
    std::atomic<std::uint32_t> m_hand{1}; ///< The next that sweep() looks at.
    std::atomic<std::uint64_t> m_dropped{0};
    std::atomic<std::uint64_t> m_overflowed{0};
    std::atomic<std::uint64_t> m_logFull{0};
};

} // namespace gatehouse::limits
