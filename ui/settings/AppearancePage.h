// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

namespace gatehouse::ui {

class Appearance;

/// Colours and size of text of this window and what closing it means; acts at once.
class AppearancePage : public SettingsPage
{
    Q_OBJECT

public:
    explicit AppearancePage(Appearance& appearance, QWidget* parent = nullptr);
};

} // namespace gatehouse::ui
