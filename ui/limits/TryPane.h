// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/ChartGroup.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;

namespace gatehouse::ui {

class BusyBar;
class ChartLegend;
class TextLabel;
class TimeChart;

/// Try before apply: the recorded calls of a span through the stored rules and through those with
/// this rule, as a difference. The server replays; while it does the figures of before stay, pale.
/// GUI thread only.
class TryPane : public QWidget
{
    Q_OBJECT

public:
    TryPane(client::AdminClient& client, const client::Names& names,
            std::function<qint64()> serverNow, QWidget* parent = nullptr);

    /// Replays it after a short pause, so that a drag asks once.
    void setRule(const model::LimitRule& rule);
    /// Nothing is under way any more and nothing is shown.
    void clear();

Q_SIGNALS:
    /// The person takes the suggested limit.
    void limitChosen(double limit);

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeResult();
    void run();
    void show(const client::Replay& replay);
    void showRows(const client::Replay& replay);
    void showSmallest(const client::Replay& replay);
    void setBusy(bool busy);

    client::AdminClient& m_client;
    const client::Names& m_names;
    std::function<qint64()> m_now;
    client::Ticket m_ticket;
    QTimer m_pause;
    model::LimitRule m_rule;
    ChartGroup m_group;
    QComboBox* m_span;
    QCheckBox* m_polite;
    BusyBar* m_busy;
    QWidget* m_result;
    TextLabel* m_state;
    TextLabel* m_before;
    TextLabel* m_after;
    TextLabel* m_change;
    TimeChart* m_chart;
    QGridLayout* m_rows;
    TextLabel* m_smallest;
    QPushButton* m_take;
    TextLabel* m_note;
    double m_suggested = 0;
};

} // namespace gatehouse::ui
