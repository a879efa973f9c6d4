// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "limits/LimitChart.h"

#include <QObject>

namespace gatehouse::ui {

/// The calls of the last hour that a rule would count, by caller, from the admin API's usage: as
/// near as its series come, which is by application, API, model or provider. GUI thread only.
class RuleTraffic : public QObject
{
    Q_OBJECT

public:
    RuleTraffic(client::AdminClient& client, const client::Names& names, QObject* parent = nullptr);

    /// Who belongs to which team.
    void setApplications(const QList<model::Application>& applications);
    /// Asks when another series is needed, else tells what is known.
    void setRule(const model::LimitRule& rule);
    /// Asks again.
    void refresh();
    [[nodiscard]] const QList<LimitChart::Caller>& callers() const { return m_callers; }
    [[nodiscard]] qint64 fromMillis() const { return m_usage.fromMillis; }
    [[nodiscard]] qint64 stepMillis() const { return m_usage.stepMillis; }
    /// What the series is in words, and what it leaves out of the rule's match.
    [[nodiscard]] QString words() const;
    /// Every caller has a counter of its own.
    [[nodiscard]] bool isApart() const;

Q_SIGNALS:
    void changed();

private:
    void sort();

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_ticket;
    QHash<QString, QString> m_teams; ///< By application.
    model::LimitRule m_rule;
    QString m_by;
    QString m_id;
    client::UsageFigures m_usage;
    QList<LimitChart::Caller> m_callers;
};

} // namespace gatehouse::ui
