// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QWidget>

class QHBoxLayout;

namespace gatehouse::ui {

/// A row of widgets of fixed height with a line below it: heads of panels and inspectors, toolbars.
class Bar : public QWidget
{
    Q_OBJECT

public:
    explicit Bar(int height, Role ground = Role::Surface, QWidget* parent = nullptr);
    [[nodiscard]] QHBoxLayout* row() const { return m_row; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* m_row;
    Role m_ground;
};

} // namespace gatehouse::ui
