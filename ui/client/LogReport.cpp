// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/LogReport.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

LogProgress LogProgress::fromJson(const QJsonObject& json)
{
    return {json["form"_L1].toString(), json["lines"_L1].toInteger(), json["unread"_L1].toInteger(),
            json["calls"_L1].toInteger(), json["full"_L1].toBool()};
}

LogReport LogReport::fromJson(const QJsonObject& json)
{
    LogReport report;
    report.read = LogProgress::fromJson(json);
    report.refused = json["refused"_L1].toInteger();
    report.retries = json["retries"_L1].toInteger();
    report.callers = json["callers"_L1].toInteger();
    report.stepMillis = json["step_ms"_L1].toDouble(1000);
    report.points = json["points"_L1].toInt();
    for (const auto& [name, into] : {std::pair("calls_series"_L1, &report.callsSeries),
                                     {"refused_series"_L1, &report.refusedSeries}}) {
        const QJsonArray values = json[name].toArray();
        for (const QJsonValue& value : values)
            into->append(value.toDouble());
    }
    report.explained = Explanation::fromJson(json);
    report.explained.fromMillis = json["from_ms"_L1].toInteger();
    report.explained.toMillis = json["to_ms"_L1].toInteger();
    return report;
}

} // namespace gatehouse::client
