// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Answer.h"

#include <array>
#include <atomic>
#include <list>
#include <map>
#include <mutex>
#include <unordered_map>

namespace gatehouse::cache {

/// Answers in memory, the least used ones dropped when they take more bytes than allowed. Every
/// function is for any thread and takes less than a microsecond, but purge().
///
/// Split into parts by the place of a key; each has its share of the bytes, so an answer larger
/// than that share is not kept.
class Store
{
public:
    struct Totals
    {
        std::uint64_t entries = 0;
        std::uint64_t bytes = 0;
        std::uint64_t most = 0;
        std::uint64_t evicted = 0;  ///< Dropped for want of room.
        std::uint64_t tooLarge = 0; ///< Never kept for their size.
    };

    explicit Store(std::uint64_t mostBytes);
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Drops what is too much at once.
    void setMost(std::uint64_t bytes);
    /// The largest answer that would be kept.
    [[nodiscard]] std::size_t largest() const;

    /// Null when there is none, or it is stale.
    [[nodiscard]] AnswerPointer find(const Key& key, Instant now);
    /// `owner`: whose it is, for purge(). Replaces an older one. False when it is too large.
    bool keep(const Key& key, std::string_view owner, AnswerPointer answer);
    /// Drops all answers of a place.
    void forget(const Digest& place);
    /// Drops all answers of an owner; of everybody when empty. How many.
    std::size_t purge(std::string_view owner);
    [[nodiscard]] Totals totals() const;

private:
    struct Entry
    {
        Key key;
        std::string owner;
        AnswerPointer answer;
        std::size_t bytes = 0;
    };
    using Entries = std::list<Entry>;
    static constexpr std::size_t kParts = 8;
    struct alignas(64) Part
    {
        mutable std::mutex mutex;
        Entries used; ///< The last used first.
        std::unordered_map<Digest, Entries::iterator, DigestHash> byId;
        std::unordered_multimap<Digest, Entries::iterator, DigestHash> byPlace;
        std::uint64_t bytes = 0;
    };

    [[nodiscard]] Part& partOf(const Digest& place) { return m_parts[place.back() % kParts]; }
    static void drop(Part& part, Entries::iterator entry);
    void shrink(Part& part);

    std::array<Part, kParts> m_parts;
    std::atomic<std::uint64_t> m_most;
    std::atomic<std::uint64_t> m_evicted{0};
    std::atomic<std::uint64_t> m_tooLarge{0};
};

} // namespace gatehouse::cache
