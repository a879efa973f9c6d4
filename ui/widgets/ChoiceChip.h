// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace gatehouse::ui {

/// One of several, told by a quiet chip of 24 px: for filters over a table. The first entry is
/// "any"; every other one is tinted, for it hides rows.
class ChoiceChip : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceChip(const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString shownText() const;
};

} // namespace gatehouse::ui
