// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitGuard.h"

#include "base/Text.h"
#include "store/Database.h"
#include "store/ObjectRepository.h"
#include "telemetry/JsonWriter.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace gatehouse::services {

namespace {

constexpr const char* kStoredAs = "limit_watches";
constexpr const char* kItself = "gatehouse"; ///< The actor of what happens by itself.
constexpr std::size_t kMostWorst = 10;
constexpr std::uint32_t kAll = 100;

std::int64_t micros(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

void put(std::vector<model::LimitRule>& rules, const model::LimitRule& rule)
{
    const auto at = std::ranges::find(rules, rule.id, &model::LimitRule::id);
    if (at == rules.end())
        rules.push_back(rule);
    else
        *at = rule;
}

bool drop(std::vector<model::LimitRule>& rules, const std::string& id)
{
    return std::erase_if(rules, [&id](const auto& rule) { return rule.id == id; }) != 0;
}

} // namespace

void LimitGuard::Count::add(const std::string& caller, bool isRefused, Timestamp now)
{
    const auto number = now.time_since_epoch().count() / partMicros;
    auto& part = parts[static_cast<std::size_t>(number) % kParts];
    if (part.number != number)
        part = {number, 0, 0};
    ++part.calls;
    ++calls;
    auto& its = callers[caller];
    ++its.calls;
    if (!isRefused)
        return;
    ++part.refused;
    ++refused;
    ++its.refused;
}

std::pair<std::uint64_t, std::uint64_t> LimitGuard::Count::lately(Timestamp now) const
{
    const auto number = now.time_since_epoch().count() / partMicros;
    std::pair<std::uint64_t, std::uint64_t> sum;
    for (const auto& part : parts) {
        if (part.number <= number - static_cast<std::int64_t>(kParts))
            continue;
        sum.first += part.calls;
        sum.second += part.refused;
    }
    return sum;
}

LimitGuard::LimitGuard(Configuration& configuration, store::Database& database)
    : m_configuration(configuration)
    , m_database(database)
{
}

Result<void> LimitGuard::load()
{
    const auto text = store::ObjectRepository(m_database).meta(kStoredAs);
    if (!text)
        return std::unexpected(text.error());
    m_watches = readWatches(*text);
    for (const auto& watch : m_watches) {
        if (watch.state == LimitWatch::State::Watching)
            startCounting(watch);
    }
    return {};
}

Result<void> LimitGuard::store()
{
    forgetOld();
    return m_database.transact([this] {
        return store::ObjectRepository(m_database).setMeta(kStoredAs, storeWatches(m_watches));
    });
}

void LimitGuard::forgetOld()
{
    const auto isOver = [](const LimitWatch& watch) {
        return watch.state != LimitWatch::State::Watching;
    };
    auto over = static_cast<std::size_t>(std::ranges::count_if(m_watches, isOver));
    std::erase_if(m_watches, [&](const LimitWatch& watch) {
        return isOver(watch) && over > kMostEnded && over-- > 0;
    });
}

const model::LimitRule* LimitGuard::stored(const std::string& rule) const
{
    const auto& all = m_configuration.workspace().limits;
    const auto found = std::ranges::find(all, rule, &model::LimitRule::id);
    return found == all.end() ? nullptr : &*found;
}

LimitWatch* LimitGuard::watching(const std::string& rule)
{
    const auto at = std::ranges::find_if(m_watches, [&rule](const LimitWatch& watch) {
        return watch.rule == rule && watch.state == LimitWatch::State::Watching;
    });
    return at == m_watches.end() ? nullptr : &*at;
}

Outcome<std::vector<LimitWatch>> LimitGuard::watchesOf(const LimitEdits& edits,
                                                       const std::string& actor) const
{
    std::vector<LimitWatch> out;
    for (const auto& edit : edits.changes) {
        const auto* const before = stored(edit.id);
        if (!edit.ifMatch.empty() && m_configuration.etag("limits", edit.id) != edit.ifMatch)
            return std::unexpected(
                Refusal{Error{ErrorCode::Conflict, "was changed meanwhile", "limits/" + edit.id},
                        {},
                        true});
        if (!edit.rule) {
            if (before == nullptr)
                return refuse(ErrorCode::NotFound, "there is no limit \"" + edit.id + "\"");
            continue;
        }
        if (!edit.bound && edit.raiseAfter.count() == 0)
            continue;
        LimitWatch watch;
        watch.rule = edit.id;
        watch.actor = actor;
        if (before != nullptr)
            watch.before = *before;
        watch.after = *edit.rule;
        watch.bound = edit.bound;
        watch.applied = now();
        watch.until = now() + (edit.bound ? edit.bound->watched : edit.raiseAfter);
        if (edit.raiseAfter.count() > 0 && edit.rule->enforce < kAll)
            watch.raiseAt = now() + edit.raiseAfter;
        if (edit.bound) {
            const std::scoped_lock lock(m_mutex);
            watch.fine = m_memory.fine(edit.bound->share, now(), kMostFine);
        }
        out.push_back(std::move(watch));
    }
    return out;
}

Outcome<LimitGuard::Applied> LimitGuard::apply(const LimitEdits& edits, const std::string& actor)
{
    auto fresh = watchesOf(edits, actor);
    if (!fresh)
        return std::unexpected(std::move(fresh.error()));
    Edit edit{m_configuration.workspace(), actor, "apply", {}};
    for (const auto& change : edits.changes) {
        if (change.rule)
            put(edit.next.limits, *change.rule);
        else
            drop(edit.next.limits, change.id);
    }
    if (edits.dryRun) {
        auto told = m_configuration.preview(edit);
        if (!told)
            return std::unexpected(std::move(told.error()));
        return Applied{std::move(*told), true};
    }
    // First the watches: a change that nobody looks after, though it was asked for, must not be.
    const auto old = m_watches;
    for (const auto& change : edits.changes) {
        if (auto* const watch = watching(change.id))
            finish(*watch, LimitWatch::State::Superseded, actor);
    }
    m_watches.insert(m_watches.end(), fresh->begin(), fresh->end());
    const auto isWatching = [](const LimitWatch& watch) {
        return watch.state == LimitWatch::State::Watching;
    };
    const auto undo = [this, &old] {
        m_watches = old;
        if (auto stored = store(); !stored)
            spdlog::error("the watches of limits could not be stored: {}", stored.error().text());
        for (const auto& watch : m_watches) {
            if (watch.state == LimitWatch::State::Watching)
                startCounting(watch);
        }
    };
    if (std::ranges::count_if(m_watches, isWatching) > static_cast<long>(kMostWatching)) {
        undo();
        return refuse(ErrorCode::Unavailable, "too many limits are being watched already");
    }
    if (auto stored = store(); !stored) {
        undo();
        return refuse(std::move(stored.error()));
    }
    auto changes = m_configuration.commit(std::move(edit));
    if (!changes) {
        undo();
        return std::unexpected(std::move(changes.error()));
    }
    for (const auto& watch : *fresh) {
        startCounting(watch);
        tell(watch.rule);
    }
    return Applied{std::move(*changes), false};
}

void LimitGuard::startCounting(const LimitWatch& watch)
{
    Count count;
    count.fine.insert(watch.fine.begin(), watch.fine.end());
    if (watch.bound)
        count.partMicros = std::max<std::int64_t>(1, micros(watch.bound->within) /
                                                         static_cast<std::int64_t>(Count::kParts));
    const std::scoped_lock lock(m_mutex);
    m_counts[watch.rule] = std::move(count);
}

void LimitGuard::take(const telemetry::RecordBatch& batch)
{
    const auto at = now();
    const std::scoped_lock lock(m_mutex);
    for (const auto& record : batch) {
        m_memory.note(*record);
        if (m_counts.empty())
            continue;
        for (const auto& verdict : record->limits) {
            const auto watched = m_counts.find(verdict.rule);
            if (watched != m_counts.end() && watched->second.fine.contains(callerOf(*record)))
                watched->second.add(callerOf(*record), verdict.verdict == "refused", at);
        }
    }
}

void LimitGuard::note(const telemetry::RequestRecord& record)
{
    const std::scoped_lock lock(m_mutex);
    m_memory.note(record);
}

void LimitGuard::takeFigures(LimitWatch& watch) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_counts.find(watch.rule);
    if (at == m_counts.end())
        return;
    watch.calls = at->second.calls;
    watch.refused = at->second.refused;
    watch.worst.clear();
    for (const auto& [id, caller] : at->second.callers) {
        if (caller.refused > 0)
            watch.worst.push_back({id, caller.calls, caller.refused});
    }
    std::ranges::sort(watch.worst, [](const auto& a, const auto& b) {
        return a.refused != b.refused ? a.refused > b.refused : a.id < b.id;
    });
    if (watch.worst.size() > kMostWorst)
        watch.worst.resize(kMostWorst);
}

