// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

namespace gatehouse::ui {

class Appearance;

/// What this window speaks; acts at once.
class LanguagePage : public SettingsPage
{
    Q_OBJECT

public:
    explicit LanguagePage(Appearance& appearance, QWidget* parent = nullptr);
};

} // namespace gatehouse::ui
