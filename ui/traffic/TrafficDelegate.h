// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/CellDelegate.h"

class QTableView;

namespace gatehouse::ui {

/// Dense rows; the whole row under the pointer is tinted. One view.
class TrafficDelegate : public CellDelegate
{
    Q_OBJECT

public:
    explicit TrafficDelegate(QTableView* view);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setHovered(int row);

    QTableView* m_view;
    int m_hovered = -1;
};

} // namespace gatehouse::ui
