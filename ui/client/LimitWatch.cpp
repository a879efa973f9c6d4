// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/LimitWatch.h"

#include "client/Collections.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gatehouse::client {
namespace {

std::optional<model::LimitRule> ruleOf(const QJsonValue& json)
{
    if (!json.isObject())
        return std::nullopt;
    auto rule = readStored<model::LimitRule>(QJsonDocument(json.toObject()).toJson());
    return rule ? std::optional(std::move(rule->value)) : std::nullopt;
}

} // namespace

LimitWatch LimitWatch::fromJson(const QJsonObject& json)
{
    LimitWatch watch;
    watch.rule = json["rule"_L1].toString();
    watch.state = json["state"_L1].toString();
    watch.actor = json["actor"_L1].toString();
    watch.endedBy = json["ended_by"_L1].toString();
    watch.problem = json["problem"_L1].toString();
    watch.appliedMillis = json["applied_ms"_L1].toInteger();
    watch.untilMillis = json["until_ms"_L1].toInteger();
    watch.endedMillis = json["ended_ms"_L1].toInteger();
    if (json["raise_at_ms"_L1].isDouble())
        watch.raiseAtMillis = json["raise_at_ms"_L1].toInteger();
    if (json["roll_back"_L1].isObject())
        watch.share = json["roll_back"_L1]["share"_L1].toDouble();
    watch.before = ruleOf(json["before"_L1]);
    watch.after = ruleOf(json["after"_L1]).value_or(model::LimitRule());
    watch.calls = json["calls"_L1].toInteger();
    watch.refused = json["refused"_L1].toInteger();
    const QJsonArray worst = json["worst"_L1].toArray();
    for (const QJsonValue& each : worst)
        watch.worst.append({each["caller"_L1].toString(), each["calls"_L1].toInteger(),
                            each["refused"_L1].toInteger()});
    return watch;
}

} // namespace gatehouse::client
