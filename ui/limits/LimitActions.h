// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QWidget>

namespace gatehouse::ui {

/// What is done to a stored rule without the editor. What cannot be taken back asks before, with
/// the rule's name in the button. GUI thread only.
class LimitActions : public QObject
{
    Q_OBJECT

public:
    /// Questions stand over the parent.
    LimitActions(client::AdminClient& client, QWidget* parent);

    /// 100 = enforced, less = a ramp, 0 = shadow. Reads the rule before it is saved.
    void enforce(const QString& id, int percent);
    void askReset(const model::LimitRule& rule);
    void askDelete(const model::LimitRule& rule);

Q_SIGNALS:
    void done(const QString& words);
    void failed(const gatehouse::client::Problem& problem);

private:
    client::AdminClient& m_client;
    QWidget* m_parent;
    client::Ticket m_ticket;
};

} // namespace gatehouse::ui
