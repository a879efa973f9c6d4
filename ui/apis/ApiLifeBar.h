// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "model/Lifecycle.h"

#include <QWidget>

class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace gatehouse::ui {

class TextLabel;

/// The life of one API, in the inspector: the usual next step as a button, the others in its menu,
/// and the published revisions with what differs and a way back. GUI thread only.
class ApiLifeBar : public QWidget
{
    Q_OBJECT

public:
    explicit ApiLifeBar(client::AdminClient& client, QWidget* parent = nullptr);
    void showApi(const model::Api& api, quint32 revision);
    /// Those who called in the last hour, by name.
    void setCallers(const QStringList& callers) { m_callers = callers; }

Q_SIGNALS:
    /// Something was done; read the API again.
    void done(const QString& sentence);
    void failed(const gatehouse::client::Problem& problem);
    /// The API's document should be renewed.
    void importAsked(const QString& id);

private:
    void refreshSteps();
    void take(model::LifeStep step);
    void loadRevisions();
    void showRevisions(const QList<client::ApiRevision>& revisions);
    void compare(quint32 number);
    void restore(quint32 number);
    void exportTo(const QString& form);

    client::AdminClient& m_client;
    client::Ticket m_stepTicket;
    client::Ticket m_revisionsTicket;
    client::Ticket m_compareTicket;
    client::Ticket m_exportTicket;
    model::Api m_api;
    quint32 m_revision = 0;
    QStringList m_callers;

    QPushButton* m_next;
    QToolButton* m_more;
    QMenu* m_menu;
    TextLabel* m_notice;
    TextLabel* m_revisionsTitle;
    QVBoxLayout* m_rows;
};

} // namespace gatehouse::ui
