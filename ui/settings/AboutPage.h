// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

class QLabel;

namespace gatehouse::client {
class Connection;
}

namespace gatehouse::ui {

/// Which program this is, and what a report of a fault should name.
class AboutPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit AboutPage(client::Connection& connection, QWidget* parent = nullptr);
    void shown() override;

private:
    [[nodiscard]] QString report() const;

    client::Connection& m_connection;
    QLabel* m_gateway;
    QLabel* m_process;
};

} // namespace gatehouse::ui
