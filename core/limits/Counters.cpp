// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Counters.h"

#include <algorithm>
#include <unordered_map>

namespace gatehouse::limits {

Counters::Counters(std::unique_ptr<CounterStore> store)
    : m_store(std::move(store))
{
}

Counters::~Counters() = default;

Result<std::unique_ptr<Counters>> Counters::open(const std::filesystem::path& path,
                                                 const Clock& clock, std::uint32_t most)
{
    auto store = CounterStore::open(path, clock, most);
    if (!store)
        return std::unexpected(std::move(store.error()));
    std::unique_ptr<Counters> counters(new Counters(std::move(*store)));
    auto& kept = *counters->m_store;
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (std::uint32_t number = 1; number <= CounterStore::kMostRules; ++number) {
        const auto& rule = kept.rules()[number - 1];
        if (!rule)
            continue;
        auto promise = compilePromise(rule->promise, rule->unit);
        if (!promise)
            continue;
        counters->setForm(number,
                          std::make_unique<Form>(std::move(*promise), rule->id, rule->unit));
        // An edit that was cut off left two.
        const auto [first, fresh] = known.emplace(rule->id, number);
        if (!fresh)
            counters->retire(number, first->second);
    }
    for (std::uint32_t number = 1; number < kept.slotsEnd(); ++number) {
        const auto& slot = kept.slot(number);
        if (slot.rule != Slot::kFree && slot.rule != Slot::kChunk)
            counters->shardOf(slot.key).index.insert(slot.key, number);
    }
    return counters;
}

std::uint32_t Counters::live(std::uint32_t number) const
{
    while (number != 0) {
        const auto* const at = form(number);
        if (at->dead.load(std::memory_order_acquire))
            return 0;
        const auto next = at->successor.load(std::memory_order_acquire);
        if (next == 0)
            return number;
        number = next;
    }
    return 0;
}

void Counters::setForm(std::uint32_t number, std::unique_ptr<Form> fresh)
{
    m_forms[number].store(fresh.get(), std::memory_order_release);
    m_owned.push_back(std::move(fresh));
}

std::uint32_t Counters::freeNumber()
{
    for (std::uint32_t tries = 0; tries < CounterStore::kMostRules; ++tries) {
        m_lastNumber = m_lastNumber % CounterStore::kMostRules + 1;
        // Round and round, so that a number rests long before it means another rule.
        if (!m_store->rules()[m_lastNumber - 1])
            return m_lastNumber;
    }
    return 0;
}

std::shared_ptr<const BoundRules> Counters::adopt(std::shared_ptr<const RuleSet> set)
{
    auto bound = std::make_shared<BoundRules>();
    bound->m_set = std::move(set);
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (std::uint32_t number = 1; number <= CounterStore::kMostRules; ++number) {
        const auto* const at = form(number);
        if (m_store->rules()[number - 1] && at && at->successor == 0 && !at->dead)
            known.emplace(at->id, number);
    }
    freeRetired();
    const bool untidy = !m_retired.empty();
    for (const auto& rule : bound->m_set->rules()) {
        const auto& source = rule.source;
        bound->m_keys.push_back(keyOf(source.id));
        const auto found = known.find(source.id);
        const auto old = found == known.end() ? 0 : found->second;
        known.erase(source.id);
        if (old != 0 && m_store->rules()[old - 1]->promise == source.promise &&
            form(old)->unit == source.unit) {
            bound->m_numbers.push_back(old);
            continue;
        }
        const auto number = freeNumber();
        if (number == 0) { // 96 edits of every rule at once; the old promise goes on
            bound->m_numbers.push_back(old);
            continue;
        }
        setForm(number, std::make_unique<Form>(rule.promise, source.id, source.unit));
        m_store->writeRule(number, StoredRule{source.id, source.unit, source.promise});
        if (old != 0) {
            retire(old, number);
        }
        bound->m_numbers.push_back(number);
    }
    for (const auto& [id, number] : known)
        retire(number, 0);
    if (untidy || !m_retired.empty())
        tidy();
    m_bounds.push_back(bound);
    return bound;
}

void Counters::retire(std::uint32_t old, std::uint32_t fresh)
{
    for (std::uint32_t number = 1; number <= CounterStore::kMostRules; ++number) {
        auto* const at = form(number);
        if (at == nullptr || (number != old && at->successor != old))
            continue;
        if (fresh == 0)
            at->dead.store(true, std::memory_order_release);
        else
            at->successor.store(fresh, std::memory_order_release);
    }
    m_retired.push_back(old);
}

void Counters::freeRetired()
{
    std::erase_if(m_bounds, [](const auto& known) { return known.expired(); });
    // tidy() ran since, but who carries the old rules may have made one more counter meanwhile.
    std::erase_if(m_retired, [this](std::uint32_t number) {
        for (const auto& known : m_bounds) {
            const auto bound = known.lock();
            if (bound && std::ranges::find(bound->m_numbers, number) != bound->m_numbers.end())
                return false;
        }
        m_store->writeRule(number, std::nullopt);
        return true;
    });
}

void Counters::tidy()
{
    const auto at = now();
    for (std::uint32_t number = 1; number < m_store->slotsEnd(); ++number) {
        auto& slot = m_store->slot(number);
        const auto rule = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
        if (rule == Slot::kFree || rule == Slot::kChunk)
            continue;
        drop(number, [&](Slot& locked) {
            const auto* const held = form(locked.rule);
            if (held == nullptr)
                return true;
            const auto valid = live(locked.rule);
            if (valid != 0 && valid != locked.rule)
                convert(locked, valid, at);
            if (valid == 0)
                clear(held->promise, locked.state, *m_store);
            return valid == 0;
        });
    }
}

void Counters::convert(Slot& slot, std::uint32_t number, const Now& at)
{
    const auto* const from = form(slot.rule);
    const auto* const to = form(number);
    slot.check = 0; // a counter between two rules is none
    if (from->unit != to->unit) {
        clear(from->promise, slot.state, *m_store);
        slot.open = 0;
    } else {
        carryOver(from->promise, to->promise, slot.state, at, *m_store);
    }
    std::atomic_ref(slot.rule).store(number, std::memory_order_relaxed);
    CounterStore::seal(slot);
}

crypto::ShortHashKey Counters::keyOf(std::string_view ruleId) const
{
    auto key = m_store->hashKey();
    const auto hash = crypto::shortHash(key, ruleId);
    for (std::size_t i = 0; i < sizeof hash; ++i)
        key[i] = static_cast<unsigned char>(key[i] ^ (hash >> (8 * i)));
    return key;
}

std::uint64_t Counters::keyOf(const crypto::ShortHashKey& rule, std::string_view partition)
{
    const auto hash = crypto::shortHash(rule, partition);
    return hash == 0 ? 1 : hash;
}

std::uint32_t Counters::locate(std::uint64_t key, std::uint32_t number, std::string_view name)
{
    const auto found = shardOf(key).index.find(key);
    if (found != 0 &&
        std::atomic_ref(m_store->slot(found).key).load(std::memory_order_relaxed) == key)
        return found;
    return create(key, number, name);
}

std::uint32_t Counters::create(std::uint64_t key, std::uint32_t number, std::string_view name)
{
    sweep(4);
    auto& shard = shardOf(key);
    for (unsigned tries = 0; tries < 2; ++tries) {
        {
            const std::scoped_lock guard(shard.mutex);
            const auto known = shard.index.search(key, [&](std::uint32_t at) {
                return std::atomic_ref(m_store->slot(at).key).load(std::memory_order_relaxed) ==
                       key;
            });
            if (known != 0)
                return known;
            const auto place =
                name == kOverflow ? CounterStore::Place::Kept : CounterStore::Place::Any;
            if (const auto fresh = m_store->take(place); fresh != 0) {
                auto& slot = m_store->slot(fresh);
                SlotLock::take(slot);
                publish(slot.state, {});
                std::atomic_ref(slot.key).store(key, std::memory_order_relaxed);
                slot.open = 0;
                slot.waiting = 0;
                auto length = std::min(name.size(), slot.name.size());
                while (length > 0 && length < name.size() && (name[length] & 0xC0) == 0x80)
                    --length; // whole characters
                slot.nameLength = static_cast<std::uint8_t>(length);
                std::copy_n(name.begin(), slot.nameLength, slot.name.begin());
                std::atomic_ref(slot.rule).store(number, std::memory_order_relaxed);
                CounterStore::seal(slot);
                SlotLock::give(slot);
                shard.index.insert(key, fresh);
                return fresh;
            }
        }
        sweep(16);
    }
    return 0;
}

void Counters::sweep(unsigned count)
{
    const auto at = now();
    const auto end = m_store->slotsEnd();
    if (end < 2)
        return;
    for (unsigned i = 0; i < count; ++i) {
        const auto number = m_hand.fetch_add(1, std::memory_order_relaxed) % end;
        const auto rule =
            std::atomic_ref(m_store->slot(number).rule).load(std::memory_order_relaxed);
        if (number != 0 && rule != Slot::kFree && rule != Slot::kChunk && dropIfIdle(number, at))
            m_dropped.fetch_add(1, std::memory_order_relaxed);
    }
}

bool Counters::dropIfIdle(std::uint32_t number, const Now& at)
{
    return drop(number, [&](Slot& slot) {
        const auto* const held = form(slot.rule);
        return held != nullptr && slot.open == 0 && slot.waiting == 0 && slot.text() != kOverflow &&
               isIdle(held->promise, slot.state, at, *m_store);
    });
}

bool Counters::drop(std::uint32_t number, const std::function<bool(Slot&)>& wanted)
{
    auto& slot = m_store->slot(number);
    const auto key = std::atomic_ref(slot.key).load(std::memory_order_relaxed);
    auto& shard = shardOf(key);
    const std::scoped_lock guard(shard.mutex);
    SlotLock::take(slot);
    const auto rule = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
    const bool same = std::atomic_ref(slot.key).load(std::memory_order_relaxed) == key;
    if (!same || rule == Slot::kFree || rule == Slot::kChunk || !wanted(slot)) {
        SlotLock::give(slot);
        return false;
    }
    shard.index.remove(key, number);
    std::atomic_ref(slot.rule).store(Slot::kFree, std::memory_order_relaxed);
    std::atomic_ref(slot.key).store(0, std::memory_order_relaxed);
    SlotLock::give(slot);
    m_store->give(number);
    return true;
}

void Counters::forEachSlot(const std::function<void(std::uint32_t, Slot&)>& each)
{
    for (std::uint32_t number = 1; number < m_store->slotsEnd(); ++number) {
        auto& slot = m_store->slot(number);
        const auto rule = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
        if (rule == Slot::kFree || rule == Slot::kChunk)
            continue;
        SlotLock::take(slot);
        const auto still = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
        if (still != Slot::kFree && still != Slot::kChunk)
            each(number, slot);
        SlotLock::give(slot);
    }
}

const Counters::Form* Counters::formOf(std::string_view ruleId) const
{
    for (std::uint32_t number = 1; number <= CounterStore::kMostRules; ++number) {
        const auto* const at = form(number);
        if (at && at->id == ruleId && at->successor == 0 && !at->dead)
            return at;
    }
    return nullptr;
}

bool Counters::reset(std::string_view ruleId)
{
    const auto* const wanted = formOf(ruleId);
    if (wanted == nullptr)
        return false;
    forEachSlot([&](std::uint32_t, Slot& slot) {
        const auto* const held = form(slot.rule);
        // What is in flight is there, whatever the counter says.
        if (held == wanted && !std::holds_alternative<InFlight>(held->promise)) {
            clear(held->promise, slot.state, *m_store);
            slot.open = 0;
        }
    });
    return true;
}

std::vector<CounterView> Counters::list(std::string_view ruleId, std::size_t most,
                                        std::size_t* inUse)
{
    std::vector<CounterView> out;
    const auto* const wanted = formOf(ruleId);
    if (wanted == nullptr)
        return out;
    const auto at = now();
    forEachSlot([&](std::uint32_t, Slot& slot) {
        if (form(slot.rule) != wanted)
            return;
        auto reading = read(wanted->promise, slot.state, 0, at, *m_store);
        foretell(wanted->promise, slot.state, at, reading, *m_store);
        if (reading.used > 0)
            out.push_back({std::string(slot.text()), reading});
    });
    if (inUse != nullptr)
        *inUse = out.size();
    const auto kept = std::min(most, out.size());
    std::ranges::partial_sort(out, out.begin() + static_cast<std::ptrdiff_t>(kept),
                              std::ranges::greater{},
                              [](const CounterView& view) { return view.reading.used; });
    out.resize(kept);
    return out;
}

CounterTotals Counters::totals() const
{
    CounterTotals out;
    out.counters = m_store->taken();
    out.bytes = m_store->bytes();
    for (const auto& shard : m_shards)
        out.bytes += shard.index.bytes();
    out.dropped = m_dropped;
    out.overflowed = m_overflowed;
    out.logFull = m_logFull;
    return out;
}

} // namespace gatehouse::limits
