// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "limits/StagedLimits.h"

#include <QWidget>

#include <functional>

namespace gatehouse::ui {

/// What is done to a stored rule without the editor. Changes are staged with the ETag of a fresh
/// reading; what cannot be taken back asks before, with the rule's name in the button. GUI thread
/// only.
class LimitActions : public QObject
{
    Q_OBJECT

public:
    /// Questions stand over the parent. `staged` outlives it.
    LimitActions(client::AdminClient& client, StagedLimits& staged, QWidget* parent);

    /// 100 = enforced, less = a ramp, 0 = shadow.
    void enforce(const QString& id, int percent);
    void remove(const model::LimitRule& rule);
    void askReset(const model::LimitRule& rule);

Q_SIGNALS:
    void done(const QString& words);
    void failed(const gatehouse::client::Problem& problem);

private:
    /// Reads the rule anew and stages what is made of it.
    void stage(const QString& id,
               std::function<std::optional<model::LimitRule>(model::LimitRule)> make);

    client::AdminClient& m_client;
    StagedLimits& m_staged;
    QWidget* m_parent;
    client::Ticket m_ticket;
};

} // namespace gatehouse::ui
