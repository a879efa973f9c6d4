// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/Store.h"

namespace gatehouse::cache {

Store::Store(std::uint64_t mostBytes)
    : m_most(mostBytes)
{
}

std::size_t Store::largest() const
{
    return static_cast<std::size_t>(m_most.load(std::memory_order_relaxed) / kParts);
}

void Store::drop(Part& part, Entries::iterator entry)
{
    part.bytes -= entry->bytes;
    part.byId.erase(entry->key.id);
    const auto [first, last] = part.byPlace.equal_range(entry->key.place);
    for (auto at = first; at != last; ++at) {
        if (at->second == entry) {
            part.byPlace.erase(at);
            break;
        }
    }
    part.used.erase(entry);
}

void Store::shrink(Part& part)
{
    const auto share = largest();
    while (part.bytes > share && !part.used.empty()) {
        drop(part, std::prev(part.used.end()));
        m_evicted.fetch_add(1, std::memory_order_relaxed);
    }
}

void Store::setMost(std::uint64_t bytes)
{
    if (m_most.exchange(bytes, std::memory_order_relaxed) <= bytes)
        return;
    for (auto& part : m_parts) {
        const std::scoped_lock lock(part.mutex);
        shrink(part);
    }
}

AnswerPointer Store::find(const Key& key, Instant now)
{
    auto& part = partOf(key.place);
    const std::scoped_lock lock(part.mutex);
    const auto found = part.byId.find(key.id);
    if (found == part.byId.end())
        return nullptr;
    const auto entry = found->second;
    if (entry->answer->stale <= now) {
        drop(part, entry);
        return nullptr;
    }
    part.used.splice(part.used.begin(), part.used, entry);
    return entry->answer;
}

bool Store::keep(const Key& key, std::string_view owner, AnswerPointer answer)
{
    const auto bytes = answer->bytes() + owner.size();
    auto& part = partOf(key.place);
    const std::scoped_lock lock(part.mutex);
    if (const auto old = part.byId.find(key.id); old != part.byId.end())
        drop(part, old->second);
    if (bytes > largest()) {
        m_tooLarge.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    part.used.push_front({key, std::string(owner), std::move(answer), bytes});
    part.byId.emplace(key.id, part.used.begin());
    part.byPlace.emplace(key.place, part.used.begin());
    part.bytes += bytes;
    shrink(part);
    return true;
}

void Store::forget(const Digest& place)
{
    auto& part = partOf(place);
    const std::scoped_lock lock(part.mutex);
    for (auto at = part.byPlace.find(place); at != part.byPlace.end();
         at = part.byPlace.find(place))
        drop(part, at->second);
}

std::size_t Store::purge(std::string_view owner)
{
    std::size_t gone = 0;
    for (auto& part : m_parts) {
        const std::scoped_lock lock(part.mutex);
        for (auto entry = part.used.begin(); entry != part.used.end();) {
            const auto next = std::next(entry);
            if (owner.empty() || entry->owner == owner) {
                drop(part, entry);
                ++gone;
            }
            entry = next;
        }
    }
    return gone;
}

Store::Totals Store::totals() const
{
    Totals out;
    out.most = m_most.load(std::memory_order_relaxed);
    out.evicted = m_evicted.load(std::memory_order_relaxed);
    out.tooLarge = m_tooLarge.load(std::memory_order_relaxed);
    for (const auto& part : m_parts) {
        const std::scoped_lock lock(part.mutex);
        out.entries += part.used.size();
        out.bytes += part.bytes;
    }
    return out;
}

} // namespace gatehouse::cache
