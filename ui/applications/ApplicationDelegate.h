// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse::ui {

/// An application in the list: its name and calls a second, below them its state and team. Items
/// answer the roles. GUI thread only.
class ApplicationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role : int
    {
        RateRole = Qt::UserRole + 440, ///< Calls a second, a number; invalid = unknown.
        StateRole,                     ///< int(State) of what stands below.
        BelowRole                      ///< The second line.
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

} // namespace gatehouse::ui
