// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitFilter.h"

#include "limits/LimitTableModel.h"

#include <algorithm>

namespace gatehouse::ui {

void LimitFilter::choose(const Choice& choice)
{
    m_choice = choice;
    invalidateFilter();
}

bool LimitFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto differs = [&index](const QVariant& wanted, int role) {
        return wanted.isValid() && index.data(role) != wanted;
    };
    if (differs(m_choice.state, LimitTableModel::StateRole) ||
        differs(m_choice.mode, LimitTableModel::ModeRole))
        return false;
    if (m_choice.words.isEmpty())
        return true;
    const QString text = index.data(LimitTableModel::SearchRole).toString();
    return std::ranges::all_of(m_choice.words, [&text](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

bool LimitFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (left.data(sortRole()) != right.data(sortRole()))
        return QSortFilterProxyModel::lessThan(left, right);
    // What is equal keeps one order, whichever way the column is sorted.
    const auto name = [](const QModelIndex& index) {
        return index.siblingAtColumn(LimitTableModel::Rule)
            .data(LimitTableModel::SortRole)
            .toString();
    };
    const int names = name(left).compare(name(right), Qt::CaseInsensitive);
    return names != 0 && (names < 0) != (sortOrder() == Qt::DescendingOrder);
}

} // namespace gatehouse::ui
