// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Names.h"

#include <QAbstractTableModel>

namespace gatehouse::ui {

class CounterWatch;
class StagedLimits;

/// The rules, two lines each, with the use of their counters. Figures are refreshed in place.
/// Names and counters outlive it. GUI thread only.
class LimitTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Rule,
        Counters,
        Used,
        RunsOut,
        ColumnCount
    };
    enum DataRole : int
    {
        SortRole = Qt::UserRole + 460, ///< Raw values.
        SearchRole,                    ///< Everything that a filter looks at.
        ModeRole,                      ///< int(LimitMode)
        StateRole,                     ///< int(State) of the fullest counter.
        ApisRole,                      ///< Ids that the rule names; empty = any.
        TeamsRole,                     ///< Likewise.
        RunsRole,                      ///< Index of the rule, for its sentence.
        IdRole,
        UseRole,    ///< QList<double>, 0 to 1, fullest first.
        HourRole,   ///< QList<double>, 0 to 1, of the last hour.
        PendingRole ///< How the rule is to change; empty = it is not.
    };

    LimitTableModel(const client::Names& names, const CounterWatch& counters,
                    const StagedLimits& staged, QObject* parent = nullptr);

    void setRules(QList<client::Stored<model::LimitRule>> rules);
    [[nodiscard]] const QList<client::Stored<model::LimitRule>>& rules() const { return m_rules; }
    [[nodiscard]] int rowOf(const QString& id) const;
    /// The counters of a rule were read; empty = names changed.
    void refresh(const QString& id = {});
    [[nodiscard]] const client::Names& names() const { return m_names; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QVariant ruleData(const model::LimitRule& rule, int row, int role) const;
    [[nodiscard]] QVariant figureData(const model::LimitRule& rule, int column, int role) const;
    [[nodiscard]] QString runsOut(const model::LimitRule& rule) const;
    [[nodiscard]] QString searchText(const model::LimitRule& rule) const;
    [[nodiscard]] int stateOf(const model::LimitRule& rule) const;

    const client::Names& m_names;
    const CounterWatch& m_counters;
    const StagedLimits& m_staged;
    QList<client::Stored<model::LimitRule>> m_rules;
};

} // namespace gatehouse::ui
