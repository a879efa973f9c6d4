// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Icon.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace gatehouse::ui {

/// What stands where there is nothing yet: one sentence what this is for, one button, one link.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(Icon icon, const QString& sentence, QWidget* parent = nullptr);
    /// Both may be left out.
    QPushButton* setAction(const QString& text);
    QPushButton* setLink(const QString& text);

private:
    QHBoxLayout* m_buttons;
};

} // namespace gatehouse::ui
