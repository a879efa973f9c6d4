// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QLabel>

namespace gatehouse::ui {

/// A label in one of the four sizes and in the colour of a role; both follow the theme and the
/// font.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TextLabel(const QString& text = {}, TextSize size = TextSize::Body,
                       Role role = Role::Text, QFont::Weight weight = QFont::Normal,
                       QWidget* parent = nullptr);
    void setRole(Role role);

    /// From now on the text is cut with an ellipsis where it has no room; a tool tip tells it
    /// whole.
    void setElided();
    [[nodiscard]] bool isElided() const { return m_elided; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void apply();
    [[nodiscard]] bool isCut() const;

    TextSize m_size;
    Role m_role;
    QFont::Weight m_weight;
    bool m_elided = false;
    bool m_applying = false;
};

} // namespace gatehouse::ui
