// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace gatehouse::ui {

/// A switch of 28 x 16 with its words at the right: for what takes effect at once. Checkable.
class Switch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace gatehouse::ui
