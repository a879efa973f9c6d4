// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse::ui {

class LimitTableModel;

/// Draws what is a rule's own in its row: the sentence with bold values, its tag, and the strip of
/// its counters. The sentences come from the model that outlives it.
class LimitDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    LimitDelegate(const LimitTableModel& model, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    void paintRule(QPainter& painter, QRect rect, const QStyleOptionViewItem& option,
                   const QModelIndex& index) const;
    const LimitTableModel& m_model;
};

} // namespace gatehouse::ui
