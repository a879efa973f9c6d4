// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Said.h"
#include "client/TrafficRecord.h"

#include <QJsonObject>

#include <optional>

/// Why a request was refused and what would help: the admin API's Explanation, which describes
/// every field. A figure that is not known is empty, and `why` beside it says why.
namespace gatehouse::client {

/// A rule as it stood when the request met it. Amounts of `cost_usd` are nano-dollars.
struct ExplainedRule
{
    QString id;
    QString name;
    QString sentence;
    QString unit;
    QString partition;
    double used = 0;
    double limit = 0;
    double remaining = 0;
    qint64 clearsAtMillis = 0; ///< 0 = unknown
    bool stored = false;       ///< The rule is still there.

    [[nodiscard]] static ExplainedRule fromJson(const QJsonObject& json);
};

struct Explanation
{
    struct Cause
    {
        QString cause; ///< `own_rule`, `own_queue`, ...
        bool applies = false;
        Said detail;
    };
    /// Who was in the counter.
    struct Share
    {
        QString application;
        double requests = 0;
        double share = 0; ///< 0 to 1
        double refused = 0;
    };
    struct Conduct
    {
        QString application;
        qint64 requests = 0;
        qint64 refused = 0;
        qint64 retries = 0;
        std::optional<double> earlyShare;
        double tries = 1;
        std::optional<double> wakeIndex;
        std::optional<double> gaveUpShare;
        QString label; ///< `ignores_retry_after`, `wakes_together`, `polite`, `too_few`
    };
    struct Cure
    {
        QString cure; ///< `cause`, `limit`, `fewer_calls`, `spread`, `watch`
        std::optional<double> figure;
        QString figureIs; ///< `retry_share`, `smallest_limit`, `identical_calls`, ...
        Said sentence;
        Said why;
        QString application;
        QString text;     ///< To send to the caller's owner.
        QJsonObject rule; ///< For the editor; may be empty.
    };
    struct Series
    {
        QString application;
        QList<double> values;
    };

    TrafficRecord record;
    QString cause;
    QString sentence;
    std::optional<qint64> toldWaitMillis; ///< -1 = never
    QList<Cause> causes;
    std::optional<ExplainedRule> rule;
    QList<ExplainedRule> others; ///< The tightest first.
    QList<Share> blame;          ///< The most first.
    qint64 blameFromMillis = 0;  ///< Of the series.
    qint64 blameStepMillis = 1000;
    int blamePoints = 0;
    std::optional<double> limitPerStep;
    QList<Series> usedSeries;
    QList<double> refusedSeries;
    QList<Conduct> conduct; ///< The most refused first.
    /// What is to come, in steps; nothing where too little is known.
    struct Forecast
    {
        qint64 fromMillis = 0;
        qint64 stepMillis = 1000;
        std::optional<double> limit; ///< Of a step.
        QList<double> past;          ///< What was asked of it until then.
        QList<double> low;
        QList<double> middle;
        QList<double> high;
    };
    std::optional<Forecast> forecast;
    std::optional<qint64> fullAtMillis;
    qint64 fromMillis = 0; ///< Of the traffic that was looked at.
    qint64 toMillis = 0;
    QList<Cure> cures;

    [[nodiscard]] static Explanation fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
