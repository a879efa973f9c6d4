// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/Cache.h"

namespace gatehouse::cache {

Cache::Cache(std::uint64_t mostBytes)
    : m_secret(crypto::makeMasterKey())
    , m_store(mostBytes)
{
}

void Cache::setMost(std::uint64_t bytes)
{
    m_store.setMost(bytes);
    m_flights.budget().most.store(bytes, std::memory_order_relaxed);
}

Digest Cache::digest(std::span<const std::string_view> texts) const
{
    std::string whole;
    std::size_t size = 0;
    for (const auto text : texts)
        size += text.size() + sizeof(std::uint64_t);
    whole.reserve(size);
    for (const auto text : texts) {
        const std::uint64_t length = text.size();
        whole.append(reinterpret_cast<const char*>(&length), sizeof length); // as it lies in memory
        whole.append(text);
    }
    return crypto::hashKey(m_secret, whole);
}

void Cache::count(std::string_view owner, const Figures& figures)
{
    const std::scoped_lock lock(m_mutex);
    auto found = m_figures.find(owner);
    if (found == m_figures.end())
        found = m_figures.emplace(std::string(owner), Figures{}).first;
    found->second += figures;
}

std::map<std::string, Figures> Cache::figures() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_figures.begin(), m_figures.end()};
}

} // namespace gatehouse::cache