bool LimitGuard::isTooMuch(const LimitWatch& watch, std::string& why) const
{
    if (!watch.bound)
        return false;
    const std::scoped_lock lock(m_mutex);
    const auto at = m_counts.find(watch.rule);
    if (at == m_counts.end())
        return false;
    const auto [calls, refused] = at->second.lately(now());
    if (refused < kLeastRefused ||
        static_cast<double>(refused) <= watch.bound->share * static_cast<double>(calls))
        return false;
    why =
        fmt::format("{} of {} calls within {} of callers that were fine before were refused; "
                    "the bound is {:g} %",
                    refused, calls, formatDuration(watch.bound->within), watch.bound->share * 100);
    return true;
}

void LimitGuard::look()
{
    bool changed = false;
    // By number: committing may run listeners, and those might apply something.
    for (std::size_t i = 0; i < m_watches.size(); ++i) {
        auto& watch = m_watches[i];
        if (watch.state != LimitWatch::State::Watching)
            continue;
        const auto* const rule = stored(watch.rule);
        std::string why;
        if (rule == nullptr || *rule != watch.after) {
            finish(watch, LimitWatch::State::Superseded, {});
        } else if (isTooMuch(watch, why)) {
            const auto back = putBack(watch, kItself, std::move(why));
            if (!back && watch.problem == back.error().error.text())
                continue; // known; the next second tries again
            if (!back) {
                watch.problem = back.error().error.text();
                spdlog::error("the limit {} could not be rolled back: {}", watch.rule,
                              watch.problem);
            }
        } else if (watch.raiseAt && now() >= *watch.raiseAt) {
            raise(watch);
        } else if (!watch.raiseAt && now() >= watch.until) {
            finish(watch, LimitWatch::State::Held, {});
        } else {
            continue;
        }
        changed = true;
        tell(m_watches[i].rule);
    }
    if (!changed)
        return;
    if (auto done = store(); !done)
        spdlog::error("the watches of limits could not be stored: {}", done.error().text());
}

