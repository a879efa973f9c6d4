// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/LimitFigures.h"
#include "client/Names.h"
#include "model/Limit.h"

#include <QAbstractTableModel>

namespace gatehouse::ui {

/// The counters of one rule, fullest first. Names outlive it. GUI thread only.
class CounterTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Counter,
        Used,
        Share,
        Clears,
        ColumnCount
    };

    explicit CounterTableModel(const client::Names& names, QObject* parent = nullptr);

    void setCounters(const model::LimitRule& rule, QList<client::LimitCounter> counters,
                     qint64 nowMillis);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    const client::Names& m_names;
    model::LimitRule m_rule;
    QList<client::LimitCounter> m_counters;
    qint64 m_now = 0;
};

} // namespace gatehouse::ui
