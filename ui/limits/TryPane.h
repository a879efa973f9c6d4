// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/ChartGroup.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QComboBox;
class QDateTimeEdit;
class QGridLayout;
class QPushButton;

namespace gatehouse::ui {

class BusyBar;
class TextLabel;
class TimeChart;

/// Try before apply: the recorded calls of a span through the stored rules and through those with
/// some of them changed, as a difference: as recorded, and without what repeats a refused call. The
/// server replays; while it does the figures of before stay, pale. GUI thread only.
class TryPane : public QWidget
{
    Q_OBJECT

public:
    TryPane(client::AdminClient& client, const client::Names& names,
            std::function<qint64()> serverNow, QWidget* parent = nullptr);

    /// Replays it after a short pause, so that a drag asks once. Suggests limits for it.
    void setRule(const model::LimitRule& rule);
    /// The same of several rules together, without a suggestion.
    void setChanges(const QList<model::LimitRule>& rules, const QStringList& removed);
    /// An opened access log as traffic beside the recorded one; chosen at once.
    void addLog(const QString& id, const QString& name, qint64 fromMillis, qint64 toMillis);
    /// Nothing is under way any more and nothing is shown.
    void clear();

Q_SIGNALS:
    /// The person takes the suggested limit.
    void limitChosen(double limit);

private:
    struct Span
    {
        qint64 from = 0;
        qint64 to = 0;
    };

    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeRange();
    [[nodiscard]] QWidget* makeResult();
    [[nodiscard]] QWidget* makeSmallest();
    [[nodiscard]] Span span() const;
    [[nodiscard]] QJsonObject body(bool withRetries) const;
    void chooseSpan();
    void run();
    void runWithoutRetries();
    void show(const client::Replay& replay);
    void showWithoutRetries(const client::Replay& replay);
    void showFigures();
    void showRows();
    void showSmallest();
    void showNotes();
    void setBusy(bool busy);

    client::AdminClient& m_client;
    const client::Names& m_names;
    std::function<qint64()> m_now;
    client::Ticket m_ticket;
    client::Ticket m_politeTicket;
    QTimer m_pause;
    QList<model::LimitRule> m_rules;
    QStringList m_removed;
    bool m_suggests = false; ///< One rule, so a limit of it can be suggested.
    Span m_asked;
    QString m_log; ///< Of the gateway; empty = none is opened.
    Span m_logSpan;
    std::optional<client::Replay> m_replay;
    std::optional<client::Replay> m_polite; ///< Without retries.
    ChartGroup m_group;
    QComboBox* m_span;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QWidget* m_range;
    BusyBar* m_busy;
    QWidget* m_result;
    TextLabel* m_state;
    TextLabel* m_before;
    TextLabel* m_after;
    TextLabel* m_change;
    TimeChart* m_chart;
    QGridLayout* m_rows;
    TextLabel* m_politeWords;
    QWidget* m_smallestBox = nullptr;
    QComboBox* m_share;
    TextLabel* m_smallest;
    QPushButton* m_take;
    TextLabel* m_note;
    double m_suggested = 0;
};

} // namespace gatehouse::ui
