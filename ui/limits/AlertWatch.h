// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/State.h"

#include <QObject>
#include <QSet>

namespace gatehouse::ui {

/// Which rules have an alert, and one sentence for each that begins to fire. Names outlive it. GUI
/// thread only.
class AlertWatch : public QObject
{
    Q_OBJECT

public:
    AlertWatch(client::AdminClient& client, const client::Names& names, QObject* parent = nullptr);

    void setRules(const QList<client::Stored<model::LimitRule>>& rules) { m_rules = rules; }
    void load();
    [[nodiscard]] bool has(const QString& rule) const { return m_with.contains(rule); }
    void set(const QString& rule, bool on);

Q_SIGNALS:
    void changed();
    void told(gatehouse::ui::State state, const QString& words);
    void failed(const gatehouse::client::Problem& problem);

private:
    void take(const QList<client::LimitAlert>& alerts);
    [[nodiscard]] const model::LimitRule* find(const QString& rule) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_readTicket;
    client::Ticket m_setTicket;
    QList<client::Stored<model::LimitRule>> m_rules;
    QSet<QString> m_with;
    QSet<QString> m_firing;
};

} // namespace gatehouse::ui
