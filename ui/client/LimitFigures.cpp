// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/LimitFigures.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

LimitCounter LimitCounter::fromJson(const QJsonObject& json)
{
    return {json["partition"_L1].toString(), json["used"_L1].toDouble(),
            json["limit"_L1].toDouble(), json["remaining"_L1].toDouble(),
            json["clears_ms"_L1].toInteger()};
}

LimitCounters LimitCounters::fromJson(const QJsonObject& json)
{
    LimitCounters counters;
    const QJsonArray items = json["items"_L1].toArray();
    for (const QJsonValue& each : items)
        counters.items.append(LimitCounter::fromJson(each.toObject()));
    counters.total = std::max<qint64>(counters.items.size(), json["total"_L1].toInteger());
    return counters;
}

LimitHours LimitHours::fromJson(const QJsonObject& json)
{
    LimitHours hours;
    const QJsonArray items = json["items"_L1].toArray();
    for (const QJsonValue& each : items) {
        QList<double>& use = hours.use[each["id"_L1].toString()];
        const QJsonArray values = each["use"_L1].toArray();
        for (const QJsonValue& value : values)
            use.append(value.toDouble());
    }
    return hours;
}

LimitAlert LimitAlert::fromJson(const QJsonObject& json)
{
    LimitAlert alert{json["rule"_L1].toString(),
                     json["share"_L1].toDouble(),
                     json["partition"_L1].toString(),
                     json["used"_L1].toDouble(),
                     json["limit"_L1].toDouble(),
                     {},
                     {}};
    if (json["full_at_ms"_L1].isDouble())
        alert.fullAtMillis = json["full_at_ms"_L1].toInteger();
    if (json["since_ms"_L1].isDouble())
        alert.sinceMillis = json["since_ms"_L1].toInteger();
    return alert;
}

LimitPreview LimitPreview::fromJson(const QJsonObject& json)
{
    return {json["sentence"_L1].toString(), json["worst_case"_L1].toString(),
            json["worst_amount"_L1].toDouble()};
}

const ReplaySide::Application* ReplaySide::find(const QString& id) const
{
    const auto at = std::ranges::find(applications, id, &Application::id);
    return at == applications.end() ? nullptr : &*at;
}

ReplaySide ReplaySide::fromJson(const QJsonObject& json)
{
    ReplaySide side;
    side.admitted = json["admitted"_L1].toInteger();
    side.refused = json["refused"_L1].toInteger();
    side.queued = json["queued"_L1].toInteger();
    side.wouldRefuse = json["would_refuse"_L1].toInteger();
    side.longestWaitMillis = json["longest_wait_ms"_L1].toInteger();
    const QJsonArray applications = json["applications"_L1].toArray();
    for (const QJsonValue& each : applications)
        side.applications.append({each["id"_L1].toString(), each["admitted"_L1].toInteger(),
                                  each["refused"_L1].toInteger(), each["queued"_L1].toInteger()});
    for (const auto& [name, into] :
         {std::pair("refused"_L1, &side.refusedSeries), {"queued"_L1, &side.queuedSeries}}) {
        const QJsonArray values = json["series"_L1][name].toArray();
        for (const QJsonValue& each : values)
            into->append(each.toDouble());
    }
    return side;
}

Replay Replay::fromJson(const QJsonObject& json)
{
    Replay replay;
    replay.fromMillis = json["from_ms"_L1].toInteger();
    replay.toMillis = json["to_ms"_L1].toInteger();
    replay.completeFromMillis = json["complete_from_ms"_L1].toInteger();
    replay.calls = json["calls"_L1].toInteger();
    replay.retries = json["retries"_L1].toInteger();
    replay.stepMillis = json["step_ms"_L1].toInteger(1000);
    replay.points = json["points"_L1].toInt();
    replay.before = ReplaySide::fromJson(json["before"_L1].toObject());
    replay.after = ReplaySide::fromJson(json["after"_L1].toObject());
    const QJsonObject smallest = json["smallest"_L1].toObject();
    if (smallest["limit"_L1].isDouble())
        replay.smallest = smallest["limit"_L1].toDouble();
    replay.whyNoSmallest = Said::fromJson(smallest, "why"_L1);
    const QJsonArray assumptions = json["assumptions"_L1].toArray();
    const QJsonArray codes = json["assumption_codes"_L1].toArray();
    for (qsizetype i = 0; i < assumptions.size(); ++i)
        replay.assumptions.append({assumptions.at(i).toString(), codes.at(i).toString(), {}});
    return replay;
}

} // namespace gatehouse::client
