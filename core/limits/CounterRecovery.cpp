// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CounterFileForm.h"

#include <algorithm>
#include <cstring>

namespace gatehouse::limits {

namespace {

constexpr std::array<char, 8> kMagic{'G', 'H', 'C', 'O', 'U', 'N', 'T', '\0'};
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kByteOrder = 0x01020304;

template <typename T>
std::string_view bytesOf(const T& value, std::size_t from, std::size_t to)
{
    return {reinterpret_cast<const char*>(&value) + from, to - from}; // a plain struct's bytes
}

std::uint64_t checkOfHeader(const CounterFileHeader& header)
{
    return crypto::shortHash(header.hashKey,
                             bytesOf(header, 0, offsetof(CounterFileHeader, check)));
}

std::uint64_t checkOfRule(const crypto::ShortHashKey& key, const CounterFileRule& rule)
{
    return crypto::shortHash(key, bytesOf(rule, sizeof rule.check, sizeof rule)) | 1;
}

template <std::size_t N>
void put(std::array<char, N>& to, const std::string& text)
{
    to.fill('\0');
    std::memcpy(to.data(), text.data(), std::min(text.size(), N - 1));
}

template <std::size_t N>
std::string get(const std::array<char, N>& from)
{
    return {from.data(), ::strnlen(from.data(), N)};
}

StoredRule readRule(const CounterFileRule& entry)
{
    StoredRule rule{get(entry.id), static_cast<model::LimitUnit>(entry.unit), {}};
    switch (entry.kind) {
    case 0:
        rule.promise = model::AveragePromise{entry.limit, Duration(entry.per), entry.burst};
        break;
    case 1:
        rule.promise = model::WindowPromise{entry.limit, Duration(entry.per)};
        break;
    case 2:
        rule.promise = model::CalendarPromise{
            entry.limit, static_cast<model::CalendarPeriod>(entry.per), get(entry.zone)};
        break;
    default:
        rule.promise = model::InFlightPromise{entry.limit};
    }
    return rule;
}

void fill(CounterFileRule& entry, const StoredRule& rule)
{
    put(entry.id, rule.id);
    entry.unit = static_cast<std::uint8_t>(rule.unit);
    entry.kind = static_cast<std::uint8_t>(rule.promise.index());
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise)) {
        entry.limit = average->limit;
        entry.burst = average->burst;
        entry.per = average->per.count();
    } else if (const auto* window = std::get_if<model::WindowPromise>(&rule.promise)) {
        entry.limit = window->limit;
        entry.per = window->per.count();
    } else if (const auto* calendar = std::get_if<model::CalendarPromise>(&rule.promise)) {
        entry.limit = calendar->limit;
        entry.per = static_cast<std::int64_t>(calendar->per);
        put(entry.zone, calendar->timeZone);
    } else {
        entry.limit = std::get<model::InFlightPromise>(rule.promise).limit;
    }
}

} // namespace

struct CounterStore::RuleEntry : CounterFileRule
{
};

CounterStore::RuleEntry& CounterStore::entry(std::uint32_t number)
{
    // The table lies behind the first page.
    return reinterpret_cast<RuleEntry*>(m_file.data() + kRulesOffset)[number - 1];
}

Result<void> CounterStore::writeHead()
{
    if (auto grown = m_file.growTo(kSlotsOffset); !grown)
        return grown;
    auto& header = headerOf(m_file.data());
    header.magic = kMagic;
    header.version = kVersion;
    header.slotSize = sizeof(Slot);
    header.rules = kMostRules;
    header.byteOrder = kByteOrder;
    header.hashKey = crypto::makeShortHashKey();
    header.check = checkOfHeader(header);
    m_hashKey = header.hashKey;
    return {};
}

bool CounterStore::readHead()
{
    if (m_file.size() < kSlotsOffset)
        return false;
    const auto& header = headerOf(m_file.data());
    if (header.magic != kMagic || header.version != kVersion || header.slotSize != sizeof(Slot) ||
        header.rules != kMostRules || header.byteOrder != kByteOrder ||
        header.check != checkOfHeader(header) || header.ledger < 0 ||
        header.ledger > std::int64_t{1} << 60)
        return false;
    m_hashKey = header.hashKey;
    return true;
}

