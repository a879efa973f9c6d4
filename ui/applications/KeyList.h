// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QWidget>

class QJsonArray;
class QLabel;
class QPushButton;
class QTableView;

namespace gatehouse::ui {

class KeyTableModel;

/// The keys of one application: what is left of each after it was shown once, a new one, and the
/// end of one. Borrows the client. GUI thread only.
class KeyList : public QWidget
{
    Q_OBJECT

public:
    explicit KeyList(client::AdminClient& client, QWidget* parent = nullptr);
    /// `keys` as the admin API gives them; the selected key stays selected.
    void showKeys(const QString& application, const QString& name, const QJsonArray& keys);
    [[nodiscard]] bool hasUsableKey() const;

Q_SIGNALS:
    void changed();
    void failed(const client::Problem& problem);

private:
    void placeButtons();
    void createKey();
    void askRevoke(int row);

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    QString m_application;
    QString m_name;
    KeyTableModel* m_keys;
    QTableView* m_table;
    QLabel* m_count;
};

} // namespace gatehouse::ui
