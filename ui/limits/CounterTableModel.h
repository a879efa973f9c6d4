// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/LimitFigures.h"
#include "client/Names.h"
#include "model/Limit.h"

#include <QAbstractTableModel>

namespace gatehouse::ui {

/// The counters of one rule, fullest first: the first ones are kept fresh, further ones are asked
/// for when somebody scrolls there. Names outlive it. GUI thread only.
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

    /// The fullest ones, and how many there are in all.
    void setCounters(const model::LimitRule& rule, QList<client::LimitCounter> counters,
                     qint64 total, qint64 nowMillis);
    /// Further ones, which were asked for.
    void addCounters(qint64 offset, const QList<client::LimitCounter>& counters);
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    /// So many are there already.
    void moreWanted(qint64 offset);

private:
    const client::Names& m_names;
    model::LimitRule m_rule;
    QList<client::LimitCounter> m_counters;
    qint64 m_total = 0;
    qint64 m_asked = -1; ///< The offset that was asked for last.
    qint64 m_now = 0;
};

} // namespace gatehouse::ui
