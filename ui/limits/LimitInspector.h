// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/LimitFigures.h"
#include "client/Names.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QTableView;

namespace gatehouse::ui {

class CounterTableModel;
class CounterWatch;
class TextLabel;

/// One rule: its words, its worst case, whether it refuses, its counters. Names and counters
/// outlive it. GUI thread only.
class LimitInspector : public QWidget
{
    Q_OBJECT

public:
    LimitInspector(const client::Names& names, const CounterWatch& counters,
                   QWidget* parent = nullptr);

    void showRule(const client::Stored<model::LimitRule>& rule);
    [[nodiscard]] QString id() const { return m_id; }
    void setAlert(bool on);
    /// Its counters were read again, or names are known.
    void refresh();
    /// Further counters, which were asked for.
    void addCounters(const QString& rule, qint64 offset,
                     const QList<client::LimitCounter>& counters);

Q_SIGNALS:
    /// Counters beyond the fullest ones.
    void countersAsked(const QString& rule, qint64 offset);
    void editAsked(const QString& id);
    void deleteAsked(const QString& id);
    void resetAsked(const QString& id);
    /// To be told before it is full.
    void alertAsked(const QString& id, bool on);
    /// Changed in place: `enforce` 100 = enforced, less = a ramp, 0 = shadow.
    void enforceAsked(const QString& id, int enforce);

private:
    const client::Names& m_names;
    const CounterWatch& m_counters;
    client::Stored<model::LimitRule> m_rule;
    QString m_id;
    TextLabel* m_title;
    TextLabel* m_sentence;
    TextLabel* m_worst;
    TextLabel* m_count;
    QComboBox* m_mode;
    QCheckBox* m_alert;
    CounterTableModel* m_model;
    QTableView* m_table;
};

} // namespace gatehouse::ui
