// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

#include "client/Answer.h"

class QLabel;
class QPushButton;

namespace gatehouse::client {
class AdminClient;
class Connection;
} // namespace gatehouse::client

namespace gatehouse::ui {

/// Where the workspace lives, and a file of it to take along.
class FolderPage : public SettingsPage
{
    Q_OBJECT

public:
    FolderPage(client::AdminClient& client, client::Connection& connection,
               QWidget* parent = nullptr);
    void shown() override;
    /// Asks the gateway for the workspace file and writes it there.
    void exportTo(const QString& path);

Q_SIGNALS:
    /// How it ended: a sentence for the window.
    void done(bool well, const QString& sentence);

private:
    client::AdminClient& m_client;
    client::Connection& m_connection;
    client::Ticket m_ticket;
    QLabel* m_path;
    QPushButton* m_open;
    QPushButton* m_export;
    SettingRow* m_spaceRow = nullptr;
    QLabel* m_space;
};

} // namespace gatehouse::ui