void LimitGuard::raise(LimitWatch& watch)
{
    Edit edit{m_configuration.workspace(), kItself, "raise",
              fmt::format("from {} % to all, as {} wanted it", watch.after.enforce, watch.actor)};
    auto all = watch.after;
    all.enforce = kAll;
    put(edit.next.limits, all);
    if (auto done = m_configuration.commit(std::move(edit)); !done) {
        watch.problem = done.error().error.text();
        spdlog::error("the limit {} could not be raised: {}", watch.rule, watch.problem);
        watch.raiseAt = now() + std::chrono::minutes(1);
        return;
    }
    watch.problem.clear();
    watch.after = std::move(all);
    watch.raiseAt.reset();
    watch.until = now() + (watch.bound ? watch.bound->watched : std::chrono::seconds(0));
}

Outcome<void> LimitGuard::putBack(LimitWatch& watch, const std::string& actor, std::string why)
{
    Edit edit{m_configuration.workspace(), actor, "roll_back", std::move(why)};
    if (watch.before)
        put(edit.next.limits, *watch.before);
    else
        drop(edit.next.limits, watch.rule);
    if (auto done = m_configuration.commit(std::move(edit)); !done)
        return std::unexpected(std::move(done.error()));
    spdlog::warn("the limit {} is as it was before: {}", watch.rule, actor);
    watch.problem.clear();
    finish(watch, LimitWatch::State::RolledBack, actor == kItself ? std::string() : actor);
    return {};
}

void LimitGuard::finish(LimitWatch& watch, LimitWatch::State state, std::string by)
{
    takeFigures(watch);
    watch.state = state;
    watch.ended = now();
    watch.endedBy = std::move(by);
    watch.fine.clear();
    watch.raiseAt.reset();
    const std::scoped_lock lock(m_mutex);
    m_counts.erase(watch.rule);
}

Outcome<void> LimitGuard::rollBack(const std::string& rule, const std::string& actor)
{
    auto* const watch = watching(rule);
    if (watch == nullptr)
        return refuse(ErrorCode::NotFound, "the limit \"" + rule + "\" is not watched");
    const auto* const known = stored(rule);
    if (known == nullptr || *known != watch->after)
        return refuse(ErrorCode::Conflict, "was changed meanwhile", "limits/" + rule);
    if (auto done = putBack(*watch, actor, "by hand"); !done)
        return done;
    tell(rule);
    if (auto done = store(); !done)
        return refuse(std::move(done.error()));
    return {};
}

Outcome<void> LimitGuard::end(const std::string& rule, const std::string& actor)
{
    if (auto* const watch = watching(rule))
        finish(*watch, LimitWatch::State::Ended, actor);
    else if (std::erase_if(m_watches, [&rule](const auto& each) { return each.rule == rule; }) == 0)
        return refuse(ErrorCode::NotFound, "the limit \"" + rule + "\" is not watched");
    tell(rule);
    if (auto done = store(); !done)
        return refuse(std::move(done.error()));
    return {};
}

std::string LimitGuard::watchesJson() const
{
    return "{\"items\":" + watchList() + "}";
}

std::string LimitGuard::watchList() const
{
    auto shown = m_watches;
    std::ranges::reverse(shown);
    std::ranges::stable_partition(
        shown, [](const LimitWatch& watch) { return watch.state == LimitWatch::State::Watching; });
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginArray();
    for (auto& watch : shown) {
        if (watch.state == LimitWatch::State::Watching)
            takeFigures(watch);
        writeWatch(json, watch);
    }
    json.endArray();
    return out;
}

void LimitGuard::onChange(std::function<void(const std::string&)> listener)
{
    m_listeners.push_back(std::move(listener));
}

void LimitGuard::tell(const std::string& rule) const
{
    for (const auto& listener : m_listeners)
        listener(rule);
}

} // namespace gatehouse::services
