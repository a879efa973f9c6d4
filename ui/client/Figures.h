// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

class QJsonObject;

namespace gatehouse::client {

/// Values by the names of the admin API's series (`requests`, `status_429`, `rest_p95_ms`, ...). A
/// missing name = unknown.
using NamedValues = QHash<QString, double>;

/// The value of a name; NaN when it is unknown.
[[nodiscard]] double valueOf(const NamedValues& values, const QString& name);

/// Totals since local midnight.
struct TodayTotals
{
    qint64 requests = 0;
    qint64 errors5xx = 0;
    qint64 refused429 = 0;
    qint64 tokensIn = 0;
    qint64 tokensOut = 0;
    qint64 costNanoUsd = 0;
    friend bool operator==(const TodayTotals&, const TodayTotals&) = default;

    [[nodiscard]] static TodayTotals fromJson(const QJsonObject& json);
};

/// One line of a ranking.
struct RankedItem
{
    QString id;
    double perSecond = 0;
    double refusedPerSecond = 0;
    friend bool operator==(const RankedItem&, const RankedItem&) = default;
};

struct ProviderHealth
{
    QString id;
    QString state; ///< `healthy`, `cooling`, `failed`, `idle`
    std::optional<double> firstTokenMs;
    std::optional<double> perSecond; ///< Calls of the last minute.
    friend bool operator==(const ProviderHealth&, const ProviderHealth&) = default;
};

/// What the last hour of an id, or of a part of one, was.
struct UsageItem
{
    QString id;
    double perSecond = 0; ///< Of the last minute, like the next one.
    double refusedPerSecond = 0;
    std::optional<double> p95Ms; ///< Of the hour; a model's is that of the first token.
    int parts = 0;               ///< Applications of an API, and so on.
    QList<double> calls;         ///< One each minute; NaN = gap.
    QList<double> refused;       ///< 429 and shed
    QList<double> failed;        ///< 5xx
    friend bool operator==(const UsageItem&, const UsageItem&) = default;

    /// Over the hour; NaN without calls.
    [[nodiscard]] double failedPercent() const;
    [[nodiscard]] double refusedPercent() const;
    [[nodiscard]] double callsOfTheHour() const;
    /// The last so many minutes of it.
    [[nodiscard]] UsageItem last(qsizetype minutes) const;
};

/// The last hour by minutes.
struct UsageFigures
{
    qint64 fromMillis = 0;
    qint64 stepMillis = 60'000;
    int points = 0;
    QList<UsageItem> items;

    [[nodiscard]] const UsageItem* find(const QString& id) const;
    [[nodiscard]] static UsageFigures fromJson(const QJsonObject& json);
};

/// Everything that the overview shows for one range of time.
struct OverviewFigures
{
    qint64 fromMillis = 0;
    qint64 stepMillis = 1000;
    int points = 0;
    QHash<QString, QList<double>> series; ///< NaN = gap: the gateway was not running.
    NamedValues now;
    TodayTotals today;
    QList<RankedItem> applications;
    QList<RankedItem> apis;
    QList<RankedItem> models;
    QList<ProviderHealth> providers;

    [[nodiscard]] static OverviewFigures fromJson(const QJsonObject& json);
};

/// What the live feed brings four times a second.
struct Tick
{
    qint64 timeMillis = 0;
    NamedValues now;
    TodayTotals today;
    QString gateway;         ///< State of the gateway: `serving`, ...
    qint64 secondMillis = 0; ///< Start of the finished second; 0 = this tick carries none.
    NamedValues second;      ///< One point for charts of one second a step; NaN = gap.

    [[nodiscard]] static Tick fromJson(const QJsonObject& json);
};

/// Something of the configuration changed.
struct Change
{
    QString collection; ///< `apis`, ..., or `status`
    QString id;
    QString action; ///< `create`, `change`, `delete`
};

} // namespace gatehouse::client
