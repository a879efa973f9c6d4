// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QLabel>

namespace gatehouse::ui {

/// A word on the tint of its meaning.
class Tag : public QLabel
{
    Q_OBJECT

public:
    explicit Tag(QWidget* parent = nullptr);
    void show(const QString& text, Role role);

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    Role m_role = Role::Quiet;
};

} // namespace gatehouse::ui
