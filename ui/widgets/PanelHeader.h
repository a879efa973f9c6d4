// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Bar.h"

namespace gatehouse::ui {

class FilterBox;
class TextLabel;

/// The 48 px bar on top of a panel: title, muted subtitle, then whatever is added from the left,
/// and the filter box and actions that are added at the right end in reading order.
class PanelHeader : public Bar
{
    Q_OBJECT

public:
    explicit PanelHeader(const QString& title, QWidget* parent = nullptr);
    void setSubtitle(const QString& subtitle);
    [[nodiscard]] TextLabel* subtitle() const { return m_subtitle; }
    /// Beside the title, before the free space.
    void addLeft(QWidget* widget);
    /// At the right end, after what was added before.
    void addAction(QWidget* widget);
    /// The panel's one filter box, at the right end.
    FilterBox* addFilter(const QString& placeholder, int width = 220);

private:
    TextLabel* m_subtitle;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
};

} // namespace gatehouse::ui