void CounterStore::writeRule(std::uint32_t number, const std::optional<StoredRule>& rule)
{
    auto& at = entry(number);
    at.check = 0;
    m_rules[number - 1] = rule;
    if (!rule)
        return;
    static_cast<CounterFileRule&>(at) = {};
    fill(at, *rule);
    at.check = checkOfRule(m_hashKey, at);
}

void CounterStore::recoverRules()
{
    for (std::uint32_t number = 1; number <= kMostRules; ++number) {
        auto& at = entry(number);
        if (at.check == 0)
            continue;
        if (at.check == checkOfRule(m_hashKey, at) && at.kind < 4 && at.unit < 7) {
            m_rules[number - 1] = readRule(at);
        } else {
            at.check = 0;
            ++m_recovery.damaged;
        }
    }
}

std::uint16_t CounterStore::checkOf(const Slot& slot)
{
    std::uint64_t hash = slot.key ^ (std::uint64_t{slot.rule} << 20) ^ slot.nameLength;
    for (const char c : slot.text())
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u; // FNV-1a
    return static_cast<std::uint16_t>(hash ^ (hash >> 32) ^ (hash >> 16) ^ (hash >> 48));
}

void CounterStore::seal(Slot& slot)
{
    slot.check = checkOf(slot);
}

void CounterStore::recoverSlot(std::uint32_t number, std::vector<bool>& used,
                               const std::vector<std::optional<Promise>>& promises)
{
    auto& slot = m_slots[number];
    if (slot.rule == Slot::kFree || slot.rule == Slot::kChunk)
        return;
    if (slot.rule > kMostRules || slot.nameLength > slot.name.size() ||
        slot.check != checkOf(slot) || !promises[slot.rule - 1]) {
        ++m_recovery.damaged;
        return;
    }
    const auto& promise = *promises[slot.rule - 1];
    bool unsettled = slot.open != 0;
    if (const auto* window = std::get_if<Window>(&promise)) {
        // Every chunk must be one, and no other counter's.
        std::vector<std::uint32_t> chain;
        auto chunks = static_cast<std::uint32_t>(slot.state.a & 0xFFFFFF);
        bool whole = true;
        while (chunks != 0 && whole) {
            whole = chunks < slotsEnd() && m_slots[chunks].rule == Slot::kChunk && !used[chunks];
            if (whole) {
                used[chunks] = true;
                chain.push_back(chunks);
                const bool last =
                    chunks == static_cast<std::uint32_t>((slot.state.a >> 24) & 0xFFFFFF);
                chunks = last ? 0 : chunk(chunks).next;
            }
        }
        if (!whole || !window->verify(slot.state, *this, slotsEnd())) {
            for (const auto one : chain)
                used[one] = false;
            publish(slot.state, {});
            ++m_recovery.damaged;
        }
    } else if (const auto* average = std::get_if<Average>(&promise)) {
        unsettled = unsettled || slot.state.b != 0;
        publish(slot.state, average->recovered(slot.state, now()));
    } else if (std::holds_alternative<InFlight>(promise)) {
        publish(slot.state, {});
        unsettled = false;
    }
    used[number] = true;
    ++m_recovery.counters;
    m_recovery.unsettled += unsettled;
    slot.open = 0;
}

void CounterStore::recoverSlots()
{
    const auto end = static_cast<std::uint32_t>(
        std::max<std::size_t>(1, (m_file.size() - kSlotsOffset) / sizeof(Slot)));
    m_slotsEnd = end;
    m_fresh = end;
    if (end <= 1)
        return;
    std::vector<std::optional<Promise>> promises(kMostRules);
    for (std::uint32_t i = 0; i < kMostRules; ++i) {
        if (!m_rules[i])
            continue;
        auto promise = compilePromise(m_rules[i]->promise, m_rules[i]->unit);
        if (promise)
            promises[i] = std::move(*promise);
    }
    std::vector<bool> used(end);
    for (std::uint32_t number = 1; number < end; ++number)
        recoverSlot(number, used, promises);
    for (std::uint32_t number = end - 1; number > 0; --number) {
        auto& slot = m_slots[number];
        slot.lock = 0;
        if (used[number]) {
            if (slot.rule != Slot::kChunk)
                slot.waiting = 0;
            continue;
        }
        slot.rule = Slot::kFree;
        m_free.push_back(number);
    }
}

} // namespace gatehouse::limits
