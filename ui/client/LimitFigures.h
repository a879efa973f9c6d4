// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Said.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

/// What the admin API tells about limits: counters, the meaning of a rule, a replay of recorded
/// traffic. Amounts are in the rule's unit; those of `cost_usd` are nano-dollars.
namespace gatehouse::client {

/// One counter in use.
struct LimitCounter
{
    QString partition;
    double used = 0;
    double limit = 0; ///< The burst where there is one.
    double remaining = 0;
    qint64 clearsMillis = 0; ///< When it is empty again if nobody calls; 0 = unknown.
    friend bool operator==(const LimitCounter&, const LimitCounter&) = default;

    /// 0 to 1; more when more was used than was estimated.
    [[nodiscard]] double share() const { return limit > 0 ? used / limit : 0; }
    [[nodiscard]] bool isFull() const { return limit > 0 && remaining < 1; }
    [[nodiscard]] static LimitCounter fromJson(const QJsonObject& json);
};

/// Some of a rule's counters, fullest first.
struct LimitCounters
{
    QList<LimitCounter> items;
    qint64 total = 0; ///< So many are in use.

    [[nodiscard]] static LimitCounters fromJson(const QJsonObject& json);
};

/// How full the fullest counter of each rule was, by minutes of the last hour.
struct LimitHours
{
    QHash<QString, QList<double>> use; ///< By rule; 0 to 1.

    [[nodiscard]] static LimitHours fromJson(const QJsonObject& json);
};

/// Somebody is told before a limit is full.
struct LimitAlert
{
    QString rule;
    double share = 0; ///< From there it fires.
    QString partition;
    double used = 0;
    double limit = 0;
    std::optional<qint64> fullAtMillis;
    std::optional<qint64> sinceMillis; ///< It fires.

    [[nodiscard]] static LimitAlert fromJson(const QJsonObject& json);
};

/// What a rule that need not be stored would mean.
struct LimitPreview
{
    QString sentence;
    QString worstCase;
    double worstAmount = 0;

    [[nodiscard]] static LimitPreview fromJson(const QJsonObject& json);
};

/// One side of a replay: what a set of rules does with the recorded calls.
struct ReplaySide
{
    struct Application
    {
        QString id;
        qint64 admitted = 0;
        qint64 refused = 0;
        qint64 queued = 0;
    };
    qint64 admitted = 0;
    qint64 refused = 0;
    qint64 queued = 0;
    qint64 wouldRefuse = 0;
    qint64 longestWaitMillis = 0;
    QList<Application> applications; ///< The most refused first.
    QList<double> refusedSeries;     ///< Calls a step.
    QList<double> queuedSeries;      ///< Likewise.

    [[nodiscard]] const Application* find(const QString& id) const;
    [[nodiscard]] static ReplaySide fromJson(const QJsonObject& json);
};

/// Answer of `POST /admin/v1/limits/simulate`.
struct Replay
{
    qint64 fromMillis = 0;
    qint64 toMillis = 0;
    qint64 completeFromMillis = 0; ///< Older records are gone where this is later than `from`.
    qint64 calls = 0;
    qint64 retries = 0;
    qint64 stepMillis = 1000;
    int points = 0;
    ReplaySide before;
    ReplaySide after;
    std::optional<double>
        smallest; ///< The smallest limit with which the asked rule refuses nobody.
    Said whyNoSmallest;
    QList<Said> assumptions;

    [[nodiscard]] static Replay fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
