// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Explanation.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::client {
namespace {

std::optional<double> numberOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QList<double> numbersOf(const QJsonValue& value)
{
    QList<double> numbers;
    const QJsonArray array = value.toArray();
    numbers.reserve(array.size());
    for (const QJsonValue& each : array)
        numbers.append(each.toDouble());
    return numbers;
}

void readBlame(const QJsonObject& json, Explanation& out)
{
    const QJsonArray by = json["by"_L1].toArray();
    for (const QJsonValue& each : by)
        out.blame.append({each["application"_L1].toString(), each["requests"_L1].toDouble(),
                          each["share"_L1].toDouble(), each["refused"_L1].toDouble()});
    out.blameStepMillis = json["step_ms"_L1].toInteger(1000);
    out.blamePoints = json["points"_L1].toInt();
    out.limitPerStep = numberOf(json["limit_per_step"_L1]);
    const QJsonObject series = json["used_series"_L1].toObject();
    for (auto it = series.begin(); it != series.end(); ++it)
        out.usedSeries.append({it.key(), numbersOf(it.value())});
    out.refusedSeries = numbersOf(json["refused_series"_L1]);
}

Explanation::Conduct readConduct(const QJsonObject& json)
{
    Explanation::Conduct conduct;
    conduct.application = json["application"_L1].toString();
    conduct.requests = json["requests"_L1].toInteger();
    conduct.refused = json["refused"_L1].toInteger();
    conduct.retries = json["retries"_L1].toInteger();
    conduct.earlyShare = numberOf(json["early_share"_L1]);
    conduct.tries = json["tries"_L1].toDouble(1);
    conduct.wakeIndex = numberOf(json["wake_index"_L1]);
    conduct.gaveUpShare = numberOf(json["gave_up_share"_L1]);
    conduct.label = json["label"_L1].toString();
    return conduct;
}

Explanation::Cure readCure(const QJsonObject& json)
{
    Explanation::Cure cure;
    cure.cure = json["cure"_L1].toString();
    cure.figure = numberOf(json["figure"_L1]);
    cure.figureIs = json["figure_is"_L1].toString();
    cure.sentence = Said::fromJson(json, "sentence"_L1);
    cure.why = Said::fromJson(json, "why"_L1);
    cure.application = json["application"_L1].toString();
    cure.text = json["text"_L1].toString();
    cure.rule = json["rule"_L1].toObject();
    return cure;
}

void readForecast(const QJsonObject& json, Explanation& out)
{
    if (const QJsonValue at = json["full_at_ms"_L1]; at.isDouble())
        out.fullAtMillis = at.toInteger();
    out.forecast =
        Explanation::Forecast{json["from_ms"_L1].toInteger(), json["step_ms"_L1].toInteger(1000),
                              numberOf(json["limit"_L1]),     {},
                              numbersOf(json["low"_L1]),      numbersOf(json["middle"_L1]),
                              numbersOf(json["high"_L1])};
    // What was asked until then is what was let through and what was refused.
    const qint64 step = std::max<qint64>(1, out.blameStepMillis);
    const auto steps = std::min<qint64>(out.refusedSeries.size(),
                                        (out.forecast->fromMillis - out.blameFromMillis) / step);
    for (qint64 i = 0; i < steps; ++i) {
        double asked = out.refusedSeries.at(i);
        for (const Explanation::Series& series : std::as_const(out.usedSeries))
            asked += series.values.value(i);
        out.forecast->past.append(asked);
    }
}

} // namespace

ExplainedRule ExplainedRule::fromJson(const QJsonObject& json)
{
    ExplainedRule rule;
    rule.id = json["id"_L1].toString();
    rule.name = json["name"_L1].toString();
    rule.sentence = json["sentence"_L1].toString();
    rule.unit = json["unit"_L1].toString();
    rule.partition = json["partition"_L1].toString();
    rule.used = json["used"_L1].toDouble();
    rule.limit = json["limit"_L1].toDouble();
    rule.remaining = json["remaining"_L1].toDouble();
    rule.clearsAtMillis = json["clears_at_ms"_L1].toInteger();
    rule.stored = json["stored"_L1].toBool();
    return rule;
}

Explanation Explanation::fromJson(const QJsonObject& json)
{
    Explanation out;
    out.record = TrafficRecord::fromJson(json["record"_L1].toObject());
    const QJsonObject verdict = json["verdict"_L1].toObject();
    out.cause = verdict["cause"_L1].toString();
    out.sentence = verdict["sentence"_L1].toString();
    if (verdict["told_wait_ms"_L1].isDouble())
        out.toldWaitMillis = verdict["told_wait_ms"_L1].toInteger();
    const QJsonArray causes = verdict["causes"_L1].toArray();
    for (const QJsonValue& each : causes)
        out.causes.append({each["cause"_L1].toString(), each["applies"_L1].toBool(),
                           Said::fromJson(each.toObject(), "detail"_L1)});
    if (json["rule"_L1].isObject())
        out.rule = ExplainedRule::fromJson(json["rule"_L1].toObject());
    const QJsonArray others = json["others"_L1].toArray();
    for (const QJsonValue& each : others)
        out.others.append(ExplainedRule::fromJson(each.toObject()));
    out.blameFromMillis = json["period"_L1].toObject()["from_ms"_L1].toInteger();
    readBlame(json["blame"_L1].toObject(), out);
    const QJsonArray conduct = json["conduct"_L1].toArray();
    for (const QJsonValue& each : conduct)
        out.conduct.append(readConduct(each.toObject()));
    if (json["forecast"_L1].isObject())
        readForecast(json["forecast"_L1].toObject(), out);
    out.fromMillis = json["period"_L1]["from_ms"_L1].toInteger();
    out.toMillis = json["period"_L1]["to_ms"_L1].toInteger();
    const QJsonArray cures = json["cures"_L1].toArray();
    for (const QJsonValue& each : cures)
        out.cures.append(readCure(each.toObject()));
    return out;
}

} // namespace gatehouse::client
