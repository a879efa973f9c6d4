// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace gatehouse::ui {

class ApiForm;
class MessageBar;

/// The form of an API with what loads and saves it. A save carries the ETag that was read, so that
/// nobody's change is lost. GUI thread only.
class ApiEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ApiEditor(client::AdminClient& client, QWidget* parent = nullptr);

    void setTeams(const QList<model::Team>& teams);
    /// For conflicts that can be told without the server.
    void setOthers(const QList<client::Stored<model::Api>>& others);
    void startNew();
    void edit(const client::Stored<model::Api>& api);
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void saved(const QString& id, const QString& name);
    void closeAsked();

private:
    void load(const client::Stored<model::Api>& api);
    void readAgain();
    void leave();
    void save();
    void onSaved(const client::Answer<client::Stored<model::Api>>& answer);
    void onEdited();

    client::AdminClient& m_client;
    client::Ticket m_readTicket;
    client::Ticket m_saveTicket;
    std::vector<model::Api> m_others;
    model::Api m_base;  ///< As it stands on the server.
    model::Api m_shown; ///< What the form made of it; tells edits.
    QByteArray m_etag;
    bool m_isNew = true;
    bool m_wasChecked = false; ///< After the first try to save faults follow the typing.

    QLabel* m_title;
    QPushButton* m_save;
    MessageBar* m_notice;
    ApiForm* m_form;
};

} // namespace gatehouse::ui
