// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Limits.h"

#include "model/Codec.h"
#include "model/LimitText.h"
#include "model/Validate.h"
#include "telemetry/JsonWriter.h"

#include <algorithm>

namespace gatehouse::services {

using telemetry::JsonWriter;

Limits::Limits(Configuration& configuration, limits::Counters& counters)
    : m_configuration(configuration)
    , m_counters(counters)
{
}

std::optional<model::LimitRule> Limits::find(const std::string& rule) const
{
    const auto all = model::allRules(m_configuration.workspace());
    const auto found = std::ranges::find(all, rule, &model::LimitRule::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Outcome<std::string> Limits::countersJson(const std::string& rule, std::size_t offset,
                                          std::size_t most) const
{
    const auto known = find(rule);
    if (!known)
        return refuse(ErrorCode::NotFound, "there is no limit \"" + rule + "\"");
    const auto promise = limits::compilePromise(known->promise, known->unit);
    if (!promise)
        return refuse(promise.error());
    const auto now = m_counters.now();
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("items").beginArray();
    std::size_t total = 0;
    const auto views = m_counters.list(rule, offset + most, &total);
    for (std::size_t i = offset; i < views.size(); ++i) {
        const auto& view = views[i];
        json.beginObject();
        json.key("partition").string(view.partition);
        json.key("used").number(view.reading.used);
        json.key("limit").number(limits::capacity(*promise));
        json.key("remaining").number(view.reading.room);
        if (view.reading.fullAt != 0 && view.reading.fullAt != limits::kNever)
            json.key("clears_ms")
                .number(toUnixMillis(now.wall) +
                        std::max<std::int64_t>(0, view.reading.fullAt - now.ledger) / 1'000'000);
        json.endObject();
    }
    json.endArray();
    json.key("total").number(total);
    json.endObject();
    return out;
}

Outcome<void> Limits::reset(const std::string& rule, std::string_view actor)
{
    if (!find(rule))
        return refuse(ErrorCode::NotFound, "there is no limit \"" + rule + "\"");
    // First the audit: what nobody can be asked about does not happen.
    if (auto noted = m_configuration.note(actor, "reset", "limits/" + rule); !noted)
        return refuse(std::move(noted.error()));
    m_counters.reset(rule);
    return {};
}

Outcome<std::string> Limits::previewJson(std::string_view text) const
{
    auto node = model::parseJson(text);
    if (!node)
        return refuse(std::move(node.error()));
    model::dropServerFields<model::LimitRule>(*node);
    std::vector<model::Fault> faults;
    const auto rule = model::read<model::LimitRule>(*node, {}, faults);
    if (faults.empty())
        model::validateValue(rule, {}, faults);
    if (!faults.empty())
        return refuse(std::move(faults));
    if (const auto promise = limits::compilePromise(rule.promise, rule.unit); !promise)
        return refuse(promise.error());
    const auto worst = model::worstCase(rule);
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("sentence").string(model::limitSentence(rule));
    json.key("worst_case").string(worst.sentence);
    json.key("worst_amount").number(worst.amount);
    json.endObject();
    return out;
}

} // namespace gatehouse::services
