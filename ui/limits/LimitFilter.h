// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QVariant>

namespace gatehouse::ui {

/// Rules by words anywhere, by how full they are, by whether they refuse; sorted by the raw values.
class LimitFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    struct Choice
    {
        QStringList words;
        QVariant state; ///< int(State); invalid = any.
        QVariant mode;  ///< int(LimitMode); invalid = any.
    };

    using QSortFilterProxyModel::QSortFilterProxyModel;
    void choose(const Choice& choice);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    Choice m_choice;
};

} // namespace gatehouse::ui
