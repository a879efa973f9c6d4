// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

class QTableWidget;

namespace gatehouse::ui {

/// What the keys do: read from the window's list of actions whenever it is shown.
class ShortcutsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ShortcutsPage(QWidget* parent = nullptr);
    void shown() override;

private:
    QTableWidget* m_table;
};

} // namespace gatehouse::ui
