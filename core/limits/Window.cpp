// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Window.h"

#include <algorithm>

namespace gatehouse::limits {

namespace {

/// The two words of a state, taken apart.
struct Log
{
    std::uint32_t head = 0;
    std::uint32_t tail = 0;
    std::uint32_t count = 0;
    Amount sum = 0;
    std::uint32_t skip = 0; ///< Entries of the first chunk that are gone.
    std::uint32_t fill = 0; ///< Entries in the last chunk.

    explicit Log(const State& state)
        : head(static_cast<std::uint32_t>(state.a & 0xFFFFFF))
        , tail(static_cast<std::uint32_t>((state.a >> 24) & 0xFFFFFF))
        , count(static_cast<std::uint32_t>((state.a >> 48) & 0xFFFF))
        , sum(state.b >> 4)
        , skip(static_cast<std::uint32_t>((state.b >> 2) & 3))
        , fill(static_cast<std::uint32_t>(state.b & 3))
    {
    }
    [[nodiscard]] State state() const
    {
        return {static_cast<std::int64_t>(head) | (static_cast<std::int64_t>(tail) << 24) |
                    (static_cast<std::int64_t>(count) << 48),
                (sum << 4) | static_cast<std::int64_t>((skip << 2) | fill)};
    }
};

/// Goes over the entries, oldest first, until `each` answers false.
template <typename Each>
void walk(const Log& log, LogStore& store, Each&& each)
{
    std::uint32_t number = log.head;
    std::uint32_t at = log.skip;
    for (std::uint32_t i = 0; i < log.count; ++i) {
        if (at == LogChunk::kEntries) {
            number = store.chunk(number).next;
            at = 0;
        }
        if (!each(store.chunk(number).at(at++)))
            return;
    }
}

} // namespace

Window::Window(Amount limit, Duration per)
    : m_limit(std::clamp<Amount>(limit, 0, kMostAmount))
    , m_per(std::max<Duration>(per, std::chrono::milliseconds(1)))
    , m_grain(m_per.count() / (kMostEntries / 2) + 1)
{
}

void Window::expire(State& state, LedgerTime now, LogStore& store) const
{
    Log log(state);
    if (log.count == 0)
        return;
    std::array<std::uint32_t, 8> gone{};
    std::size_t goneCount = 0;
    const auto letGo = [&]() {
        publish(state, log.state());
        for (std::size_t i = 0; i < goneCount; ++i)
            store.giveChunk(gone[i]);
        goneCount = 0;
    };
    bool changed = false;
    while (log.count > 0) {
        auto& chunk = store.chunk(log.head);
        const auto& entry = chunk.at(log.skip);
        if (entry.time + m_per.count() > now)
            break;
        changed = true;
        log.sum -= entry.amount;
        --log.count;
        ++log.skip;
        if (log.count == 0 || log.skip == LogChunk::kEntries) {
            gone[goneCount++] = log.head;
            log.head = log.count == 0 ? 0 : chunk.next;
            log.skip = 0;
            if (log.count == 0) {
                log.tail = 0;
                log.fill = 0;
                log.sum = 0;
            }
        }
        if (goneCount == gone.size())
            letGo();
    }
    if (changed)
        letGo();
}

Reading Window::read(State& state, Amount cost, const Now& now, LogStore& store) const
{
    expire(state, now.ledger, store);
    const Log log(state);
    Reading out;
    out.used = log.sum;
    out.room = std::max<Amount>(0, m_limit - log.sum);
    out.fits = cost <= 0 || cost <= m_limit - log.sum;
    out.readyAt = now.ledger;
    if (!out.fits) {
        out.readyAt = kNever;
        Amount left = log.sum;
        if (cost <= m_limit) {
            walk(log, store, [&](const LogChunk::Entry& entry) {
                left -= entry.amount;
                if (cost > m_limit - left)
                    return true;
                out.readyAt = entry.time + m_per.count();
                return false;
            });
        }
    }
    return out;
}

void Window::foretell(const State& state, Reading& reading, LogStore& store) const
{
    const Log log(state);
    if (log.count == 0)
        return;
    reading.fullAt = store.chunk(log.tail).at(log.fill - 1).time + m_per.count();
    reading.moreAt =
        reading.fits ? store.chunk(log.head).at(log.skip).time + m_per.count() : reading.readyAt;
}

LedgerTime Window::charge(State& state, Amount cost, LedgerTime time, LogStore& store) const
{
    Log log(state);
    if (log.count >= kMostEntries / 2)
        time = (time + m_grain - 1) / m_grain * m_grain;
    cost = std::min(cost, kMostAmount);
    if (log.count > 0) {
        auto& newest = store.chunk(log.tail).at(log.fill - 1);
        time = std::max(time, newest.time);
        if (newest.time == time) {
            newest.amount = std::min(newest.amount + cost, kMostAmount);
            log.sum = std::min(log.sum + cost, kMostAmount);
            publish(state, log.state());
            return time;
        }
    }
    if (log.count >= kMostEntries)
        return kNever;
    if (log.count == 0 || log.fill == LogChunk::kEntries) {
        const auto fresh = store.takeChunk();
        if (fresh == 0)
            return kNever;
        auto& chunk = store.chunk(fresh);
        chunk.next = 0;
        chunk.first = {time, cost};
        if (log.count == 0) {
            log.head = fresh;
            log.skip = 0;
        } else {
            store.chunk(log.tail).next = fresh;
        }
        log.tail = fresh;
        log.fill = 1;
    } else {
        store.chunk(log.tail).at(log.fill) = {time, cost};
        ++log.fill;
    }
    ++log.count;
    log.sum = std::min(log.sum + cost, kMostAmount);
    publish(state, log.state());
    return time;
}

void Window::adjust(State& state, LedgerTime time, Amount by, LogStore& store) const
{
    Log log(state);
    walk(log, store, [&](LogChunk::Entry& entry) {
        if (entry.time < time)
            return true;
        if (entry.time == time) {
            const auto before = entry.amount;
            entry.amount = std::clamp<Amount>(before + by, 0, kMostAmount);
            log.sum = std::clamp<Amount>(log.sum + entry.amount - before, 0, kMostAmount);
            publish(state, log.state());
        }
        return false;
    });
}

bool Window::idle(State& state, const Now& now, LogStore& store) const
{
    expire(state, now.ledger, store);
    return Log(state).count == 0;
}

void Window::clear(State& state, LogStore& store) const
{
    expire(state, kNever, store);
}

bool Window::verify(State& state, LogStore& store, std::uint32_t mostChunks) const
{
    Log log(state);
    if (log.count == 0)
        return log.head == 0;
    if (log.count > kMostEntries || log.skip >= LogChunk::kEntries ||
        log.fill > LogChunk::kEntries || log.fill == 0)
        return false;
    Amount sum = 0;
    LedgerTime before = 0;
    std::uint32_t number = log.head;
    std::uint32_t at = log.skip;
    for (std::uint32_t i = 0; i < log.count; ++i) {
        if (at == LogChunk::kEntries) {
            number = number != 0 && number < mostChunks ? store.chunk(number).next : 0;
            at = 0;
        }
        if (number == 0 || number >= mostChunks)
            return false;
        const auto& entry = store.chunk(number).at(at++);
        if (entry.time < before || entry.amount < 0 || entry.amount > kMostAmount)
            return false;
        before = entry.time;
        sum = std::min(sum + entry.amount, kMostAmount);
    }
    if (number != log.tail || at != log.fill)
        return false;
    log.sum = sum;
    publish(state, log.state());
    return true;
}

} // namespace gatehouse::limits
