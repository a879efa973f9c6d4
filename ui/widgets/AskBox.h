// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace gatehouse::ui {

/// Asks before something is destroyed. `button` names the thing (`Delete Storefront`); Cancel is
/// what Enter does. Returns at once: `run` is called when the person agrees, and never after
/// `parent` is gone.
void askBefore(QWidget* parent, const QString& question, const QString& button,
               std::function<void()> run);

} // namespace gatehouse::ui
