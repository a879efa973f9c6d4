// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitUse.h"

#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

constexpr std::int64_t kStepMillis = 60'000;

std::int64_t minuteOf(Timestamp time)
{
    return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
}

} // namespace

void LimitUse::take(const telemetry::RecordBatch& batch)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& record : batch)
        noteLocked(*record);
}

void LimitUse::note(const telemetry::RequestRecord& record)
{
    const std::scoped_lock lock(m_mutex);
    noteLocked(record);
}

void LimitUse::noteLocked(const telemetry::RequestRecord& record)
{
    const auto number = minuteOf(record.start);
    for (const auto& verdict : record.limits) {
        auto at = m_rules.find(verdict.rule);
        if (at == m_rules.end()) {
            if (m_rules.size() >= kMost)
                continue;
            at = m_rules.try_emplace(verdict.rule).first;
        }
        auto& minute = at->second[static_cast<std::size_t>(number) % kMinutes];
        if (minute.number > number)
            continue; // too old: its place belongs to a later minute
        if (minute.number != number)
            minute = {number, 0, 0};
        const auto use = verdict.limit > 0
                             ? static_cast<float>(verdict.used) / static_cast<float>(verdict.limit)
                             : 0.0F;
        minute.use = std::max(minute.use, verdict.verdict == "refused" ? std::max(1.0F, use) : use);
        minute.refused += verdict.verdict == "refused" ? 1 : 0;
    }
}

std::string LimitUse::json() const
{
    const auto last = minuteOf(m_clock.wall());
    const auto first = last - static_cast<std::int64_t>(kMinutes) + 1;
    std::string out;
    telemetry::JsonWriter json(out);
    json.beginObject();
    json.key("from_ms").number(first * kStepMillis);
    json.key("step_ms").number(kStepMillis);
    json.key("points").number(kMinutes);
    json.key("items").beginArray();
    const std::scoped_lock lock(m_mutex);
    for (const auto& [rule, hour] : m_rules) {
        json.beginObject();
        json.key("id").string(rule);
        const auto write = [&](std::string_view name, auto value) {
            json.key(name).beginArray();
            for (auto number = first; number <= last; ++number) {
                const auto& minute = hour[static_cast<std::size_t>(number) % kMinutes];
                if (minute.number == number)
                    value(minute);
                else
                    json.number(0);
            }
            json.endArray();
        };
        write("use", [&json](const Minute& minute) { json.number(double{minute.use}); });
        write("refused", [&json](const Minute& minute) { json.number(minute.refused); });
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return out;
}

} // namespace gatehouse::services
