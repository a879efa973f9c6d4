// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui {

class TextLabel;

/// Model servers that were found on the gateway's machine, each to be added with one click. Hidden
/// while there is none. GUI thread only.
class LocalServerRows : public QWidget
{
    Q_OBJECT

public:
    explicit LocalServerRows(client::AdminClient& client, QWidget* parent = nullptr);
    /// Asks for them; what was found before stays until the answer.
    void look();

Q_SIGNALS:
    void addAsked(const client::LocalServer& server);

private:
    void showServers(const QList<client::LocalServer>& servers);
    [[nodiscard]] QWidget* makeRow(const client::LocalServer& server);

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    TextLabel* m_title;
    QWidget* m_rows = nullptr;
    QVBoxLayout* m_layout;
};

/// `found on port 11434, 3 models`.
[[nodiscard]] QString foundText(const client::LocalServer& server);

} // namespace gatehouse::ui
