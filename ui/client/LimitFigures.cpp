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
    const QJsonArray applications = json["applications"_L1].toArray();
    for (const QJsonValue& each : applications)
        side.applications.append({each["id"_L1].toString(), each["admitted"_L1].toInteger(),
                                  each["refused"_L1].toInteger(), each["queued"_L1].toInteger()});
    const QJsonArray refused = json["series"_L1].toObject()["refused"_L1].toArray();
    for (const QJsonValue& each : refused)
        side.refusedSeries.append(each.toDouble());
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
    replay.whyNoSmallest = smallest["why"_L1].toString();
    const QJsonArray assumptions = json["assumptions"_L1].toArray();
    for (const QJsonValue& each : assumptions)
        replay.assumptions.append(each.toString());
    return replay;
}

} // namespace gatehouse::client
