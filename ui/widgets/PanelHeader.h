// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/FilterBox.h"
#include "widgets/TextLabel.h"

class QHBoxLayout;

namespace gatehouse::ui {

/// The 48 px bar on top of a panel: title, muted subtitle, then whatever is added from the left,
/// and actions that are added at the right end in reading order.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHeader(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title) { m_title->setText(title); }
    void setSubtitle(const QString& subtitle);
    /// Beside the title, before the free space.
    void addLeft(QWidget* widget);
    /// At the right end, after what was added before.
    void addAction(QWidget* widget);
    /// The panel's one filter box, at the right end; made at the first call.
    FilterBox* filterBox(const QString& placeholder, int width = 220);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_title;
    TextLabel* m_subtitle;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    FilterBox* m_filter = nullptr;
};

} // namespace gatehouse::ui
