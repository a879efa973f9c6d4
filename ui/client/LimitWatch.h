// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Limit.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace gatehouse::client {

/// A changed limit that the server looks after, or did: answer of `GET /admin/v1/limit_watches`.
struct LimitWatch
{
    struct Caller
    {
        QString id; ///< Application or address.
        qint64 calls = 0;
        qint64 refused = 0;
    };

    QString rule;
    QString state; ///< `watching`, `held`, `rolled_back`, `superseded`, `ended`
    QString actor;
    QString endedBy; ///< Empty = it happened by itself.
    QString problem; ///< Why it could not be rolled back.
    qint64 appliedMillis = 0;
    qint64 untilMillis = 0;
    qint64 endedMillis = 0;
    std::optional<qint64> raiseAtMillis;    ///< Then it refuses in all cases.
    std::optional<double> share;            ///< None = it does not go back by itself.
    std::optional<model::LimitRule> before; ///< None = the rule was new.
    model::LimitRule after;
    qint64 calls = 0; ///< Of callers that were fine before.
    qint64 refused = 0;
    QList<Caller> worst; ///< The most refused first.

    [[nodiscard]] bool isWatching() const { return state == QLatin1StringView("watching"); }
    [[nodiscard]] static LimitWatch fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
