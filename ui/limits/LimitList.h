// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Names.h"
#include "model/Limit.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;

namespace gatehouse::ui {

class ChoiceChip;
class CounterWatch;
class LimitTableModel;
class ListTable;
class PanelHeader;
class StagedLimits;

/// The table of rules with its filters, or what rules are for where there is none. Rows keep their
/// place while figures change: they are sorted when the rules come and when a person asks. Names,
/// counters and staged changes outlive it. GUI thread only.
class LimitList : public QWidget
{
    Q_OBJECT

public:
    LimitList(const client::Names& names, const CounterWatch& counters, const StagedLimits& staged,
              QWidget* parent = nullptr);

    /// Filter and buttons, for the head of the page.
    [[nodiscard]] QWidget* header() const;
    /// Keeps selection and place.
    void setRules(const QList<client::Stored<model::LimitRule>>& rules);
    [[nodiscard]] const client::Stored<model::LimitRule>* find(const QString& id) const;
    /// Counters of a rule were read, or names came.
    void refresh(const QString& id = {});
    /// All counters were read once.
    void onRoundDone();

    [[nodiscard]] ListTable& table() { return *m_table; }
    /// The first row, where nobody chose one yet and they are sorted.
    void selectFirst();
    void clearFilters();
    [[nodiscard]] QString filter() const;
    void setFilter(const QString& words);
    void focusFilter();

Q_SIGNALS:
    /// There is nothing to look at.
    void emptied();
    void newAsked();
    void doctorAsked();
    void callersAsked();

private:
    void makeHeader();
    [[nodiscard]] QWidget* makeFilterBar();
    void makeTable();
    void applyFilter();
    void showCount();

    const CounterWatch& m_counters;
    bool m_wasSorted = false;
    LimitTableModel* m_model;
    QSortFilterProxyModel* m_filtered;
    PanelHeader* m_header = nullptr;
    QLineEdit* m_filter = nullptr;
    ChoiceChip* m_state = nullptr;
    ChoiceChip* m_mode = nullptr;
    QLabel* m_count = nullptr;
    QStackedWidget* m_lists; ///< The table, or what to do without a rule.
    ListTable* m_table = nullptr;
};

} // namespace gatehouse::ui
