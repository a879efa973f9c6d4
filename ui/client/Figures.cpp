// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Figures.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

double number(const QJsonValue& value)
{
    return value.isDouble() ? value.toDouble() : kGap;
}

NamedValues namedValues(const QJsonObject& json)
{
    NamedValues values;
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() != "time_ms"_L1)
            values.insert(it.key(), number(it.value()));
    }
    return values;
}

QList<RankedItem> ranking(const QJsonValue& value)
{
    QList<RankedItem> items;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& item : array) {
        items.append({item["id"_L1].toString(), item["per_second"_L1].toDouble(),
                      item["refused_per_second"_L1].toDouble()});
    }
    return items;
}

QList<double> numbers(const QJsonValue& value)
{
    const QJsonArray array = value.toArray();
    QList<double> values;
    values.reserve(array.size());
    for (const QJsonValue& one : array)
        values.append(number(one));
    return values;
}

/// Gaps count as nothing.
double sum(const QList<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0, [](double all, double value) {
        return std::isnan(value) ? all : all + value;
    });
}

} // namespace

double valueOf(const NamedValues& values, const QString& name)
{
    return values.value(name, kGap);
}

TodayTotals TodayTotals::fromJson(const QJsonObject& json)
{
    return {json["requests"_L1].toInteger(),    json["errors_5xx"_L1].toInteger(),
            json["refused_429"_L1].toInteger(), json["tokens_in"_L1].toInteger(),
            json["tokens_out"_L1].toInteger(),  json["cost_nano_usd"_L1].toInteger()};
}

double UsageItem::callsOfTheHour() const
{
    return sum(calls);
}

double UsageItem::failedPercent() const
{
    const double all = callsOfTheHour();
    return all > 0 ? sum(failed) / all * 100 : kGap;
}

double UsageItem::refusedPercent() const
{
    const double all = callsOfTheHour();
    return all > 0 ? sum(refused) / all * 100 : kGap;
}

UsageItem UsageItem::last(qsizetype minutes) const
{
    UsageItem item = *this;
    for (QList<double>* values : {&item.calls, &item.refused, &item.failed})
        values->remove(0, std::max<qsizetype>(0, values->size() - minutes));
    return item;
}

const UsageItem* UsageFigures::find(const QString& id) const
{
    const auto it = std::ranges::find(items, id, &UsageItem::id);
    return it == items.end() ? nullptr : &*it;
}

UsageFigures UsageFigures::fromJson(const QJsonObject& json)
{
    UsageFigures figures;
    figures.fromMillis = json["from_ms"_L1].toInteger();
    figures.stepMillis = std::max<qint64>(1, json["step_ms"_L1].toInteger());
    figures.points = json["points"_L1].toInt();
    const QJsonArray items = json["items"_L1].toArray();
    for (const QJsonValue& value : items) {
        UsageItem item;
        item.id = value["id"_L1].toString();
        item.perSecond = value["per_second"_L1].toDouble();
        item.refusedPerSecond = value["refused_per_second"_L1].toDouble();
        if (value["p95_ms"_L1].isDouble())
            item.p95Ms = value["p95_ms"_L1].toDouble();
        item.parts = value["parts"_L1].toInt();
        item.calls = numbers(value["calls"_L1]);
        item.refused = numbers(value["refused"_L1]);
        item.failed = numbers(value["failed"_L1]);
        figures.items.append(item);
    }
    return figures;
}

OverviewFigures OverviewFigures::fromJson(const QJsonObject& json)
{
    OverviewFigures figures;
    figures.fromMillis = json["from_ms"_L1].toInteger();
    figures.stepMillis = std::max<qint64>(1, json["step_ms"_L1].toInteger());
    figures.points = json["points"_L1].toInt();
    const QJsonObject series = json["series"_L1].toObject();
    for (auto it = series.begin(); it != series.end(); ++it)
        figures.series.insert(it.key(), numbers(it.value()));
    figures.now = namedValues(json["now"_L1].toObject());
    figures.today = TodayTotals::fromJson(json["today"_L1].toObject());
    const QJsonObject top = json["top"_L1].toObject();
    figures.applications = ranking(top["applications"_L1]);
    figures.apis = ranking(top["apis"_L1]);
    figures.models = ranking(top["models"_L1]);
    const QJsonArray providers = json["providers"_L1].toArray();
    for (const QJsonValue& provider : providers) {
        ProviderHealth health{
            provider["id"_L1].toString(), provider["state"_L1].toString(), {}, {}};
        if (provider["per_second"_L1].isDouble())
            health.perSecond = provider["per_second"_L1].toDouble();
        if (provider["first_token_ms"_L1].isDouble())
            health.firstTokenMs = provider["first_token_ms"_L1].toDouble();
        figures.providers.append(health);
    }
    return figures;
}

Tick Tick::fromJson(const QJsonObject& json)
{
    Tick tick;
    tick.timeMillis = json["time_ms"_L1].toInteger();
    tick.now = namedValues(json["now"_L1].toObject());
    tick.today = TodayTotals::fromJson(json["today"_L1].toObject());
    tick.gateway = json["gateway"_L1].toString();
    if (json.contains("second"_L1)) {
        const QJsonObject second = json["second"_L1].toObject();
        tick.secondMillis = second["time_ms"_L1].toInteger();
        tick.second = namedValues(second);
    }
    return tick;
}

} // namespace gatehouse::client
