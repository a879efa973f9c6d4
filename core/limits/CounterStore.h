// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Crypto.h"
#include "base/MappedFile.h"
#include "limits/Promise.h"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The memory of all counters, and what the counter file looks like: a page with the header, a
/// table of rules, then pieces of 64 bytes, each a counter or a chunk of a window's log. In the
/// byte order of the machine; a file of another version, machine or with a damaged head is put
/// aside.
namespace gatehouse::limits {

/// One counter; a cache line.
struct alignas(64) Slot
{
    static constexpr std::uint32_t kFree = 0;
    static constexpr std::uint32_t kChunk = 0xFFFFFFFF;

    State state;
    std::uint64_t key = 0;      ///< Hash of rule and partition.
    std::uint32_t rule = kFree; ///< Number of the rule, from 1.
    std::uint8_t lock = 0;      ///< Only ever changed through SlotLock.
    std::uint8_t nameLength = 0;
    std::uint16_t check = 0;   ///< Of key, rule and name.
    std::int64_t open = 0;     ///< Reserved and not yet settled.
    std::uint16_t waiting = 0; ///< In the queue.
    std::array<char, 22> name{};

    [[nodiscard]] std::string_view text() const { return {name.data(), nameLength}; }
};
static_assert(sizeof(Slot) == 64 && offsetof(Slot, rule) == offsetof(LogChunk, kind));

/// Holds one counter, for tens of nanoseconds. Several are taken in rising order of their numbers.
class SlotLock
{
public:
    static void take(Slot& slot);
    static void give(Slot& slot) { std::atomic_ref(slot.lock).store(0, std::memory_order_release); }
};

/// A rule as the file knows it: with what promise its counters were written.
struct StoredRule
{
    std::string id;
    model::LimitUnit unit = model::LimitUnit::Requests;
    model::Promise promise; ///< Amounts as written in the rule.
};

/// What was found when the file was opened.
struct Recovery
{
    std::uint64_t counters = 0;
    std::uint64_t unsettled =
        0; ///< Counters with reservations that nobody settled; these stay charged.
    std::uint64_t damaged = 0; ///< Counters and rules that made no sense and were dropped.
    std::string setAside;      ///< Where an unreadable file went; empty = nowhere.
};

/// Owned by the Counters. Counters are locked by whoever uses them; all else is thread-safe.
class CounterStore final : public LogStore
{
public:
    static constexpr std::uint32_t kMostRules = 4096;
    static constexpr std::uint32_t kMostSlots = 1u << 24;

    /// No path = memory only. `most` = counters and chunks together.
    [[nodiscard]] static Result<std::unique_ptr<CounterStore>>
    open(const std::filesystem::path& path, const Clock& clock, std::uint32_t most);

    [[nodiscard]] Now now() const;
    [[nodiscard]] const Recovery& recovery() const { return m_recovery; }
    [[nodiscard]] const crypto::ShortHashKey& hashKey() const { return m_hashKey; }

    [[nodiscard]] Slot& slot(std::uint32_t number) { return m_slots[number]; }
    /// Every number below it may be looked at.
    [[nodiscard]] std::uint32_t slotsEnd() const
    {
        return m_slotsEnd.load(std::memory_order_acquire);
    }
    /// An eighth of all places is kept for the common counters of rules.
    enum class Place : std::uint8_t
    {
        Any,
        Kept
    };
    /// A free piece; 0 when there is none left.
    [[nodiscard]] std::uint32_t take(Place place);
    void give(std::uint32_t number);
    [[nodiscard]] std::uint64_t taken() const;
    /// Bytes of the mapping in use.
    [[nodiscard]] std::uint64_t bytes() const { return m_file.size(); }
    static void seal(Slot& slot);

    LogChunk& chunk(std::uint32_t number) override;
    std::uint32_t takeChunk() override;
    void giveChunk(std::uint32_t number) override { give(number); }

    /// The rules whose counters are here, by number - 1.
    [[nodiscard]] const std::vector<std::optional<StoredRule>>& rules() const { return m_rules; }
    /// Control thread. `number` from 1.
    void writeRule(std::uint32_t number, const std::optional<StoredRule>& rule);

    /// Remembers the time, and puts everything on the disk. From a thread that may wait.
    [[nodiscard]] Result<void> sync();

private:
    struct Header;
    struct RuleEntry;

    CounterStore(MappedFile file, const Clock& clock, std::uint32_t most);
    [[nodiscard]] bool readHead();
    [[nodiscard]] Result<void> writeHead();
    void startLedger(bool fresh);
    void noteTime();
    void recoverRules();
    void recoverSlots();
    void recoverSlot(std::uint32_t number, std::vector<bool>& used,
                     const std::vector<std::optional<Promise>>& promises);
    [[nodiscard]] RuleEntry& entry(std::uint32_t number);
    [[nodiscard]] static std::uint16_t checkOf(const Slot& slot);

    MappedFile m_file;
    const Clock& m_clock;
    const std::uint32_t m_most;
    crypto::ShortHashKey m_hashKey{};
    Slot* m_slots = nullptr;
    std::atomic<std::uint32_t> m_slotsEnd{1};
    Instant m_steadyStart{};
    LedgerTime m_ledgerStart = 0;
    Recovery m_recovery;
    std::vector<std::optional<StoredRule>> m_rules;
    mutable std::mutex m_mutex; ///< Guards what follows.
    std::vector<std::uint32_t> m_free;
    std::uint32_t m_fresh = 1; ///< The first that was never taken.
};

} // namespace gatehouse::limits
