// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CounterStore.h"

#include "limits/CounterFileForm.h"

#include <algorithm>
#include <system_error>
#include <thread>

namespace gatehouse::limits {

namespace {

/// Slots are added by so many at a time.
constexpr std::uint32_t kStep = 4096;

std::size_t bytesFor(std::uint32_t slots)
{
    return kSlotsOffset + std::size_t{slots} * sizeof(Slot);
}

} // namespace

void SlotLock::take(Slot& slot)
{
    const std::atomic_ref lock(slot.lock);
    for (unsigned tries = 0; lock.exchange(1, std::memory_order_acquire) != 0; ++tries) {
        while (lock.load(std::memory_order_relaxed) != 0) {
            // Whoever holds it lost the processor: let him have it.
            if (++tries > 100)
                std::this_thread::yield();
        }
    }
}

CounterStore::CounterStore(MappedFile file, const Clock& clock, std::uint32_t most)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_most(std::clamp(most, kStep, kMostSlots))
    , m_slots(reinterpret_cast<Slot*>(m_file.data() + kSlotsOffset)) // page-aligned memory of ours
    , m_rules(kMostRules)
{
}

Result<std::unique_ptr<CounterStore>> CounterStore::open(const std::filesystem::path& path,
                                                         const Clock& clock, std::uint32_t most)
{
    most = std::clamp(most, kStep, kMostSlots);
    std::string setAside;
    for (;;) {
        auto file = path.empty() ? MappedFile::anonymous(bytesFor(most))
                                 : MappedFile::open(path, bytesFor(most));
        if (!file && file.error().code != ErrorCode::TooLarge)
            return std::unexpected(std::move(file.error()));
        std::unique_ptr<CounterStore> store;
        if (file)
            store.reset(new CounterStore(std::move(*file), clock, most));
        const bool fresh = store && store->m_file.size() == 0;
        if (fresh) {
            if (auto written = store->writeHead(); !written)
                return std::unexpected(std::move(written.error()));
        } else if (!store || !store->readHead()) {
            setAside = path.string() + ".damaged";
            std::error_code error;
            std::filesystem::rename(path, setAside, error);
            if (error)
                return fail(ErrorCode::Unavailable, "cannot be put aside: " + error.message(),
                            path.string());
            continue;
        }
        store->m_recovery.setAside = setAside;
        store->startLedger(fresh);
        store->recoverRules();
        store->recoverSlots();
        return store;
    }
}

void CounterStore::startLedger(bool fresh)
{
    const auto& header = headerOf(m_file.data());
    m_steadyStart = m_clock.now();
    m_ledgerStart = 1;
    if (!fresh) {
        const auto away =
            std::chrono::nanoseconds(m_clock.wall().time_since_epoch()).count() - header.wall;
        m_ledgerStart = header.ledger + std::max<std::int64_t>(0, away);
    }
    noteTime();
}

Now CounterStore::now() const
{
    return {m_ledgerStart + std::chrono::nanoseconds(m_clock.now() - m_steadyStart).count(),
            m_clock.wall()};
}

void CounterStore::noteTime()
{
    auto& header = headerOf(m_file.data());
    const auto at = now();
    // Together: what lies between them is how long the gateway was away.
    publish(header.time(),
            {at.ledger, std::chrono::nanoseconds(at.wall.time_since_epoch()).count()});
}

Result<void> CounterStore::sync()
{
    noteTime();
    return m_file.sync();
}

std::uint32_t CounterStore::take(Place place)
{
    const std::scoped_lock guard(m_mutex);
    if (place == Place::Any && m_free.size() + (m_most - m_fresh) <= m_most / 8)
        return 0;
    if (!m_free.empty()) {
        const auto number = m_free.back();
        m_free.pop_back();
        return number;
    }
    if (m_fresh >= slotsEnd()) {
        const auto end = std::min(m_most, slotsEnd() + kStep - (slotsEnd() % kStep));
        if (end <= m_fresh || !m_file.growTo(bytesFor(end)))
            return 0;
        m_slotsEnd.store(end, std::memory_order_release);
    }
    return m_fresh++;
}

void CounterStore::give(std::uint32_t number)
{
    std::atomic_ref(m_slots[number].rule).store(Slot::kFree, std::memory_order_relaxed);
    const std::scoped_lock guard(m_mutex);
    m_free.push_back(number);
}

std::uint64_t CounterStore::taken() const
{
    const std::scoped_lock guard(m_mutex);
    return m_fresh - 1 - m_free.size();
}

LogChunk& CounterStore::chunk(std::uint32_t number)
{
    // Slots and chunks are pieces of one array; the kind tells which is which.
    return *reinterpret_cast<LogChunk*>(m_slots + number);
}

std::uint32_t CounterStore::takeChunk()
{
    const auto number = take(Place::Any);
    if (number != 0)
        std::atomic_ref(m_slots[number].rule).store(Slot::kChunk, std::memory_order_relaxed);
    return number;
}

} // namespace gatehouse::limits
